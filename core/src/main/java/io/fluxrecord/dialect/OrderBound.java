package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate.Comparison;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Objects;

/**
 * What values of a column are less or greater than. It is not rounded as values are that are written: 0.20 is more than
 * 0.196. Where the database has no such value, the nearest that it has is compared with in another way.
 */
final class OrderBound {

    /** The digits of a second that a time has in Java; a dialect makes fewer of them. */
    private static final int ALL_DIGITS = 9;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private OrderBound() {}

    static boolean isOrder(Operator operator) {
        return operator != Operator.EQ && operator != Operator.NE;
    }

    /** Return a comparison by order as the database can make it. */
    static Comparison of(Dialect dialect, Column column, SqlExpression left, Operator operator, Param param) {
        Object value = Objects.requireNonNull(param.value());
        Object bound = bound(dialect, column, value);
        if (bound == value) {
            return new Comparison(left, operator, param);
        }
        return new Comparison(
                left, adjusted(operator, order(bound, value)), new Param(param.type(), bound, false, param.column()));
    }

    private static Object bound(Dialect dialect, Column column, Object value) {
        if (value instanceof BigDecimal number) {
            return StoreAssignment.isTaken(dialect, column, number)
                    ? StoreAssignment.unscaled(number)
                    : dialect.normalize(column, value);
        }
        boolean time = value instanceof Temporal && column.type() != SqlType.DATE;
        return dialect.normalize(time ? withAllDigits(column) : column, value);
    }

    private static Column withAllDigits(Column column) {
        return new Column(
                column.table(), column.name(), column.type(), 0, 0, ALL_DIGITS, column.nullable(), column.unique());
    }

    /** Return a negative number if the bound is less than the value that was given, a positive one if it is greater. */
    private static int order(Object bound, Object value) {
        if (bound instanceof BigDecimal number && value instanceof BigDecimal given) {
            return number.compareTo(given);
        }
        if (bound instanceof Duration cut && value instanceof Duration given) {
            return cut.compareTo(given);
        }
        // Infinity stands for the end of time, which is the same then.
        if (bound instanceof Temporal time && value instanceof Temporal given && !bound.equals(value)) {
            Duration cut = Duration.between(time, given);
            return cut.compareTo(Duration.ZERO) > 0 && cut.compareTo(SECOND) < 0 ? -1 : 0;
        }
        return 0;
    }

    /** Return how to compare with the nearest value that the database has: none is between that and what was given. */
    private static Operator adjusted(Operator operator, int order) {
        if (order == 0) {
            return operator;
        }
        return switch (operator) {
            case LT, LE -> order < 0 ? Operator.LE : Operator.LT;
            case GT, GE -> order < 0 ? Operator.GT : Operator.GE;
            case EQ, NE -> operator;
        };
    }
}
