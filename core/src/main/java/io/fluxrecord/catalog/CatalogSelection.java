package io.fluxrecord.catalog;

import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.Table;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a catalog is asked for.
 *
 * @param patterns whether names are patterns of {@code LIKE}, with {@code !} to escape
 * @since 0.1
 */
public record CatalogSelection(List<Table> tables, List<Sequence> sequences, boolean patterns) {

    public CatalogSelection {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /** Ask for tables, views and sequences by name, each as a statement would find it. */
    public static CatalogSelection named(Collection<Table> tables, Collection<Sequence> sequences) {
        return new CatalogSelection(
                tables.stream().distinct().toList(),
                sequences.stream().distinct().toList(),
                false);
    }

    /**
     * Ask for all tables, views and sequences of a schema whose names are like a pattern.
     *
     * @param schema null for the current one
     * @param pattern as of {@code LIKE}, with {@code !} to escape: {@code %} for all, {@code shop!_%} for those of a
     *     shop
     */
    public static CatalogSelection like(@Nullable String schema, String pattern) {
        return new CatalogSelection(
                List.of(new Table(schema, pattern)), List.of(new Sequence(schema, pattern, 1)), true);
    }
}
