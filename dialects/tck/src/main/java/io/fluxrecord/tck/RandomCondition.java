package io.fluxrecord.tck;

import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Flat;
import io.fluxrecord.tck.model.Flat_;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on two small numbers that may be null, and what it must say of a row, in the three values of SQL: null is
 * unknown.
 */
record RandomCondition(Condition<Flat> condition, Function<Flat, @Nullable Boolean> oracle) {

    static RandomCondition of(Random random, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf(random);
        }
        int kind = random.nextInt(3);
        if (kind == 2) {
            return of(random, depth - 1).not();
        }
        List<RandomCondition> operands = Stream.generate(() -> of(random, depth - 1))
                .limit(1 + random.nextInt(4))
                .toList();
        BinaryOperator<RandomCondition> join = kind == 0 ? RandomCondition::and : RandomCondition::or;
        return random.nextBoolean() ? operands.stream().reduce(join).orElseThrow() : rightNested(operands, join);
    }

    private static RandomCondition rightNested(List<RandomCondition> operands, BinaryOperator<RandomCondition> join) {
        RandomCondition nested = operands.get(operands.size() - 1);
        for (int i = operands.size() - 2; i >= 0; i--) {
            nested = join.apply(operands.get(i), nested);
        }
        return nested;
    }

    private static RandomCondition leaf(Random random) {
        int number = random.nextInt(3);
        return switch (random.nextInt(9)) {
            case 0 ->
                new RandomCondition(Flat_.maybeMedium.eq(number), row -> compare(row.maybeMedium, a -> a == number));
            case 1 ->
                new RandomCondition(Flat_.maybeMedium.ne(number), row -> compare(row.maybeMedium, a -> a != number));
            case 2 ->
                new RandomCondition(
                        Flat_.maybeLarge.lt((long) number), row -> compare(row.maybeLarge, b -> b < number));
            case 3 ->
                new RandomCondition(
                        Flat_.maybeLarge.ge((long) number), row -> compare(row.maybeLarge, b -> b >= number));
            case 4 -> new RandomCondition(Flat_.maybeMedium.isNull(), row -> row.maybeMedium == null);
            case 5 -> new RandomCondition(Flat_.maybeLarge.isNotNull(), row -> row.maybeLarge != null);
            case 6 ->
                new RandomCondition(
                        Flat_.maybeMedium.in(number, 1), row -> compare(row.maybeMedium, a -> a == number || a == 1));
            case 7 ->
                new RandomCondition(
                        Flat_.maybeLarge.notIn((long) number, 1L),
                        row -> compare(row.maybeLarge, b -> b != number && b != 1));
            default -> new RandomCondition(Flat_.maybeMedium.notIn(List.of()), row -> true);
        };
    }

    private static @Nullable Boolean compare(@Nullable Number value, Function<Long, Boolean> comparison) {
        return value == null ? null : comparison.apply(value.longValue());
    }

    private RandomCondition and(RandomCondition other) {
        return new RandomCondition(condition.and(other.condition), row -> {
            Boolean left = oracle.apply(row);
            Boolean right = other.oracle.apply(row);
            if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
                return false;
            }
            return (left == null || right == null) ? null : true;
        });
    }

    private RandomCondition or(RandomCondition other) {
        return new RandomCondition(condition.or(other.condition), row -> {
            Boolean left = oracle.apply(row);
            Boolean right = other.oracle.apply(row);
            if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
                return true;
            }
            return (left == null || right == null) ? null : false;
        });
    }

    private RandomCondition not() {
        return new RandomCondition(condition.not(), row -> {
            Boolean value = oracle.apply(row);
            return value == null ? null : !value;
        });
    }
}
