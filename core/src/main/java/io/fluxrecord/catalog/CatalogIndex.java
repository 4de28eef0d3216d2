package io.fluxrecord.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table, or a constraint that is one.
 *
 * @param unique whether no two of its rows may have the same values in it
 * @param primary whether it is the primary key
 * @param columns those of its parts that are columns, in their order
 * @param expressions the other parts, as SQL of the database: computed, or compared in another way than their column
 * @param predicate which rows it has, as SQL of the database; null for all
 * @param nullsAreSame whether nulls are the same to it, where they are all different by the standard
 * @since 0.1
 */
public record CatalogIndex(
        String name,
        boolean unique,
        boolean primary,
        List<String> columns,
        List<String> expressions,
        @Nullable String predicate,
        boolean nullsAreSame) {

    public CatalogIndex {
        columns = List.copyOf(columns);
        expressions = List.copyOf(expressions);
    }

    /** Describe an index to which nulls are all different. */
    public CatalogIndex(
            String name,
            boolean unique,
            boolean primary,
            List<String> columns,
            List<String> expressions,
            @Nullable String predicate) {
        this(name, unique, primary, columns, expressions, predicate, false);
    }

    /** Return whether no two rows of the table can have the same values, none of them null, in some columns. */
    public boolean isKeyOf(Collection<String> some) {
        return unique && predicate == null && expressions.isEmpty() && some.containsAll(columns);
    }

    /** Return whether it is on a column, or on an expression that may have it. */
    public boolean mentions(String column) {
        return parts().stream().anyMatch(part -> part.contains(column));
    }

    /** Return its parts as they are told in a message. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>(columns);
        parts.addAll(expressions);
        return parts;
    }
}
