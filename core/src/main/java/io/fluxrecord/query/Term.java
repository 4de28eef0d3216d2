package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.Related;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Call;
import io.fluxrecord.sql.SqlStatement.Ordering;
import io.fluxrecord.sql.SqlStatement.Select;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is in a statement's tree, and how its values are bound and read. Not for applications. Immutable.
 *
 * @param <V> the type of the values
 * @since 0.1
 */
public final class Term<V> {

    /** What is deeper is refused when it is sent. */
    private static final int MAX_DEPTH = 250;

    private static final Table FOUND = new Table(null, "found");
    static final SqlExpression.Over ALL_ROWS =
            new SqlExpression.Over(new SqlExpression.Null(), List.of(), List.of(), null);

    private final SqlExpression node;
    private final ValueType<V> type;

    Term(SqlExpression node, ValueType<V> type) {
        this.node = node;
        this.type = type;
    }

    /** Return the expression in the statement's tree. */
    public SqlExpression node() {
        return node;
    }

    /** Return the value for what was read, which is not null. */
    public V read(Object stored) {
        return type.fromDatabase().apply(isStored() ? stored : type.computed(stored));
    }

    private boolean isStored() {
        return node instanceof Column || (node instanceof Related.Lifted lifted && lifted.value() instanceof Column);
    }

    /** Return the type as which values are stored. */
    public SqlType sqlType() {
        return type.sql();
    }

    /** Return the column whose values they are; null for others. */
    public @Nullable Column column() {
        return type.column();
    }

    ValueType<V> type() {
        return type;
    }

    Term<V> with(SqlExpression other) {
        return new Term<>(other, type);
    }

    /** Return a function of this and others, whose values are of the same type. */
    Term<V> call(Function function, SqlExpression... others) {
        return call(type, function, others);
    }

    /** Return a function of this and others. */
    <T> Term<T> call(ValueType<T> result, Function function, SqlExpression... others) {
        List<SqlExpression> arguments = new ArrayList<>();
        arguments.add(node);
        arguments.addAll(List.of(others));
        return new Term<>(new Call(function, result.sql(), arguments), result);
    }

    <E> Condition<E> compare(Operator operator, SqlExpression other) {
        return new Derived.Truth<>(new Predicate.Comparison(node, operator, other));
    }

    <E> Condition<E> isNull(boolean negated) {
        return new Derived.Truth<>(new Predicate.IsNull(node, negated));
    }

    <E> Condition<E> in(Collection<? extends V> values, boolean negated) {
        if (values.isEmpty()) {
            return new Derived.Truth<>(new Predicate.Constant(negated));
        }
        return new Derived.Truth<>(new Predicate.In(node, type.params(values), negated));
    }

    <E> Condition<E> in(Subquery<V> rows, boolean negated) {
        Select select = required(rows, "query").statement();
        if (select.projection().size() != 1) {
            throw new IllegalArgumentException(
                    type.name() + " is looked for in a query of more than one value; select() one of them");
        }
        return new Derived.Truth<>(new Predicate.InSelect(List.of(node), searched(select, negated), negated));
    }

    /** A null among others makes NOT IN unknown, and not every database takes a limit in an IN. */
    private Select searched(Select select, boolean negated) {
        SqlExpression emitted = select.projection().get(0);
        if (select.isPlain() && isOfOneRow(emitted)) {
            return negated ? select.where(new Predicate.IsNull(emitted, true)) : select;
        }
        Column found = new Column(FOUND, "found", type.sql(), 0, 0, -1, true, false);
        Select named = select.projection(List.of(new SqlExpression.Named(emitted, found.name())));
        Predicate where = negated ? new Predicate.IsNull(found, true) : Predicate.Constant.TRUE;
        return new Select(From.of(new From.Derived(named, FOUND)), List.of(found), where, List.of(), null, null, null);
    }

    <E> Sort<E> sort(boolean descending) {
        return new Sort<>(new Ordering(node, descending, null));
    }

    /** Return an aggregate of this. */
    <T> Term<T> aggregate(ValueType<T> result, Aggregate.Kind kind, boolean distinct) {
        requireNoAggregate(node, "an aggregate");
        return new Term<>(new Aggregate(kind, result.sql(), distinct, node, null, null), result);
    }

    /** Return this with all of its aggregates of those rows alone that meet a condition. */
    Term<V> filter(Predicate condition) {
        requireNoAggregate(condition, "the condition of a filter()");
        return with(aggregates(
                "filter()",
                false,
                of -> of instanceof Aggregate aggregate
                        ? new Aggregate(
                                aggregate.kind(),
                                aggregate.type(),
                                aggregate.distinct(),
                                aggregate.argument(),
                                aggregate.filter() == null ? condition : Predicate.and(aggregate.filter(), condition),
                                aggregate.separator())
                        : of));
    }

    /** Return this with all of its aggregates of the rows around each row. */
    Term<V> over(SqlExpression.Over window) {
        return with(aggregates(
                "over()",
                true,
                of -> new SqlExpression.Over(of, window.partitionBy(), window.orderBy(), window.frame())));
    }

    private SqlExpression aggregates(String method, boolean ranks, UnaryOperator<SqlExpression> mapping) {
        SqlExpression mapped = mapAggregates(node, ranks, mapping);
        if (mapped == node) {
            throw new IllegalArgumentException(method + " is for aggregates" + (ranks ? " and ranks" : "")
                    + ", such as sum()" + (ranks ? " and rowNumber()" : "") + ", and there is none");
        }
        return mapped;
    }

    private static SqlExpression mapAggregates(
            SqlExpression expression, boolean ranks, UnaryOperator<SqlExpression> mapping) {
        return mapAggregates(expression, ranks, mapping, 0);
    }

    private static SqlExpression mapAggregates(
            SqlExpression expression, boolean ranks, UnaryOperator<SqlExpression> mapping, int depth) {
        if (expression instanceof Aggregate || (ranks && expression instanceof SqlExpression.Ranking)) {
            return mapping.apply(expression);
        }
        return expression instanceof SqlExpression.Over || depth > MAX_DEPTH
                ? expression
                : expression.map(inner -> mapAggregates(inner, ranks, mapping, depth + 1));
    }

    private static boolean isOfOneRow(SqlExpression expression) {
        if (expression instanceof Aggregate || expression instanceof SqlExpression.Over) {
            return false;
        }
        boolean[] all = {true};
        expression.map(inner -> {
            all[0] &= isOfOneRow(inner);
            return inner;
        });
        return all[0];
    }

    /** Return whether this is a value of many rows, be it computed with. */
    boolean isAggregate() {
        boolean[] found = {false};
        mapAggregates(node, false, aggregate -> {
            found[0] = true;
            return aggregate;
        });
        return found[0];
    }

    /**
     * Refuse aggregates where the rows are not there yet.
     *
     * @throws IllegalArgumentException if there is one
     */
    public static void requireNoAggregate(SqlExpression expression, String where) {
        mapAggregates(expression, true, found -> {
            throw new IllegalArgumentException("An aggregate or rank cannot stand in " + where
                    + ": use having(), or select() it first and then where()");
        });
    }

    static <T> T required(@Nullable T given, String what) {
        if (given == null) {
            throw new IllegalArgumentException("An expression was given null as a " + what);
        }
        return given;
    }

    @Override
    public String toString() {
        return type.name();
    }
}
