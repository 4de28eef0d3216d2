package io.fluxrecord.generate;

import io.fluxrecord.generate.ModelDraft.KeyColumn;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** What relations are called. */
final class RelationNames {

    private static final String ID = "Id";

    private RelationNames() {}

    /**
     * Return the name of a relation to one: its column without the other key's, {@code customer} of
     * {@code customer_id}, and of several columns the other model.
     *
     * @param taken what it may not be
     */
    static String one(List<PropertyPlan> own, List<KeyColumn> key, String target, Set<String> taken) {
        String name = own.size() == 1
                ? without(own.get(0).name(), key.get(0).property())
                : target.substring(0, 1).toLowerCase(Locale.ROOT) + target.substring(1);
        String usable = SourceVersion.isName(name) ? name : name + "_";
        String free = usable;
        for (int number = 2; taken.contains(free); number++) {
            free = usable + number;
        }
        return free;
    }

    private static String without(String property, String key) {
        String suffix = capitalized(key);
        if (property.length() > suffix.length() && property.endsWith(suffix)) {
            return property.substring(0, property.length() - suffix.length());
        }
        return property.length() > ID.length() && property.endsWith(ID)
                ? property.substring(0, property.length() - ID.length())
                : property;
    }

    /** Return the name of a relation to many: {@code orderLines} of {@code OrderLine}. */
    static String many(String source) {
        String name = source.substring(0, 1).toLowerCase(Locale.ROOT) + source.substring(1);
        if (name.matches(".*(ss|sh|ch|x)")) {
            return name + "es";
        }
        if (name.matches(".*[^aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name.endsWith("s") ? name : name + "s";
    }

    /** {@code id} is {@code Id}, as it follows a name. */
    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
