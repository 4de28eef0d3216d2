package io.fluxrecord.generate;

import io.fluxrecord.catalog.CatalogTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of a table or view.
 *
 * @param name the simple name of the class
 * @param schema what {@code @Table(schema)} is to say; null for nothing
 * @param fields properties and relations, in the order in which they are written
 * @param enums those that are nested in the model
 * @param notes what the reader of the model should know, as plain sentences
 */
record TablePlan(
        String name,
        CatalogTable table,
        @Nullable String schema,
        boolean readOnly,
        List<FieldPlan> fields,
        List<EnumPlan> enums,
        List<String> notes) {

    /** Return this model with other fields. */
    TablePlan with(List<FieldPlan> others) {
        return new TablePlan(name, table, schema, readOnly, List.copyOf(others), enums, notes);
    }

    /** Return the properties that are no relations. */
    List<PropertyPlan> properties() {
        return fields.stream()
                .filter(PropertyPlan.class::isInstance)
                .map(PropertyPlan.class::cast)
                .toList();
    }
}
