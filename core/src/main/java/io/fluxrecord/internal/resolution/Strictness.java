package io.fluxrecord.internal.resolution;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Related;
import io.fluxrecord.sql.SqlExpression;

/** What is unknown, or null, of a record all of whose columns are null. */
final class Strictness {

    private Strictness() {}

    /** Return whether a value is surely null, and a condition unknown, of a record all of whose columns are null. */
    static boolean isNullOfNulls(SqlExpression expression) {
        if (expression instanceof Predicate predicate) {
            return isUnknownOfNulls(predicate);
        }
        // An aggregate is said of many records.
        return expression instanceof SqlExpression.Aggregate || isNull(expression);
    }

    private static boolean isUnknownOfNulls(Predicate predicate) {
        if (predicate instanceof Predicate.Comparison comparison) {
            return isNull(comparison.left()) || isNull(comparison.right());
        }
        if (predicate instanceof Predicate.Between between) {
            return isNull(between.value());
        }
        if (predicate instanceof Predicate.In in) {
            return isNull(in.value());
        }
        if (predicate instanceof Predicate.Like like) {
            return isNull(like.value());
        }
        if (predicate instanceof Predicate.IsTrue isTrue) {
            return isNull(isTrue.value());
        }
        if (predicate instanceof Predicate.OfRecord of) {
            return !(of.test() instanceof Predicate.OfRecord.Referred)
                    && !(of.test() instanceof Predicate.OfRecord.Present);
        }
        if (predicate instanceof Predicate.Not not) {
            return isUnknownOfNulls(not.operand());
        }
        return predicate instanceof Predicate.Junction junction
                && junction.size() < 100
                && junction.operands().stream().allMatch(Strictness::isUnknownOfNulls);
    }

    private static boolean isNull(SqlExpression expression) {
        if (expression instanceof Column || expression instanceof Related.Lifted) {
            return true;
        }
        if (!(expression instanceof SqlExpression.Call call)) {
            return false;
        }
        return switch (call.function()) {
            case COALESCE -> call.arguments().stream().allMatch(Strictness::isNull);
            case NULLIF -> isNull(call.arguments().get(0));
            default -> call.arguments().stream().anyMatch(argument -> isNull(argument) || isAggregate(argument));
        };
    }

    private static boolean isAggregate(SqlExpression expression) {
        return expression instanceof SqlExpression.Aggregate;
    }
}
