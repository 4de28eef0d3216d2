package io.fluxrecord.sql;

import java.util.ArrayList;
import java.util.List;

/** A condition on a row. */
public sealed interface Predicate extends SqlNode
        permits Predicate.Comparison,
                Predicate.Between,
                Predicate.IsNull,
                Predicate.In,
                Predicate.Like,
                Predicate.Junction,
                Predicate.Not,
                Predicate.Constant {

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
    record Comparison(Expression left, Operator operator, Expression right) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code value BETWEEN low AND high}, both ends included. */
    record Between(Expression value, Expression low, Expression high) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code value IS [NOT] NULL}. */
    record IsNull(Expression value, boolean negated) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code value = ANY (values)}, or {@code value <> ALL (values)} when negated: one parameter, however many values.
     */
    record In(Expression value, Expression.Param values, boolean negated) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code value [NOT] LIKE pattern} with the backslash as escape character, case-insensitive where asked. */
    record Like(Expression value, Expression pattern, boolean ignoreCase, boolean negated) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** All of the operands, or any of them. */
    record Junction(boolean all, List<Predicate> operands) implements Predicate {
        public Junction {
            operands = List.copyOf(operands);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code NOT (operand)}. */
    record Not(Predicate operand) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** Always true or always false. */
    record Constant(boolean value) implements Predicate {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** Always true: the condition that restricts nothing. */
    Predicate TRUE = new Constant(true);

    /** Join predicates with AND, leaving out those that restrict nothing. */
    static Predicate and(List<Predicate> predicates) {
        List<Predicate> restricting = new ArrayList<>(predicates.size());
        for (Predicate predicate : predicates) {
            if (!TRUE.equals(predicate)) {
                restricting.add(predicate);
            }
        }
        return switch (restricting.size()) {
            case 0 -> TRUE;
            case 1 -> restricting.get(0);
            default -> new Junction(true, restricting);
        };
    }

    /** {@code column = ?}, its value given later. */
    static Predicate matches(Column column) {
        return new Comparison(column, Operator.EQ, Expression.Param.later(column.type()));
    }
}
