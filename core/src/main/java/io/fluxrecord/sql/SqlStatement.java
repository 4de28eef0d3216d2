package io.fluxrecord.sql;

import io.fluxrecord.sql.SqlExpression.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A statement as data. */
public sealed interface SqlStatement extends SqlNode
        permits SqlStatement.Select,
                SqlStatement.Insert,
                SqlStatement.Update,
                SqlStatement.Delete,
                SqlStatement.NextValues,
                SqlStatement.Native,
                SchemaStatement {

    /** One term of an ORDER BY. */
    record Ordering(
            SqlExpression expression,
            boolean descending,
            @Nullable Boolean nullsFirst) {

        /** Return other terms for these; the same list where they are the same. */
        public static List<Ordering> map(List<Ordering> orderings, UnaryOperator<SqlExpression> mapping) {
            List<Ordering> mapped = orderings;
            for (int i = 0; i < orderings.size(); i++) {
                Ordering before = orderings.get(i);
                SqlExpression expression = mapping.apply(before.expression);
                if (expression != before.expression) {
                    mapped = mapped == orderings ? new ArrayList<>(orderings) : mapped;
                    mapped.set(i, new Ordering(expression, before.descending, before.nullsFirst));
                }
            }
            return mapped;
        }
    }

    /** One term of a SET clause. */
    record Assignment(Column column, SqlExpression value) {}

    /**
     * {@code SELECT projection FROM … WHERE … GROUP BY … HAVING … ORDER BY … LIMIT … OFFSET … FOR …}; limit and offset
     * are parameters.
     *
     * @param distinct whether equal rows are emitted once
     * @param projection what it emits, an expression for each column of its result
     */
    record Select(
            From from,
            boolean distinct,
            List<? extends SqlExpression> projection,
            Predicate where,
            List<SqlExpression> groupBy,
            Predicate having,
            List<Ordering> orderBy,
            @Nullable Param limit,
            @Nullable Param offset,
            @Nullable Lock lock)
            implements SqlStatement {
        public Select {
            projection = List.copyOf(projection);
            groupBy = List.copyOf(groupBy);
            orderBy = List.copyOf(orderBy);
        }

        /** Select rows as they are. */
        public Select(
                From from,
                List<? extends SqlExpression> projection,
                Predicate where,
                List<Ordering> orderBy,
                @Nullable Param limit,
                @Nullable Param offset,
                @Nullable Lock lock) {
            this(from, false, projection, where, List.of(), Predicate.Constant.TRUE, orderBy, limit, offset, lock);
        }

        /** Return the same with another projection. */
        public Select projection(List<? extends SqlExpression> other) {
            return new Select(from, distinct, other, where, groupBy, having, orderBy, limit, offset, lock);
        }

        /** Return the same for rows that meet this condition as well. */
        public Select where(Predicate more) {
            return new Select(
                    from,
                    distinct,
                    projection,
                    Predicate.and(where, more),
                    groupBy,
                    having,
                    orderBy,
                    limit,
                    offset,
                    lock);
        }

        /** Return the same without an order. */
        public Select unordered() {
            return sliced(List.of(), limit, offset);
        }

        /** Return the same, emitting equal rows once. */
        public Select withoutDuplicates() {
            return new Select(from, true, projection, where, groupBy, having, orderBy, limit, offset, lock);
        }

        /** Return the same in another order and with other limits. */
        public Select sliced(List<Ordering> order, @Nullable Param most, @Nullable Param skipped) {
            return new Select(from, distinct, projection, where, groupBy, having, order, most, skipped, lock);
        }

        /** Return whether it says which rows of the table there are, and nothing else. */
        public boolean isPlain() {
            return !distinct
                    && groupBy.isEmpty()
                    && limit == null
                    && offset == null
                    && Predicate.Constant.TRUE.equals(having);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** The rows that an {@link Insert} writes. */
    sealed interface Source permits Rows, Arrays {}

    /**
     * {@code VALUES (…), (…)}.
     *
     * @param values a parameter for each column; none where each row is made of defaults
     * @param count how often the values are repeated, for other rows of them
     */
    record Rows(List<Param> values, int count) implements Source {
        public Rows {
            values = List.copyOf(values);
        }
    }

    /**
     * As many rows as the arrays have elements.
     *
     * @param values a parameter for each column; what is no array goes into each row
     */
    record Arrays(List<Param> values) implements Source {
        public Arrays {
            values = List.copyOf(values);
        }
    }

    /**
     * {@code INSERT INTO table (columns) … RETURNING returning}. It emits what it returns row by row, in the order of
     * the rows; one that inserts arrays emits one row of arrays.
     *
     * @param columns where there is none, each row is made of the defaults of the columns that are returned
     */
    record Insert(Table table, List<Column> columns, Source source, List<Column> returning) implements SqlStatement {
        public Insert {
            columns = List.copyOf(columns);
            returning = List.copyOf(returning);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code UPDATE table SET … WHERE … RETURNING returning}.
     *
     * @param returning columns of each row that is touched; none where the dialect
     *     {@linkplain io.fluxrecord.dialect.Dialect#hasUpdateReturning() has no such statement}
     */
    record Update(Table table, List<Assignment> assignments, Predicate where, List<Column> returning)
            implements SqlStatement {
        public Update {
            assignments = List.copyOf(assignments);
            returning = List.copyOf(returning);
        }

        /** Describe an update that returns nothing. */
        public Update(Table table, List<Assignment> assignments, Predicate where) {
            this(table, assignments, where, List.of());
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code DELETE FROM table WHERE …}. */
    record Delete(Table table, Predicate where) implements SqlStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * A statement that was written by hand.
     *
     * @param values those of its parameters, by name
     */
    record Native(NativeText text, Map<String, Param> values) implements SqlStatement {
        public Native {
            values = Map.copyOf(values);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** The next values of a sequence, a row for each; how many there are is a parameter. */
    record NextValues(Sequence sequence, Param count) implements SqlStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }
}
