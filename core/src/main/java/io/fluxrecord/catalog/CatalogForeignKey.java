package io.fluxrecord.catalog;

import java.util.List;

/**
 * A foreign key of a table.
 *
 * @param columns of the table that has it
 * @param schema that of the table which it refers to
 * @param table the table which it refers to
 * @param references the columns of that table, in the order of those that refer to them
 * @since 0.1
 */
public record CatalogForeignKey(
        String name, List<String> columns, String schema, String table, List<String> references) {

    public CatalogForeignKey {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }
}
