package io.fluxrecord.sql;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A condition on a row, which is a value that is true, false or unknown. */
public sealed interface Predicate extends SqlExpression
        permits Predicate.Comparison,
                Predicate.Between,
                Predicate.IsNull,
                Predicate.In,
                Predicate.Like,
                Predicate.Junction,
                Predicate.Not,
                Predicate.Constant,
                Predicate.IsTrue,
                Predicate.Exists,
                Predicate.InSelect,
                Predicate.AnyOfMany,
                Predicate.OfRecord {

    @Override
    default Predicate map(UnaryOperator<SqlExpression> mapping) {
        return this;
    }

    /** How a {@link Comparison} compares. */
    enum Operator {
        EQ("="),
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** {@code left operator right}. */
    record Comparison(SqlExpression left, Operator operator, SqlExpression right) implements Predicate {
        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression l = mapping.apply(left);
            SqlExpression r = mapping.apply(right);
            return l == left && r == right ? this : new Comparison(l, operator, r);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code value BETWEEN low AND high}, both ends included. */
    record Between(SqlExpression value, SqlExpression low, SqlExpression high) implements Predicate {
        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression v = mapping.apply(value);
            SqlExpression l = mapping.apply(low);
            SqlExpression h = mapping.apply(high);
            return v == value && l == low && h == high ? this : new Between(v, l, h);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code value IS [NOT] NULL}. */
    record IsNull(SqlExpression value, boolean negated) implements Predicate {
        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression v = mapping.apply(value);
            return v == value ? this : new IsNull(v, negated);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code value = ANY (values)}, or {@code value <> ALL (values)} when negated: one parameter, however many values.
     */
    record In(SqlExpression value, SqlExpression.Param values, boolean negated) implements Predicate {
        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression v = mapping.apply(value);
            return v == value ? this : new In(v, values, negated);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code value [NOT] LIKE pattern}, case-insensitive where asked. The pattern escapes with {@link #ESCAPE}, which
     * means the same in every literal; what a backslash means in one is a setting of the database.
     */
    record Like(SqlExpression value, SqlExpression pattern, boolean ignoreCase, boolean negated) implements Predicate {

        /** Makes the next character of a pattern an ordinary one. */
        public static final char ESCAPE = '!';

        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression v = mapping.apply(value);
            SqlExpression p = mapping.apply(pattern);
            return v == value && p == pattern ? this : new Like(v, p, ignoreCase, negated);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * All of the operands, or any of them; there are two at least, and none is a junction of the same kind. Made by
     * {@link #and(Predicate, Predicate)} and {@link #or}.
     */
    final class Junction implements Predicate {

        private static final int MOST = Integer.MAX_VALUE;

        // Junctions that begin alike share what they begin with, so that a condition grows by one object a step. Only
        // one that is looked at makes a list.
        private final boolean all;
        private final Predicate left;
        private final Predicate right;
        private final int size;
        private volatile @Nullable List<Predicate> operands;

        private Junction(boolean all, Predicate left, Predicate right) {
            this.all = all;
            this.left = left;
            this.right = right;
            size = (int) Math.min(MOST, (long) sizeOf(left) + sizeOf(right));
        }

        /** Return whether all of the operands must hold, and not just any of them. */
        public boolean all() {
            return all;
        }

        /** Return how many operands there are; what is more than an {@code int} can tell is its greatest value. */
        public int size() {
            return size;
        }

        /** Return the operands, in order. */
        public List<Predicate> operands() {
            List<Predicate> known = operands;
            if (known == null) {
                known = size == 2 ? List.of(left, right) : flatten();
                operands = known;
            }
            return known;
        }

        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            Predicate mapped = null;
            List<Predicate> before = operands();
            for (int i = 0; i < before.size(); i++) {
                Predicate operand = (Predicate) mapping.apply(before.get(i));
                if (mapped == null && operand != before.get(i)) {
                    mapped = joined(before.subList(0, i));
                    mapped = mapped == null ? operand : new Junction(all, mapped, operand);
                } else if (mapped != null) {
                    mapped = new Junction(all, mapped, operand);
                }
            }
            return mapped == null ? this : mapped;
        }

        private @Nullable Predicate joined(List<Predicate> first) {
            return first.stream()
                    .reduce((left, right) -> new Junction(all, left, right))
                    .orElse(null);
        }

        private List<Predicate> flatten() {
            Predicate[] flat = new Predicate[size];
            int next = 0;
            Deque<Predicate> toDo = new ArrayDeque<>();
            toDo.push(this);
            while (!toDo.isEmpty()) {
                Predicate predicate = toDo.pop();
                if (isSameKind(predicate)) {
                    toDo.push(((Junction) predicate).right);
                    toDo.push(((Junction) predicate).left);
                } else {
                    flat[next++] = predicate;
                }
            }
            return Collections.unmodifiableList(Arrays.asList(flat));
        }

        private int sizeOf(Predicate predicate) {
            return isSameKind(predicate) ? ((Junction) predicate).size : 1;
        }

        private boolean isSameKind(Predicate predicate) {
            return predicate instanceof Junction junction && junction.all == all;
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code NOT (operand)}; see also {@link #not}. */
    record Not(Predicate operand) implements Predicate {
        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            Predicate o = (Predicate) mapping.apply(operand);
            return o == operand ? this : new Not(o);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code value = TRUE} of a value that is a boolean; unknown where that is null. */
    record IsTrue(SqlExpression value) implements Predicate {
        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression v = mapping.apply(value);
            return v == value ? this : new IsTrue(v);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code [NOT] EXISTS (select)}; what it emits is left out. */
    record Exists(SqlStatement.Select select, boolean negated) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code (values) [NOT] IN (select)}.
     *
     * @param values as many as the query emits
     */
    record InSelect(List<SqlExpression> values, SqlStatement.Select select, boolean negated) implements Predicate {
        public InSelect {
            values = List.copyOf(values);
        }

        @Override
        public Predicate map(UnaryOperator<SqlExpression> mapping) {
            List<SqlExpression> mapped = SqlExpression.map(values, mapping);
            return mapped == values ? this : new InSelect(mapped, select, negated);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** Whether a relation leads to any record, or to none. Resolved before a statement is rendered. */
    record AnyOfMany(Many many, boolean negated) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            throw new IllegalStateException("AnyOfMany was not resolved");
        }
    }

    /**
     * What is said of a record as a whole, that at the end of a path. Resolved before a statement is rendered.
     *
     * @param negated whether it is said not to be so
     */
    record OfRecord(Path path, Test test, boolean negated) implements Predicate {

        /** What is said of it. */
        public sealed interface Test permits Referred, Present, OneOf, SameAs, Among {}

        /** A key refers to it, be it there or not. */
        public record Referred() implements Test {}

        /** It is there. */
        public record Present() implements Test {}

        /** It is one of these records, which are of its model and have keys. */
        public record OneOf(List<Object> records) implements Test {
            public OneOf {
                records = List.copyOf(records);
            }

            @Override
            public String toString() {
                return "OneOf[" + records.size() + "]";
            }
        }

        /** It is the one at the end of another path. */
        public record SameAs(Path other) implements Test {}

        /** It is one of those that a query emits the keys of. */
        public record Among(SqlStatement.Select select) implements Test {}

        @Override
        public void accept(SqlVisitor visitor) {
            throw new IllegalStateException("OfRecord was not resolved");
        }
    }

    /** Always true or always false. */
    record Constant(boolean value) implements Predicate {

        /** The condition that restricts nothing. */
        public static final Predicate TRUE = new Constant(true);

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** Join predicates with AND, leaving out those that restrict nothing. */
    static Predicate and(List<Predicate> predicates) {
        Predicate all = Constant.TRUE;
        for (Predicate predicate : predicates) {
            all = and(all, predicate);
        }
        return all;
    }

    /**
     * Join two predicates with AND, leaving out one that restricts nothing. Takes the same time however long they are.
     */
    static Predicate and(Predicate left, Predicate right) {
        if (Constant.TRUE.equals(left)) {
            return right;
        }
        return Constant.TRUE.equals(right) ? left : new Junction(true, left, right);
    }

    /** Join two predicates with OR. Takes the same time however long they are. */
    static Predicate or(Predicate left, Predicate right) {
        return new Junction(false, left, right);
    }

    /**
     * Negate a predicate; the negation of a negation is what was negated, also where that is neither true nor false.
     */
    static Predicate not(Predicate predicate) {
        return predicate instanceof Not not ? not.operand() : new Not(predicate);
    }

    /** {@code column = ?}, its value given later. */
    static Predicate matches(Column column) {
        return new Comparison(column, Operator.EQ, SqlExpression.Param.later(column));
    }
}
