package io.fluxrecord.query;

import io.fluxrecord.sql.SqlExpression;

/**
 * What rows are grouped or partitioned by: an expression, or a relation to one, which is its key.
 *
 * @param <E> the record that it is said of
 * @since 0.1
 */
public interface Grouping<E> {

    /** Return what it is in the statement's tree; not for applications. */
    SqlExpression grouping();
}
