package io.fluxrecord.dialect;

/**
 * What an error of a database means, as {@link Dialect#kindOf} tells it.
 *
 * @since 0.1
 */
public enum ErrorKind {
    /** A row with the same unique key is there already. */
    UNIQUE_VIOLATION,
    /** A foreign key has no row that it refers to, or a row is still referred to. */
    FOREIGN_KEY_VIOLATION,
    /** Another constraint does not hold: a column must not be null, or a check fails. */
    CONSTRAINT_VIOLATION,
    /** A concurrent transaction has changed what this one has read; the whole transaction can be tried again. */
    SERIALIZATION_FAILURE,
    /** Two transactions wait for each other, and this one was chosen to end that; it can be tried again. */
    DEADLOCK,
    /** A lock was not free, or not in time. */
    LOCK_NOT_AVAILABLE,
    /** The statement was stopped, because it took too long or was cancelled. */
    STATEMENT_STOPPED,
    /** Anything else. */
    OTHER
}
