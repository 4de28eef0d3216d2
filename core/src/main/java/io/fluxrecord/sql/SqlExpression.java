package io.fluxrecord.sql;

import org.jspecify.annotations.Nullable;

/** A value in a statement. */
public sealed interface SqlExpression extends SqlNode
        permits Column,
                SqlExpression.Joined,
                SqlExpression.Param,
                SqlExpression.Sum,
                SqlExpression.OrZero,
                SqlExpression.Case,
                SqlExpression.Literal,
                SqlExpression.Null,
                SqlExpression.CountOfRows {

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

    /** {@code left + right}. */
    record Sum(SqlExpression left, SqlExpression right) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code COALESCE(value, 0)}. */
    record OrZero(SqlExpression value) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code CASE WHEN condition THEN value ELSE other END}; without an ELSE where that is null. */
    record Case(
            Predicate when, SqlExpression then, @Nullable SqlExpression otherwise) implements SqlExpression {
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

    /** A column of a table that is {@linkplain From#joins() joined}. */
    record Joined(String alias, Column column) implements SqlExpression {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code COUNT(*)}. */
    record CountOfRows() implements SqlExpression {
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
}
