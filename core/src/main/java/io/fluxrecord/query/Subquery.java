package io.fluxrecord.query;

import io.fluxrecord.sql.SqlStatement;

/**
 * A query that can stand inside another one.
 *
 * @param <R> what it would emit
 * @since 0.1
 */
public interface Subquery<R> {

    /** Return it as a statement; of records, it emits their keys. */
    SqlStatement.Select statement();
}
