package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Literal;

/**
 * A value that is text.
 *
 * @param <E> the record that the value is said of
 * @since 0.1
 */
public interface TextExpression<E> extends ComparableExpression<E, String> {

    /**
     * Match text against an SQL pattern: {@code %} is any text, {@code _} any character, the backslash makes them
     * ordinary.
     */
    default Condition<E> like(String pattern) {
        return Pattern.like(term(), pattern, false, false);
    }

    /** Match text that {@link #like(String)} does not; never a null. */
    default Condition<E> notLike(String pattern) {
        return Pattern.like(term(), pattern, false, true);
    }

    /** Match like {@link #like(String)}, upper and lower case being the same. */
    default Condition<E> ilike(String pattern) {
        return Pattern.like(term(), pattern, true, false);
    }

    /** Match text that begins with this prefix, taken as it stands. */
    default Condition<E> startsWith(String prefix) {
        return Pattern.matches(term(), Pattern.ordinary(term(), prefix) + "%", false);
    }

    /** Match text that contains this part, taken as it stands. */
    default Condition<E> contains(String part) {
        return Pattern.matches(term(), "%" + Pattern.ordinary(term(), part) + "%", false);
    }

    /** Match text that ends with this suffix, taken as it stands. */
    default Condition<E> endsWith(String suffix) {
        return Pattern.matches(term(), "%" + Pattern.ordinary(term(), suffix), false);
    }

    /** Match like {@link #startsWith(String)}, upper and lower case being the same. */
    default Condition<E> startsWithIgnoreCase(String prefix) {
        return Pattern.matches(term(), Pattern.ordinary(term(), prefix) + "%", true);
    }

    /** Match like {@link #contains(String)}, upper and lower case being the same. */
    default Condition<E> containsIgnoreCase(String part) {
        return Pattern.matches(term(), "%" + Pattern.ordinary(term(), part) + "%", true);
    }

    /** Match like {@link #endsWith(String)}, upper and lower case being the same. */
    default Condition<E> endsWithIgnoreCase(String suffix) {
        return Pattern.matches(term(), "%" + Pattern.ordinary(term(), suffix), true);
    }

    /** Return this text in lower case. */
    default TextExpression<E> lower() {
        return new Derived.Text<>(term().call(ValueType.TEXT, Function.LOWER));
    }

    /** Return this text in upper case. */
    default TextExpression<E> upper() {
        return new Derived.Text<>(term().call(ValueType.TEXT, Function.UPPER));
    }

    /** Return this text without spaces at its ends. */
    default TextExpression<E> trim() {
        return new Derived.Text<>(term().call(ValueType.TEXT, Function.TRIM));
    }

    /** Return the number of characters, which are code points. */
    default NumericExpression<E, Integer> length() {
        return new Derived.Numeric<>(term().call(ValueType.INTEGER, Function.LENGTH));
    }

    /** Return this text and another one after it. */
    default TextExpression<E> concat(String text) {
        return new Derived.Text<>(term().call(ValueType.TEXT, Function.CONCAT, ValueType.TEXT.typed(text)));
    }

    /** Return this text and another one of the record after it; null if either is. */
    default <X extends E> TextExpression<X> concat(Expression<? super X, String> other) {
        return new Derived.Text<>(
                term().call(ValueType.TEXT, Function.CONCAT, other.term().node()));
    }

    /**
     * Return a part of this text.
     *
     * @param from the first character, counted from 1
     * @param length how many characters
     */
    default TextExpression<E> substring(int from, int length) {
        if (from < 1 || length < 0) {
            throw new IllegalArgumentException("substring() counts from 1, and its length must not be negative");
        }
        return new Derived.Text<>(
                term().call(ValueType.TEXT, Function.SUBSTRING, new Literal(from), new Literal(length)));
    }

    /** Return this text with another one in place of each occurrence of one, which is not empty. */
    default TextExpression<E> replace(String from, String to) {
        if (from.isEmpty()) {
            throw new IllegalArgumentException("replace() needs a text that is to be replaced");
        }
        return new Derived.Text<>(
                term().call(ValueType.TEXT, Function.REPLACE, ValueType.TEXT.typed(from), ValueType.TEXT.typed(to)));
    }

    /** Return these texts as one, in their own order and with a separator between them; null if there is none. */
    default TextExpression<E> joined(String separator) {
        Term.requireNoAggregate(term().node(), "an aggregate");
        SqlExpression.Param between = ValueType.TEXT.param(separator);
        return new Derived.Text<>(new Term<>(
                new Aggregate(Aggregate.Kind.JOINED, ValueType.TEXT.sql(), false, term().node(), null, between),
                ValueType.TEXT));
    }

    @Override
    default TextExpression<E> min() {
        return new Derived.Text<>(term().aggregate(term().type(), Aggregate.Kind.MIN, false));
    }

    @Override
    default TextExpression<E> max() {
        return new Derived.Text<>(term().aggregate(term().type(), Aggregate.Kind.MAX, false));
    }

    @Override
    default TextExpression<E> coalesce(String value) {
        return new Derived.Text<>(term().call(Function.COALESCE, term().type().typed(value)));
    }

    @Override
    default <X extends E> TextExpression<X> coalesce(Expression<? super X, String> other) {
        return new Derived.Text<>(term().call(Function.COALESCE, other.term().node()));
    }

    @Override
    default TextExpression<E> nullIf(String value) {
        return new Derived.Text<>(term().call(Function.NULLIF, term().type().typed(value)));
    }

    @Override
    default <X extends E> TextExpression<X> filter(Condition<? super X> condition) {
        return new Derived.Text<>(term().filter(condition.predicate()));
    }

    @Override
    default <X extends E> TextExpression<X> over(Window<? super X> window) {
        return new Derived.Text<>(term().over(window.over()));
    }

    @Override
    default TextExpression<E> over() {
        return new Derived.Text<>(term().over(Term.ALL_ROWS));
    }
}
