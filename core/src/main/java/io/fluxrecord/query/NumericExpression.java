package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Call;
import io.fluxrecord.sql.SqlExpression.Literal;
import java.math.BigDecimal;

/**
 * A value that is a number. Two of them are of the same type where they are compared or computed with;
 * {@link #asLong()}, {@link #asDecimal()} and {@link #asDouble()} widen one. An integer that is written in Java fits
 * every type; one that the type does not have is an {@link IllegalArgumentException}.
 *
 * <p>What is computed is the same on all databases: nothing wraps around, integers are divided without a fraction,
 * decimals are divided and averaged to 16 digits after the point, and what is divided by 0 is null.
 *
 * @param <E> the record that the value is said of
 * @param <V> the type of the value
 * @since 0.1
 */
public interface NumericExpression<E, V extends Number> extends ComparableExpression<E, V> {

    /** Match records whose value equals this number. */
    default Condition<E> eq(long value) {
        return term().compare(Operator.EQ, term().type().number(value));
    }

    /** Match records whose value is not null and differs from this number. */
    default Condition<E> ne(long value) {
        return term().compare(Operator.NE, term().type().number(value));
    }

    /** Match records whose value is less than this number. */
    default Condition<E> lt(long value) {
        return term().compare(Operator.LT, term().type().number(value));
    }

    /** Match records whose value is at most this number. */
    default Condition<E> le(long value) {
        return term().compare(Operator.LE, term().type().number(value));
    }

    /** Match records whose value is greater than this number. */
    default Condition<E> gt(long value) {
        return term().compare(Operator.GT, term().type().number(value));
    }

    /** Match records whose value is at least this number. */
    default Condition<E> ge(long value) {
        return term().compare(Operator.GE, term().type().number(value));
    }

    /** Match records whose value is at least {@code low} and at most {@code high}. */
    default Condition<E> between(long low, long high) {
        ValueType<V> type = term().type();
        return new Derived.Truth<>(new Predicate.Between(term().node(), type.number(low), type.number(high)));
    }

    /** Return the sum of this value and another one. */
    default NumericExpression<E, V> plus(V value) {
        return new Derived.Numeric<>(term().call(Function.ADD, term().type().typed(value)));
    }

    /** Return the sum of this value and a number. */
    default NumericExpression<E, V> plus(long value) {
        return new Derived.Numeric<>(term().call(Function.ADD, term().type().typedNumber(value)));
    }

    /** Return the sum of this value and another one of the record. */
    default <X extends E> NumericExpression<X, V> plus(Expression<? super X, V> other) {
        return new Derived.Numeric<>(term().call(Function.ADD, other.term().node()));
    }

    /** Return this value less another one. */
    default NumericExpression<E, V> minus(V value) {
        return new Derived.Numeric<>(
                term().call(Function.SUBTRACT, term().type().typed(value)));
    }

    /** Return this value less a number. */
    default NumericExpression<E, V> minus(long value) {
        return new Derived.Numeric<>(
                term().call(Function.SUBTRACT, term().type().typedNumber(value)));
    }

    /** Return this value less another one of the record. */
    default <X extends E> NumericExpression<X, V> minus(Expression<? super X, V> other) {
        return new Derived.Numeric<>(term().call(Function.SUBTRACT, other.term().node()));
    }

    /** Return the product of this value and another one. */
    default NumericExpression<E, V> times(V value) {
        return new Derived.Numeric<>(
                term().call(Function.MULTIPLY, term().type().typed(value)));
    }

    /** Return the product of this value and a number. */
    default NumericExpression<E, V> times(long value) {
        return new Derived.Numeric<>(
                term().call(Function.MULTIPLY, term().type().typedNumber(value)));
    }

    /** Return the product of this value and another one of the record. */
    default <X extends E> NumericExpression<X, V> times(Expression<? super X, V> other) {
        return new Derived.Numeric<>(term().call(Function.MULTIPLY, other.term().node()));
    }

    /**
     * Return the quotient of this value and another one.
     *
     * @throws IllegalArgumentException if that is 0
     */
    default NumericExpression<E, V> dividedBy(V value) {
        if (value != null && value.doubleValue() == 0) {
            throw new IllegalArgumentException(term() + " is divided by 0");
        }
        return new Derived.Numeric<>(Arithmetic.quotient(term(), term().type().typed(value)));
    }

    /**
     * Return the quotient of this value and a number.
     *
     * @throws IllegalArgumentException if that is 0
     */
    default NumericExpression<E, V> dividedBy(long value) {
        if (value == 0) {
            throw new IllegalArgumentException(term() + " is divided by 0");
        }
        return new Derived.Numeric<>(Arithmetic.quotient(term(), term().type().typedNumber(value)));
    }

    /** Return the quotient of this value and another one of the record; null where that is 0. */
    default <X extends E> NumericExpression<X, V> dividedBy(Expression<? super X, V> other) {
        SqlExpression divisor =
                new Call(Function.NULLIF, term().sqlType(), other.term().node(), new Literal(0));
        return new Derived.Numeric<>(Arithmetic.quotient(term(), divisor));
    }

    /** Return 0 less this value. */
    default NumericExpression<E, V> negate() {
        return new Derived.Numeric<>(term().call(Function.NEGATE));
    }

    /** Return this value without its sign. */
    default NumericExpression<E, V> abs() {
        return new Derived.Numeric<>(term().call(Function.ABS));
    }

    /**
     * Return this value rounded half away from zero.
     *
     * @param digits how many digits after the point remain
     */
    default NumericExpression<E, V> round(int digits) {
        return new Derived.Numeric<>(Arithmetic.rounded(term(), digits));
    }

    /** Return this value as an {@code Integer}, rounded half away from zero; one that is none fails. */
    default NumericExpression<E, Integer> asInteger() {
        return new Derived.Numeric<>(Arithmetic.integer(term(), ValueType.INTEGER));
    }

    /** Return this value as a {@code Long}, rounded half away from zero; one that is none fails. */
    default NumericExpression<E, Long> asLong() {
        return new Derived.Numeric<>(Arithmetic.integer(term(), ValueType.LONG));
    }

    /** Return this value as a {@code BigDecimal}. */
    default NumericExpression<E, BigDecimal> asDecimal() {
        return new Derived.Numeric<>(Arithmetic.as(term(), ValueType.DECIMAL));
    }

    /** Return this value as a {@code Double}. */
    default NumericExpression<E, Double> asDouble() {
        return new Derived.Numeric<>(Arithmetic.as(term(), ValueType.DOUBLE));
    }

    /** Return the sum of these values; null if there is none that is not null. */
    default NumericExpression<E, BigDecimal> sum() {
        Term<BigDecimal> sum = term().aggregate(ValueType.DECIMAL, Aggregate.Kind.SUM, false);
        return new Derived.Numeric<>(term().type().isFloating() ? sum.call(Function.CAST) : sum);
    }

    /** Return the average of these values, to 16 digits after the point; null if there is none that is not null. */
    default NumericExpression<E, BigDecimal> avg() {
        return new Derived.Numeric<>(term().call(ValueType.DECIMAL, Function.SCALED)
                .aggregate(ValueType.DECIMAL, Aggregate.Kind.AVG, false)
                .call(Function.ROUND, new Literal(Arithmetic.DIGITS)));
    }

    @Override
    default NumericExpression<E, V> min() {
        return new Derived.Numeric<>(term().aggregate(term().type(), Aggregate.Kind.MIN, false));
    }

    @Override
    default NumericExpression<E, V> max() {
        return new Derived.Numeric<>(term().aggregate(term().type(), Aggregate.Kind.MAX, false));
    }

    @Override
    default NumericExpression<E, V> coalesce(V value) {
        return new Derived.Numeric<>(
                term().call(Function.COALESCE, term().type().typed(value)));
    }

    /** Return this value, or a number where it is null. */
    default NumericExpression<E, V> coalesce(long value) {
        return new Derived.Numeric<>(
                term().call(Function.COALESCE, term().type().typedNumber(value)));
    }

    @Override
    default <X extends E> NumericExpression<X, V> coalesce(Expression<? super X, V> other) {
        return new Derived.Numeric<>(term().call(Function.COALESCE, other.term().node()));
    }

    @Override
    default NumericExpression<E, V> nullIf(V value) {
        return new Derived.Numeric<>(term().call(Function.NULLIF, term().type().typed(value)));
    }

    @Override
    default <X extends E> NumericExpression<X, V> filter(Condition<? super X> condition) {
        return new Derived.Numeric<>(term().filter(condition.predicate()));
    }

    @Override
    default <X extends E> NumericExpression<X, V> over(Window<? super X> window) {
        return new Derived.Numeric<>(term().over(window.over()));
    }

    @Override
    default NumericExpression<E, V> over() {
        return new Derived.Numeric<>(term().over(Term.ALL_ROWS));
    }
}
