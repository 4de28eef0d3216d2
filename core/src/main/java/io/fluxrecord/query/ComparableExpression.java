package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression.Aggregate;

/**
 * A value that the database can order.
 *
 * @param <E> the record that the value is said of
 * @param <V> the type of the value
 * @since 0.1
 */
public interface ComparableExpression<E, V> extends Expression<E, V> {

    /** Match records whose value is less than this one. */
    default Condition<E> lt(V value) {
        return term().compare(Operator.LT, term().type().param(value));
    }

    /** Match records whose value is at most this one. */
    default Condition<E> le(V value) {
        return term().compare(Operator.LE, term().type().param(value));
    }

    /** Match records whose value is greater than this one. */
    default Condition<E> gt(V value) {
        return term().compare(Operator.GT, term().type().param(value));
    }

    /** Match records whose value is at least this one. */
    default Condition<E> ge(V value) {
        return term().compare(Operator.GE, term().type().param(value));
    }

    /** Match records whose value is at least {@code low} and at most {@code high}. */
    default Condition<E> between(V low, V high) {
        ValueType<V> type = term().type();
        return new Derived.Truth<>(new Predicate.Between(term().node(), type.param(low), type.param(high)));
    }

    /** Match records whose value is less than another one of theirs. */
    default <X extends E> Condition<X> lt(Expression<? super X, V> other) {
        return term().compare(Operator.LT, other.term().node());
    }

    /** Match records whose value is at most another one of theirs. */
    default <X extends E> Condition<X> le(Expression<? super X, V> other) {
        return term().compare(Operator.LE, other.term().node());
    }

    /** Match records whose value is greater than another one of theirs. */
    default <X extends E> Condition<X> gt(Expression<? super X, V> other) {
        return term().compare(Operator.GT, other.term().node());
    }

    /** Match records whose value is at least another one of theirs. */
    default <X extends E> Condition<X> ge(Expression<? super X, V> other) {
        return term().compare(Operator.GE, other.term().node());
    }

    /** Match records whose value is at least and at most two others of theirs. */
    default <X extends E> Condition<X> between(Expression<? super X, V> low, Expression<? super X, V> high) {
        return new Derived.Truth<>(new Predicate.Between(
                term().node(), low.term().node(), high.term().node()));
    }

    /** Return the least of these values; null if there is none that is not null. */
    default ComparableExpression<E, V> min() {
        return new Derived.Ordered<>(term().aggregate(term().type(), Aggregate.Kind.MIN, false));
    }

    /** Return the greatest of these values; null if there is none that is not null. */
    default ComparableExpression<E, V> max() {
        return new Derived.Ordered<>(term().aggregate(term().type(), Aggregate.Kind.MAX, false));
    }

    @Override
    default ComparableExpression<E, V> coalesce(V value) {
        return new Derived.Ordered<>(
                term().call(Function.COALESCE, term().type().typed(value)));
    }

    @Override
    default <X extends E> ComparableExpression<X, V> coalesce(Expression<? super X, V> other) {
        return new Derived.Ordered<>(term().call(Function.COALESCE, other.term().node()));
    }

    @Override
    default ComparableExpression<E, V> nullIf(V value) {
        return new Derived.Ordered<>(term().call(Function.NULLIF, term().type().typed(value)));
    }

    /**
     * Return this with its aggregates over those rows alone that meet a condition.
     *
     * @throws IllegalArgumentException if it has no aggregate
     */
    default <X extends E> ComparableExpression<X, V> filter(Condition<? super X> condition) {
        return new Derived.Ordered<>(term().filter(condition.predicate()));
    }

    /**
     * Return this with its aggregates and ranks over the rows of a window, for each row.
     *
     * @throws IllegalArgumentException if it has none
     */
    default <X extends E> ComparableExpression<X, V> over(Window<? super X> window) {
        return new Derived.Ordered<>(term().over(window.over()));
    }

    /** Return this with its aggregates over all rows, for each row. */
    default ComparableExpression<E, V> over() {
        return new Derived.Ordered<>(term().over(Term.ALL_ROWS));
    }
}
