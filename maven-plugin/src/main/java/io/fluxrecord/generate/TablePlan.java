package io.fluxrecord.generate;

import io.fluxrecord.catalog.CatalogTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of a table or view. Relations to other models will stand here.
 *
 * @param name the simple name of the class
 * @param schema what {@code @Table(schema)} is to say; null for nothing
 * @param enums those that are nested in the model
 * @param notes what the reader of the model should know, as plain sentences
 */
record TablePlan(
        String name,
        CatalogTable table,
        @Nullable String schema,
        boolean readOnly,
        List<PropertyPlan> properties,
        List<EnumPlan> enums,
        List<String> notes) {}
