package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * A value that a record has in the database: a property, or what is computed from some. Immutable.
 *
 * <p>A comparison with a null is neither true nor false, as in SQL; {@link #isNull()} asks for it. Values are always
 * bound, never part of the SQL text, and a null value is refused with {@link IllegalArgumentException}.
 *
 * @param <E> the record that the value is said of; what is said of a supertype fits as well
 * @param <V> the type of the value
 * @since 0.1
 */
public interface Expression<E, V> extends Selection<E, V>, Grouping<E> {

    /** Return what this is in the statement's tree; not for applications. */
    Term<V> term();

    @Override
    default SqlExpression grouping() {
        return term().node();
    }

    @Override
    default Reading<V> reading() {
        return Reading.one(term());
    }

    /** Select this value where it may be null. */
    default Selection<E, Optional<V>> optional() {
        return new Derived.Selected<>(Reading.optional(term()));
    }

    /** Match records whose value equals this one. */
    default Condition<E> eq(V value) {
        return term().compare(Operator.EQ, term().type().param(value));
    }

    /** Match records whose two values are equal. */
    default <X extends E> Condition<X> eq(Expression<? super X, V> other) {
        return term().compare(Operator.EQ, other.term().node());
    }

    /** Match records whose value is not null and differs from this one. */
    default Condition<E> ne(V value) {
        return term().compare(Operator.NE, term().type().param(value));
    }

    /** Match records whose two values are not null and differ. */
    default <X extends E> Condition<X> ne(Expression<? super X, V> other) {
        return term().compare(Operator.NE, other.term().node());
    }

    /** Match records whose value is null. */
    default Condition<E> isNull() {
        return term().isNull(false);
    }

    /** Match records whose value is not null. */
    default Condition<E> isNotNull() {
        return term().isNull(true);
    }

    /** Match records whose value equals one of these; none matches an empty list. */
    @SuppressWarnings("unchecked") // A type that a column stores can be the element of an array.
    default Condition<E> in(V... values) {
        return term().in(Arrays.asList(values), false);
    }

    /**
     * Match records whose value equals one of these; none matches an empty collection. However many they are, they are
     * one parameter.
     */
    default Condition<E> in(Collection<? extends V> values) {
        return term().in(values, false);
    }

    /** Match records whose value equals one that a query emits. */
    default Condition<E> in(Subquery<V> rows) {
        return term().in(rows, false);
    }

    /** Match records whose value is not null and equals none of these; an empty list excludes nothing. */
    @SuppressWarnings("unchecked") // As above.
    default Condition<E> notIn(V... values) {
        return term().in(Arrays.asList(values), true);
    }

    /** Match records whose value is not null and equals none of these; an empty collection excludes nothing. */
    default Condition<E> notIn(Collection<? extends V> values) {
        return term().in(values, true);
    }

    /** Match records whose value is not null and equals none that a query emits, whose nulls are left out. */
    default Condition<E> notIn(Subquery<V> rows) {
        return term().in(rows, true);
    }

    /** Order by this value, smallest first. */
    default Sort<E> asc() {
        return term().sort(false);
    }

    /** Order by this value, greatest first. */
    default Sort<E> desc() {
        return term().sort(true);
    }

    /** Return this value, or another one where it is null. */
    default Expression<E, V> coalesce(V value) {
        return new Derived.Plain<>(term().call(Function.COALESCE, term().type().typed(value)));
    }

    /** Return this value, or another one where it is null. */
    default <X extends E> Expression<X, V> coalesce(Expression<? super X, V> other) {
        return new Derived.Plain<>(term().call(Function.COALESCE, other.term().node()));
    }

    /** Return this value, or null where it equals another one. */
    default Expression<E, V> nullIf(V value) {
        return new Derived.Plain<>(term().call(Function.NULLIF, term().type().typed(value)));
    }

    /** Return of how many rows this value is not null. */
    default NumericExpression<E, Long> count() {
        return new Derived.Numeric<>(term().aggregate(ValueType.LONG, Aggregate.Kind.COUNT, false));
    }

    /** Return how many values there are of this, nulls aside and equal ones once. */
    default NumericExpression<E, Long> countDistinct() {
        return new Derived.Numeric<>(term().aggregate(ValueType.LONG, Aggregate.Kind.COUNT, true));
    }
}
