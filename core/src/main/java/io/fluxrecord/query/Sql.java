package io.fluxrecord.query;

import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Related.Outer;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Null;
import io.fluxrecord.sql.SqlExpression.Over;
import io.fluxrecord.sql.SqlExpression.Ranking;
import io.fluxrecord.sql.SqlExpression.Ranking.RankingFunction;
import io.fluxrecord.sql.SqlExpression.Rollup;
import io.fluxrecord.sql.SqlExpression.Template;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Expressions that begin with no property. Best imported statically.
 *
 * @since 0.1
 */
public final class Sql {

    private Sql() {}

    /** Return how many rows there are. */
    public static NumericExpression<Object, Long> count() {
        return new Derived.Numeric<>(new Term<>(Aggregate.COUNT_OF_ROWS, ValueType.LONG));
    }

    /**
     * Return a value as an expression; it is bound.
     *
     * @throws IllegalArgumentException if no column stores such values as they are
     */
    public static <V> Expression<Object, V> value(V value) {
        return new Derived.Plain<>(constant(value));
    }

    /** Return a number as an expression; it is bound. */
    public static <V extends Number> NumericExpression<Object, V> value(V value) {
        return new Derived.Numeric<>(constant(value));
    }

    /** Return a text as an expression; it is bound. */
    public static TextExpression<Object> value(String value) {
        return new Derived.Text<>(constant(value));
    }

    /** Return a date or time as an expression; it is bound. */
    public static <V extends Temporal> TemporalExpression<Object, V> value(V value) {
        return new Derived.Time<>(constant(value));
    }

    private static <V> Term<V> constant(V value) {
        ValueType<V> type = ValueType.ofValue(value);
        return new Term<>(type.typed(value), type);
    }

    /** Match where a query, which may name {@linkplain #outer outer} records, emits anything. */
    public static Condition<Object> exists(Subquery<?> rows) {
        return new Derived.Truth<>(
                new Predicate.Exists(Term.required(rows, "query").statement(), false));
    }

    /**
     * Return a value of the nearest record of its model around the query in which this stands. {@code outer(outer(x))}
     * leaves one out.
     */
    public static <V> Expression<Object, V> outer(Expression<?, V> expression) {
        return new Derived.Plain<>(outside(expression.term()));
    }

    /** Return a value of a record outside, as {@link #outer(Expression)} does. */
    public static <V> ComparableExpression<Object, V> outer(ComparableExpression<?, V> expression) {
        return new Derived.Ordered<>(outside(expression.term()));
    }

    /** Return a number of a record outside, as {@link #outer(Expression)} does. */
    public static <V extends Number> NumericExpression<Object, V> outer(NumericExpression<?, V> expression) {
        return new Derived.Numeric<>(outside(expression.term()));
    }

    /** Return a text of a record outside, as {@link #outer(Expression)} does. */
    public static TextExpression<Object> outer(TextExpression<?> expression) {
        return new Derived.Text<>(outside(expression.term()));
    }

    /** Return a date or time of a record outside, as {@link #outer(Expression)} does. */
    public static <V extends Temporal> TemporalExpression<Object, V> outer(TemporalExpression<?, V> expression) {
        return new Derived.Time<>(outside(expression.term()));
    }

    /** Return a condition on a record outside, as {@link #outer(Expression)} does. */
    public static Condition<Object> outer(Condition<?> condition) {
        return new Derived.Truth<>(new Predicate.IsTrue(Outer.of(condition.predicate())));
    }

    private static <V> Term<V> outside(Term<V> term) {
        return term.with(Outer.of(term.node()));
    }

    /** Begin values that depend on conditions: {@code when(c, 1).when(d, 2).otherwise(0)}. */
    public static <E, V> Cases<E, V, Expression<E, V>> when(Condition<E> condition, V value) {
        ValueType<V> type = ValueType.ofValue(value);
        return Cases.of(condition, type.typed(value), type, Derived.Plain::new);
    }

    /** Begin numbers that depend on conditions. */
    public static <E, V extends Number> Cases<E, V, NumericExpression<E, V>> when(Condition<E> condition, V value) {
        ValueType<V> type = ValueType.ofValue(value);
        return Cases.of(condition, type.typed(value), type, Derived.Numeric::new);
    }

    /** Begin texts that depend on conditions. */
    public static <E> Cases<E, String, TextExpression<E>> when(Condition<E> condition, String value) {
        return Cases.of(condition, ValueType.TEXT.typed(value), ValueType.TEXT, Derived.Text::new);
    }

    /** Begin values that depend on conditions. */
    public static <E, V> Cases<E, V, Expression<E, V>> when(Condition<E> condition, Expression<? super E, V> value) {
        return Cases.of(condition, value.term().node(), value.term().type(), Derived.Plain::new);
    }

    /** Begin numbers that depend on conditions. */
    public static <E, V extends Number> Cases<E, V, NumericExpression<E, V>> when(
            Condition<E> condition, NumericExpression<? super E, V> value) {
        return Cases.of(condition, value.term().node(), value.term().type(), Derived.Numeric::new);
    }

    /** Begin texts that depend on conditions. */
    public static <E> Cases<E, String, TextExpression<E>> when(
            Condition<E> condition, TextExpression<? super E> value) {
        return Cases.of(condition, value.term().node(), value.term().type(), Derived.Text::new);
    }

    /**
     * Group by these keys, by all but the last of them, and so on; a key that a group is not by is null in it. H2 has
     * not the like: its query signals {@link io.fluxrecord.error.ConfigurationException}.
     */
    @SafeVarargs
    public static <E> Grouping<E> rollup(Expression<? super E, ?>... keys) {
        List<SqlExpression> nodes =
                Arrays.stream(keys).map(key -> key.term().node()).toList();
        return () -> new Rollup(nodes);
    }

    /** Begin a window over the rows that are equal in these. */
    @SafeVarargs
    public static <E> Window<E> partitionBy(Expression<? super E, ?>... keys) {
        List<SqlExpression> parts =
                Arrays.stream(keys).map(key -> key.term().node()).toList();
        return new Window<>(new Over(new Null(), parts, List.of(), null));
    }

    /** Begin a window over all rows in this order: by default those up to the current one and its equals. */
    @SafeVarargs
    public static <E> Window<E> orderedBy(Sort<? super E>... sorts) {
        return new Window<E>(new Over(new Null(), List.of(), List.of(), null)).orderBy(sorts);
    }

    /** Return the number of a row in its window, from 1. Needs {@code over(window)}. */
    public static NumericExpression<Object, Long> rowNumber() {
        return ranking(RankingFunction.ROW_NUMBER);
    }

    /** Return the number of rows before a row and its equals, and 1. Needs {@code over(window)}. */
    public static NumericExpression<Object, Long> rank() {
        return ranking(RankingFunction.RANK);
    }

    /** Return the number of different rows before a row, and 1. Needs {@code over(window)}. */
    public static NumericExpression<Object, Long> denseRank() {
        return ranking(RankingFunction.DENSE_RANK);
    }

    private static NumericExpression<Object, Long> ranking(RankingFunction function) {
        return new Derived.Numeric<>(new Term<>(new Ranking(function, null, 0), ValueType.LONG));
    }

    /** Return a value of the row that is so many rows before; null where there is none. Needs {@code over(window)}. */
    public static <E, V extends Number> NumericExpression<E, V> lag(NumericExpression<E, V> of, int rows) {
        return new Derived.Numeric<>(distant(RankingFunction.LAG, of, rows));
    }

    /** Return a value of the row that is so many rows after; null where there is none. Needs {@code over(window)}. */
    public static <E, V extends Number> NumericExpression<E, V> lead(NumericExpression<E, V> of, int rows) {
        return new Derived.Numeric<>(distant(RankingFunction.LEAD, of, rows));
    }

    private static <V> Term<V> distant(RankingFunction function, Expression<?, V> of, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("The number of rows must not be negative");
        }
        return of.term().with(new Ranking(function, of.term().node(), rows));
    }

    /**
     * Return SQL that is written by hand as an expression. Each {@code {}} in it is one of the operands, in their
     * order. The text is sent as it stands: it never comes from outside; values do, as {@code value(x)}.
     *
     * @throws IllegalArgumentException if there are not as many operands as places for them
     */
    @SafeVarargs
    public static <E, V> Expression<E, V> expression(String sql, Class<V> type, Expression<? super E, ?>... operands) {
        return new Derived.Plain<>(byHand(sql, ValueType.of(type), operands));
    }

    /** Return SQL that is written by hand as a number, as {@link #expression} does. */
    @SafeVarargs
    public static <E, V extends Number> NumericExpression<E, V> number(
            String sql, Class<V> type, Expression<? super E, ?>... operands) {
        return new Derived.Numeric<>(byHand(sql, ValueType.of(type), operands));
    }

    /** Return SQL that is written by hand as text, as {@link #expression} does. */
    @SafeVarargs
    public static <E> TextExpression<E> text(String sql, Expression<? super E, ?>... operands) {
        return new Derived.Text<>(byHand(sql, ValueType.TEXT, operands));
    }

    /** Return SQL that is written by hand as a condition, as {@link #expression} does. */
    @SafeVarargs
    public static <E> Condition<E> condition(String sql, Expression<? super E, ?>... operands) {
        return new Derived.Truth<>(
                new Predicate.IsTrue(byHand(sql, ValueType.BOOLEAN, operands).node()));
    }

    private static <V> Term<V> byHand(String sql, ValueType<V> type, Expression<?, ?>... operands) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = sql.indexOf("{}"); at >= 0; at = sql.indexOf("{}", from)) {
            pieces.add(sql.substring(from, at));
            from = at + 2;
        }
        pieces.add(sql.substring(from));
        if (pieces.size() != operands.length + 1) {
            throw new IllegalArgumentException("SQL by hand has " + (pieces.size() - 1) + " places {} for "
                    + operands.length + " operands: " + sql);
        }
        List<SqlExpression> nodes =
                Arrays.stream(operands).map(operand -> operand.term().node()).toList();
        return new Term<>(new Template(pieces, nodes), type);
    }
}
