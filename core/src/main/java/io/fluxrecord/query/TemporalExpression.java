package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import java.time.LocalDate;
import java.time.temporal.Temporal;

/**
 * A value that is a date or a time. Fields of a time with a zone are those in UTC.
 *
 * @param <E> the record that the value is said of
 * @param <V> the type of the value
 * @since 0.1
 */
public interface TemporalExpression<E, V extends Temporal> extends ComparableExpression<E, V> {

    /** Return the year. */
    default NumericExpression<E, Integer> year() {
        return new Derived.Numeric<>(Times.field(term(), Function.YEAR));
    }

    /** Return the month, from 1 to 12. */
    default NumericExpression<E, Integer> month() {
        return new Derived.Numeric<>(Times.field(term(), Function.MONTH));
    }

    /** Return the day of the month, from 1 to 31. */
    default NumericExpression<E, Integer> day() {
        return new Derived.Numeric<>(Times.field(term(), Function.DAY));
    }

    /** Return the date. */
    default TemporalExpression<E, LocalDate> date() {
        return new Derived.Time<>(Times.date(term()));
    }

    @Override
    default TemporalExpression<E, V> min() {
        return new Derived.Time<>(term().aggregate(term().type(), Aggregate.Kind.MIN, false));
    }

    @Override
    default TemporalExpression<E, V> max() {
        return new Derived.Time<>(term().aggregate(term().type(), Aggregate.Kind.MAX, false));
    }

    @Override
    default TemporalExpression<E, V> coalesce(V value) {
        return new Derived.Time<>(term().call(Function.COALESCE, term().type().typed(value)));
    }

    @Override
    default <X extends E> TemporalExpression<X, V> coalesce(Expression<? super X, V> other) {
        return new Derived.Time<>(term().call(Function.COALESCE, other.term().node()));
    }

    @Override
    default TemporalExpression<E, V> nullIf(V value) {
        return new Derived.Time<>(term().call(Function.NULLIF, term().type().typed(value)));
    }

    @Override
    default <X extends E> TemporalExpression<X, V> filter(Condition<? super X> condition) {
        return new Derived.Time<>(term().filter(condition.predicate()));
    }

    @Override
    default <X extends E> TemporalExpression<X, V> over(Window<? super X> window) {
        return new Derived.Time<>(term().over(window.over()));
    }

    @Override
    default TemporalExpression<E, V> over() {
        return new Derived.Time<>(term().over(Term.ALL_ROWS));
    }
}
