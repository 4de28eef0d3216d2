package io.fluxrecord.query;

import io.fluxrecord.sql.SqlStatement.Assignment;

/**
 * What a bulk update does to one property. Immutable; made by {@link Property#set}, {@link Property#setNull()} and
 * {@link NumericProperty#increment}.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class Change<E> {

    private final Assignment assignment;

    Change(Assignment assignment) {
        this.assignment = assignment;
    }

    /** Return the assignment in the statement's tree. */
    public Assignment assignment() {
        return assignment;
    }
}
