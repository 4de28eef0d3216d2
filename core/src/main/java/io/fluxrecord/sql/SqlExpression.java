package io.fluxrecord.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A value in a statement. */
public sealed interface SqlExpression extends SqlNode
        permits Column,
                Predicate,
                SqlExpression.Joined,
                SqlExpression.Param,
                SqlExpression.Typed,
                SqlExpression.Call,
                SqlExpression.Case,
                SqlExpression.Literal,
                SqlExpression.Null,
                SqlExpression.Aggregate,
                SqlExpression.Over,
                SqlExpression.Ranking,
                SqlExpression.Named,
                SqlExpression.Template,
                SqlExpression.Scalar,
                Related,
                SqlExpression.Rollup {

    /** Return this expression with others for what it is made of; the same object where they are the same. */
    default SqlExpression map(UnaryOperator<SqlExpression> mapping) {
        return this;
    }

    /** Return other expressions for these; the same list where they are the same. */
    @SuppressWarnings("unchecked") // A list that is only read may be one of any kind of them.
    static List<SqlExpression> map(List<? extends SqlExpression> expressions, UnaryOperator<SqlExpression> mapping) {
        List<SqlExpression> mapped = null;
        for (int i = 0; i < expressions.size(); i++) {
            SqlExpression expression = mapping.apply(expressions.get(i));
            if (mapped == null && expression != expressions.get(i)) {
                mapped = new ArrayList<>(expressions);
            }
            if (mapped != null) {
                mapped.set(i, expression);
            }
        }
        return mapped == null ? (List<SqlExpression>) expressions : mapped;
    }

    /**
     * A bound value, which its text does not show.
     *
     * @param array whether the value is an array of the type's values, for {@link Predicate.In}
     * @param column what the value is compared with or assigned to, for messages; null if that is not known
     */
    record Param(
            SqlType type,
            @Nullable Object value,
            boolean array,
            @Nullable Column column) implements SqlExpression {

        public Param(SqlType type, @Nullable Object value, boolean array) {
            this(type, value, array, null);
        }

        public static Param of(SqlType type, @Nullable Object value) {
            return new Param(type, value, false);
        }

        /** A parameter whose value is given when the rendered statement is bound. */
        public static Param later(SqlType type) {
            return new Param(type, null, false);
        }

        /** The same for a value that a column is compared with or assigned. */
        public static Param later(Column column) {
            return new Param(column.type(), null, false, column);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }

        @Override
        public String toString() {
            return "Param[" + type + (array ? "[]" : "") + "]";
        }
    }

    /** A bound value where nothing beside it tells the database its type. */
    record Typed(Param param) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * A function of values.
     *
     * @param type that of the result
     */
    record Call(Function function, SqlType type, List<SqlExpression> arguments) implements SqlExpression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public Call(Function function, SqlType type, SqlExpression... arguments) {
            this(function, type, List.of(arguments));
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            List<SqlExpression> mapped = SqlExpression.map(arguments, mapping);
            return mapped == arguments ? this : new Call(function, type, mapped);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code CASE WHEN condition THEN value … ELSE other END}; without an ELSE where that is null. */
    record Case(List<When> whens, @Nullable SqlExpression otherwise) implements SqlExpression {

        /** A value for the first condition that holds. */
        public record When(Predicate condition, SqlExpression value) {}

        public Case {
            whens = List.copyOf(whens);
        }

        /** One value if a condition holds, else the other one. */
        public Case(Predicate condition, SqlExpression then, @Nullable SqlExpression otherwise) {
            this(List.of(new When(condition, then)), otherwise);
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            List<When> mapped = new ArrayList<>();
            boolean same = true;
            for (When when : whens) {
                Predicate condition = (Predicate) mapping.apply(when.condition);
                SqlExpression value = mapping.apply(when.value);
                same &= condition == when.condition && value == when.value;
                mapped.add(new When(condition, value));
            }
            SqlExpression other = otherwise == null ? null : mapping.apply(otherwise);
            return same && other == otherwise ? this : new Case(mapped, other);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** A number that is part of the statement's text. */
    record Literal(int value) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** A column of a table that is {@linkplain From#joins() joined}, or of the one of an outer statement. */
    record Joined(String alias, Column column) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code NULL}. */
    record Null() implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * A value of many rows.
     *
     * @param argument a value of each of them; null for the rows themselves, which are counted
     * @param filter which of them count; null for all
     * @param separator what is between texts that are joined; null for other functions
     */
    record Aggregate(
            Kind kind,
            SqlType type,
            boolean distinct,
            @Nullable SqlExpression argument,
            @Nullable Predicate filter,
            @Nullable Param separator)
            implements SqlExpression {

        /** Which value it is. */
        public enum Kind {
            COUNT,
            SUM,
            AVG,
            MIN,
            MAX,
            /** Texts, in their own order. */
            JOINED
        }

        /** How many rows there are. */
        public static final Aggregate COUNT_OF_ROWS = of(Kind.COUNT, SqlType.BIGINT, null);

        /** A value of all rows. */
        public static Aggregate of(Kind kind, SqlType type, @Nullable SqlExpression argument) {
            return new Aggregate(kind, type, false, argument, null, null);
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression of = argument == null ? null : mapping.apply(argument);
            Predicate where = filter == null ? null : (Predicate) mapping.apply(filter);
            return of == argument && where == filter ? this : new Aggregate(kind, type, distinct, of, where, separator);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** A function of the rows around each row: {@code function OVER (…)}. */
    record Over(
            SqlExpression function,
            List<SqlExpression> partitionBy,
            List<SqlStatement.Ordering> orderBy,
            @Nullable Frame frame)
            implements SqlExpression {

        /** The rows from so many before the current one to so many after it. */
        public record Frame(long preceding, long following) {}

        public Over {
            partitionBy = List.copyOf(partitionBy);
            orderBy = List.copyOf(orderBy);
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression of = function.map(mapping);
            List<SqlExpression> parts = SqlExpression.map(partitionBy, mapping);
            List<SqlStatement.Ordering> orders = SqlStatement.Ordering.map(orderBy, mapping);
            return of == function && parts == partitionBy && orders == orderBy
                    ? this
                    : new Over(of, parts, orders, frame);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * A function that only means something over a window.
     *
     * @param of a value of another row; null for the place of this one
     * @param distance how far the other row is away
     */
    record Ranking(RankingFunction kind, @Nullable SqlExpression of, int distance) implements SqlExpression {

        /** Which function it is. */
        public enum RankingFunction {
            ROW_NUMBER,
            RANK,
            DENSE_RANK,
            LAG,
            LEAD
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression value = of == null ? null : mapping.apply(of);
            return value == of ? this : new Ranking(kind, value, distance);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** What a SELECT emits under a name. */
    record Named(SqlExpression value, String name) implements SqlExpression {
        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression mapped = mapping.apply(value);
            return mapped == value ? this : new Named(mapped, name);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** SQL that was written by hand, with an operand between each two pieces of it. */
    record Template(List<String> pieces, List<SqlExpression> operands) implements SqlExpression {
        public Template {
            pieces = List.copyOf(pieces);
            operands = List.copyOf(operands);
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            List<SqlExpression> mapped = SqlExpression.map(operands, mapping);
            return mapped == operands ? this : new Template(pieces, mapped);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** The one value of the one row of a query, or null. */
    record Scalar(SqlStatement.Select select) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** What rows are grouped by, and by all but the last of it, and so on. */
    record Rollup(List<SqlExpression> keys) implements SqlExpression {
        public Rollup {
            keys = List.copyOf(keys);
        }

        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            List<SqlExpression> mapped = SqlExpression.map(keys, mapping);
            return mapped == keys ? this : new Rollup(mapped);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }
}
