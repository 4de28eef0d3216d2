package io.fluxrecord.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A difference between a model and the database that makes a statement fail, or a value change or get lost.
 *
 * @param model the class of the model
 * @param table the model's table, with its schema where the model names one
 * @param column the column that it is about; null if it is about more than one or none
 * @param message what differs, and the way out
 * @since 0.1
 */
public record Difference(
        Kind kind, Class<?> model, String table, @Nullable String column, String message) {

    /** What differs. */
    public enum Kind {
        /** There is no such table or view, or the user of the database may not see it. */
        MISSING_TABLE,
        /** The user of the database may not read a table, or what the catalog has of it. */
        UNREADABLE,
        /** The table has no such column, or the user of the database may not see it. */
        MISSING_COLUMN,
        /** There is no such sequence, or the user of the database may not see it. */
        MISSING_SEQUENCE,
        /** A column is of a type that does not hold all values of the property. */
        TYPE,
        /** A column takes fewer characters or bytes than the model says. */
        LENGTH,
        /** A column has fewer digits than the model's decimal. */
        DIGITS,
        /** A column keeps fewer digits of a second than the model. */
        SECOND_DIGITS,
        /** A column takes nulls, which the model says it does not. */
        NULLS_ALLOWED,
        /** A column takes no nulls, which the model says it does. */
        NULLS_REFUSED,
        /** The model lacks a column that takes no nulls and has no default. */
        UNMAPPED_REQUIRED,
        /** Several rows may have the key of the model. */
        KEY_NOT_UNIQUE,
        /** Several rows may have the value of a column that the model says is unique. */
        NOT_UNIQUE,
        /** A unique index of a soft-deletable model counts deleted rows. */
        UNIQUE_AMONG_DELETED,
        /** The table has no foreign key for a relation of the model, so that a row may refer to none. */
        FOREIGN_KEY_MISSING,
        /** The foreign key of the columns of a relation refers to something else than the other model's key. */
        FOREIGN_KEY_ELSEWHERE,
        /** The model lets the database make its key, which the database does not. */
        NOT_GENERATED,
        /** The model writes a column that the database computes. */
        NOT_WRITABLE
    }
}
