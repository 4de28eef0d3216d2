package io.fluxrecord.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An enum of Java for one of the database.
 *
 * @param labels by the name of the constant, in the order of the database
 * @param origin what it is made from, as it is told in its Javadoc
 */
record EnumPlan(String name, Map<String, String> labels, String origin) {

    static EnumPlan of(String name, List<String> labels, String origin) {
        UniqueNames names = new UniqueNames(false);
        Map<String, String> byConstant = new LinkedHashMap<>();
        // A label that is a name has it, whatever others become.
        for (String label : labels) {
            if (JavaNames.constant(label).equals(label)) {
                names.take(label);
            }
        }
        for (String label : labels) {
            String constant = JavaNames.constant(label);
            byConstant.put(constant.equals(label) ? label : names.next(constant), label);
        }
        return new EnumPlan(name, byConstant, origin);
    }
}
