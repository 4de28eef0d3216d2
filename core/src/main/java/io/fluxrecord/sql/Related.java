package io.fluxrecord.sql;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that is said along relations. It is resolved to joins and subqueries before a statement is rendered, as are
 * {@link Predicate.AnyOfMany} and {@link Predicate.OfRecord}.
 */
public sealed interface Related extends SqlExpression {

    @Override
    default void accept(SqlVisitor visitor) {
        throw new IllegalStateException(getClass().getSimpleName() + " was not resolved");
    }

    /** What is said of the record at the end of a path; null, and unknown, where there is none. */
    record Lifted(Path path, SqlExpression value) implements Related {
        @Override
        public SqlExpression map(UnaryOperator<SqlExpression> mapping) {
            SqlExpression mapped = mapping.apply(value);
            return mapped == value ? this : new Lifted(path, mapped);
        }
    }

    /**
     * What is said of the nearest enclosing record of a model.
     *
     * @param model its class, or the table of it; null for the nearest record of any
     */
    record Outer(@Nullable Object model, SqlExpression value) implements Related {

        /** Say something of the model that it mentions. */
        public static Outer of(SqlExpression value) {
            return new Outer(model(value), value);
        }

        private static @Nullable Object model(SqlExpression value) {
            if (value instanceof Column column) {
                return column.table();
            }
            if (value instanceof Lifted lifted) {
                return lifted.path.source();
            }
            if (value instanceof OfMany of) {
                return of.many.source();
            }
            if (value instanceof Predicate.AnyOfMany any) {
                return any.many().source();
            }
            if (value instanceof Predicate.OfRecord of) {
                return of.path().source();
            }
            if (value instanceof Outer outer) {
                return outer.model;
            }
            Object[] found = new Object[1];
            value.map(inner -> {
                found[0] = found[0] == null ? model(inner) : found[0];
                return inner;
            });
            return found[0];
        }
    }

    /** An aggregate of the records that a relation leads to. */
    record OfMany(Many many, SqlExpression aggregate) implements Related {}

    /** The key of the record at the end of a path, by which rows are grouped; null where it is not there. */
    record KeyOf(Path path) implements Related {}
}
