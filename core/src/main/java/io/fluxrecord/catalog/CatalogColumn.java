package io.fluxrecord.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table or view.
 *
 * @param defaultExpression what is inserted where no value is given, as SQL of the database; null where that is a null
 *     or an error
 * @param generation how the database makes its values, if it does
 * @param generationExpression what a computed column is computed from, as SQL of the database; null elsewhere
 * @param comment what its comment says; null where it has none
 * @since 0.1
 */
public record CatalogColumn(
        String name,
        CatalogType type,
        boolean nullable,
        @Nullable String defaultExpression,
        Generation generation,
        @Nullable String generationExpression,
        @Nullable String comment) {

    /** How a database makes the values of a column. */
    public enum Generation {
        /** It does not, but for a default. */
        NONE,
        /** It numbers rows that come without a value: an identity, {@code AUTO_INCREMENT}. */
        IDENTITY,
        /** It numbers rows and takes no values. */
        IDENTITY_ALWAYS,
        /** It computes them from other columns. */
        COMPUTED
    }

    /** Return whether a row can be inserted without a value for the column. */
    public boolean isOptional() {
        return nullable || defaultExpression != null || generation != Generation.NONE;
    }
}
