package io.fluxrecord.processor.write;

import com.palantir.javapoet.NameAllocator;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.RelationPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The names of constants and variables in a generated class: those of the properties, unless they are taken. */
final class Identifiers {

    private static final String MODEL = "MODEL";
    private static final String MAPPING = "MAPPING";

    private final ModelPlan plan;
    private final NameAllocator constants = new NameAllocator();
    private final NameAllocator converters = new NameAllocator();
    private final NameAllocator variables = new NameAllocator();

    Identifiers(ModelPlan plan) {
        this.plan = plan;
        // The property constants come first: they are public, and their names are promised.
        plan.relations().forEach(relation -> constants.newName(relation.property(), relation));
        plan.columns().forEach(column -> constants.newName(column.property(), column.property()));
        constants.newName(MAPPING, MAPPING + "()");
        constants.newName(MODEL, MODEL + "()");
        converters.newName("TABLE");
        List.of("record", "row", "reader", "refusal", "values", "column", "key", "database", "isNew", "index", "stored")
                .forEach(variables::newName);
        for (ColumnPlan column : properties(plan).toList()) {
            column.storage()
                    .conversion()
                    .ifPresent(conversion -> allocate(converters, upperCase(conversion), conversion));
            if (column.place() instanceof Place.Component component) {
                allocate(variables, component.whole().property(), component.whole());
            }
            variables.newName(column.property(), column);
        }
    }

    private static Stream<ColumnPlan> properties(ModelPlan plan) {
        return plan.columns().stream().flatMap(column -> column.all().stream());
    }

    private static void allocate(NameAllocator names, String suggestion, Object tag) {
        try {
            names.get(tag);
        } catch (IllegalArgumentException unknown) {
            names.newName(suggestion, tag);
        }
    }

    private static String upperCase(Conversion conversion) {
        return conversion.name().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** Return the constant that holds the model. */
    String model() {
        return constants.get(MODEL + "()");
    }

    /** Return the constant that holds the mapping. */
    String mapping() {
        return constants.get(MAPPING + "()");
    }

    /** Return the constant of a relation. */
    String constant(RelationPlan relation) {
        return constants.get(relation);
    }

    /** Return the constant of a property. */
    String constant(ColumnPlan column) {
        return constants.get(column.property());
    }

    /** Return the constants that hold converters, each once. */
    Map<Conversion, String> converters() {
        Map<Conversion, String> all = new LinkedHashMap<>();
        properties(plan)
                .flatMap(column -> column.storage().conversion().stream())
                .forEach(conversion -> all.put(conversion, converters.get(conversion)));
        return all;
    }

    /** Return the constant that holds the converter of a property. */
    String converter(ColumnPlan column) {
        return converters.get(column.storage().conversion().orElseThrow());
    }

    /** Return the variable for a property. */
    String variable(ColumnPlan column) {
        return variables.get(column);
    }

    /** Return the variable for an embedded value. */
    String variable(Place.Embedded whole) {
        return variables.get(whole);
    }
}
