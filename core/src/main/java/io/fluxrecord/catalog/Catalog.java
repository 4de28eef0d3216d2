package io.fluxrecord.catalog;

import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.Table;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a schema that was asked for. What is not there is left out; it may also be that the user of the database
 * has no right to see it.
 *
 * @param tables with views, in no particular order
 * @since 0.1
 */
public record Catalog(CatalogNames names, List<CatalogTable> tables, List<CatalogSequence> sequences) {

    public Catalog {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /** Return the table that a statement finds under a name, or null. */
    public @Nullable CatalogTable table(Table asked) {
        return find(tables, CatalogTable::schema, CatalogTable::name, asked.schema(), asked.name());
    }

    /** Return the sequence that a statement finds under a name, or null. */
    public @Nullable CatalogSequence sequence(Sequence asked) {
        return find(sequences, CatalogSequence::schema, CatalogSequence::name, asked.schema(), asked.name());
    }

    private <T> @Nullable T find(
            List<T> all,
            Function<T, String> schemaOf,
            Function<T, String> nameOf,
            @Nullable String schema,
            String name) {
        for (String place : schema == null ? names.searchPath() : List.of(schema)) {
            for (T one : all) {
                if (names.isSameTable(schemaOf.apply(one), place) && names.isSameTable(nameOf.apply(one), name)) {
                    return one;
                }
            }
        }
        return null;
    }

    /** Return the column of a table that a statement finds under a name, or null. */
    public @Nullable CatalogColumn column(CatalogTable table, String name) {
        return table.columns().stream()
                .filter(column -> names.isSameColumn(column.name(), name))
                .findFirst()
                .orElse(null);
    }
}
