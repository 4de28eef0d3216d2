package io.fluxrecord.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view.
 *
 * @param comment what its comment says; null where it has none
 * @param columns in the order of the table
 * @param indexes the unique ones and the primary key first of all, others where the database tells them
 * @param gap what of it the user of the database may not read, in words; null where all could be read
 * @param insertable whether rows can be inserted into it, which those of some views cannot
 * @param foreignKeys in the order of their names
 * @since 0.1
 */
public record CatalogTable(
        String schema,
        String name,
        Kind kind,
        @Nullable String comment,
        List<CatalogColumn> columns,
        List<CatalogIndex> indexes,
        @Nullable String gap,
        boolean insertable,
        List<CatalogForeignKey> foreignKeys) {

    /** What it is that has columns. */
    public enum Kind {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW
    }

    public CatalogTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** Describe a table or view without foreign keys that rows can be inserted into. */
    public CatalogTable(
            String schema,
            String name,
            Kind kind,
            @Nullable String comment,
            List<CatalogColumn> columns,
            List<CatalogIndex> indexes,
            @Nullable String gap) {
        this(schema, name, kind, comment, columns, indexes, gap, true, List.of());
    }

    /** Return the columns of the primary key in their order; none where the table has no such key. */
    public List<String> primaryKey() {
        return indexes.stream()
                .filter(CatalogIndex::primary)
                .findFirst()
                .map(CatalogIndex::columns)
                .orElse(List.of());
    }
}
