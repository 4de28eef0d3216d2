package io.fluxrecord.query;

import io.fluxrecord.sql.SqlStatement.Ordering;

/**
 * One term of a query's order. Immutable; made by {@link Expression#asc()} and {@link Expression#desc()}.
 *
 * @param <E> the record whose value it orders by
 * @since 0.1
 */
public final class Sort<E> {

    private final Ordering ordering;

    Sort(Ordering ordering) {
        this.ordering = ordering;
    }

    /** Return this order with nulls before all other values. Without it the database decides. */
    public Sort<E> nullsFirst() {
        return new Sort<>(new Ordering(ordering.expression(), ordering.descending(), true));
    }

    /** Return this order with nulls after all other values. Without it the database decides. */
    public Sort<E> nullsLast() {
        return new Sort<>(new Ordering(ordering.expression(), ordering.descending(), false));
    }

    /** Return the term in the statement's tree. */
    public Ordering ordering() {
        return ordering;
    }
}
