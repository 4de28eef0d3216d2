package io.fluxrecord.tck;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Many;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.OfRecord;
import io.fluxrecord.sql.Related;
import io.fluxrecord.sql.Relation;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What expressions are of rows in memory, plainly evaluated: with three truth values, of which null is unknown. Keys
 * are {@code id}, references {@code relation_id}.
 */
final class MemoryTables {

    private final Map<String, List<MemoryRow>> rows;

    MemoryTables(Map<String, List<MemoryRow>> rows) {
        this.rows = rows;
    }

    /** Return the rows of a table that are not marked as deleted. */
    List<MemoryRow> live(String table) {
        return rows.get(table).stream().filter(row -> !row.isDeleted()).toList();
    }

    boolean holds(Predicate predicate, MemoryRow row) {
        return Boolean.TRUE.equals(value(predicate, row));
    }

    @Nullable
    Object value(SqlExpression expression, MemoryRow row) {
        return expression instanceof Predicate predicate ? truth(predicate, row) : computed(expression, row);
    }

    private @Nullable Object computed(SqlExpression expression, MemoryRow row) {
        if (expression instanceof Column column) {
            return number(row.get(column.name()));
        }
        if (expression instanceof SqlExpression.Typed typed) {
            return number(typed.param().value());
        }
        if (expression instanceof SqlExpression.Param param) {
            return number(param.value());
        }
        if (expression instanceof SqlExpression.Literal literal) {
            return BigDecimal.valueOf(literal.value());
        }
        if (expression instanceof Related.Lifted lifted) {
            return lifted(lifted, row);
        }
        if (expression instanceof Related.OfMany of) {
            return aggregate(of.aggregate(), many(of.many(), row));
        }
        if (expression instanceof SqlExpression.Case choice) {
            for (SqlExpression.Case.When when : choice.whens()) {
                if (holds(when.condition(), row)) {
                    return value(when.value(), row);
                }
            }
            return choice.otherwise() == null ? null : value(choice.otherwise(), row);
        }
        return call((Call) expression, row);
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : value;
    }

    private @Nullable Object call(Call call, MemoryRow row) {
        List<@Nullable Object> given = new ArrayList<>();
        call.arguments().forEach(argument -> given.add(value(argument, row)));
        switch (call.function()) {
            case COALESCE -> {
                return given.stream().filter(Objects::nonNull).findFirst().orElse(null);
            }
            case NULLIF -> {
                return given.get(0) == null || compare(given.get(0), given.get(1)) == 0 ? null : given.get(0);
            }
            case CAST -> {
                return given.get(0);
            }
            default -> {
                return given.contains(null) ? null : strict(call, given);
            }
        }
    }

    private static Object strict(Call call, List<@Nullable Object> given) {
        return switch (call.function()) {
            case ADD -> decimal(given, 0).add(decimal(given, 1));
            case SUBTRACT -> decimal(given, 0).subtract(decimal(given, 1));
            case MULTIPLY -> decimal(given, 0).multiply(decimal(given, 1));
            case NEGATE -> decimal(given, 0).negate();
            case ABS -> decimal(given, 0).abs();
            case CONCAT -> given.get(0) + String.valueOf(given.get(1));
            case UPPER -> String.valueOf(given.get(0)).toUpperCase(Locale.ROOT);
            case LENGTH -> BigDecimal.valueOf(String.valueOf(given.get(0)).length());
            default -> throw new IllegalArgumentException(String.valueOf(call.function()));
        };
    }

    private static BigDecimal decimal(List<@Nullable Object> given, int index) {
        return (BigDecimal) Objects.requireNonNull(given.get(index));
    }

    private @Nullable Object lifted(Related.Lifted lifted, MemoryRow row) {
        if (lifted.value() instanceof Column column && column.name().equals("id")) {
            return key(lifted.path(), row);
        }
        MemoryRow target = follow(lifted.path(), row);
        return target == null ? null : value(lifted.value(), target);
    }

    /** What refers to a record does so whether it is deleted or not. */
    private @Nullable Object key(Path path, MemoryRow row) {
        MemoryRow source = path.before() == null ? row : follow(path.before(), row);
        return source == null ? null : number(source.get(path.relation().property() + "_id"));
    }

    private @Nullable MemoryRow follow(Path path, MemoryRow row) {
        Object key = key(path, row);
        return key == null
                ? null
                : rows.get(table(path.relation().target())).stream()
                        .filter(target -> key.equals(number(target.get("id"))))
                        .filter(target -> path.deleted() || !target.isDeleted())
                        .findFirst()
                        .orElse(null);
    }

    private static String table(Class<?> model) {
        return model.getSimpleName().equals("DealLine")
                ? "deal_line"
                : model.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private List<MemoryRow> many(Many many, MemoryRow row) {
        List<MemoryRow> from = many.before() == null ? List.of(row) : many(many.before(), row);
        return from.stream()
                .flatMap(source -> related(many.relation(), many.deleted(), source))
                .filter(target -> many.deleted() || !target.isDeleted())
                .filter(target -> holds(many.where(), target))
                .toList();
    }

    private Stream<MemoryRow> related(Relation relation, boolean deleted, MemoryRow source) {
        if (!relation.inverse()) {
            return Stream.ofNullable(follow(new Path(null, relation, deleted), source));
        }
        return rows.get(table(relation.target())).stream()
                .filter(target ->
                        Objects.equals(number(target.get(relation.property() + "_id")), number(source.get("id"))));
    }

    private @Nullable Object aggregate(SqlExpression expression, List<MemoryRow> of) {
        if (!(expression instanceof Aggregate aggregate)) {
            throw new IllegalArgumentException(String.valueOf(expression));
        }
        if (aggregate.argument() == null) {
            return BigDecimal.valueOf(of.size());
        }
        List<Object> values = of.stream()
                .map(row -> value(aggregate.argument(), row))
                .filter(Objects::nonNull)
                .toList();
        return switch (aggregate.kind()) {
            case COUNT -> BigDecimal.valueOf(values.size());
            case SUM ->
                values.stream()
                        .map(BigDecimal.class::cast)
                        .reduce(BigDecimal::add)
                        .orElse(null);
            case MIN -> values.stream().min(MemoryTables::compare).orElse(null);
            case MAX -> values.stream().max(MemoryTables::compare).orElse(null);
            default -> throw new IllegalArgumentException(String.valueOf(aggregate.kind()));
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Both are of one type.
    private static int compare(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? -1 : ((Comparable) left).compareTo(right);
    }

    private @Nullable Boolean truth(Predicate predicate, MemoryRow row) {
        if (predicate instanceof Predicate.IsTrue isTrue) {
            return (Boolean) value(isTrue.value(), row);
        }
        if (predicate instanceof Predicate.Constant constant) {
            return constant.value();
        }
        if (predicate instanceof Predicate.Not not) {
            return not(truth(not.operand(), row));
        }
        if (predicate instanceof Predicate.Junction junction) {
            return junction(junction, row);
        }
        if (predicate instanceof Predicate.IsNull isNull) {
            return (value(isNull.value(), row) == null) != isNull.negated();
        }
        if (predicate instanceof Predicate.AnyOfMany any) {
            return many(any.many(), row).isEmpty() == any.negated();
        }
        if (predicate instanceof OfRecord of) {
            return ofRecord(of, row);
        }
        return compared(predicate, row);
    }

    private @Nullable Boolean compared(Predicate predicate, MemoryRow row) {
        if (predicate instanceof Predicate.Comparison comparison) {
            return compared(value(comparison.left(), row), comparison.operator(), value(comparison.right(), row));
        }
        if (predicate instanceof Predicate.Between between) {
            Object value = value(between.value(), row);
            return and(
                    compared(value, Predicate.Operator.GE, value(between.low(), row)),
                    compared(value, Predicate.Operator.LE, value(between.high(), row)));
        }
        Predicate.In in = (Predicate.In) predicate;
        Object value = value(in.value(), row);
        Object[] values = (Object[]) Objects.requireNonNull(in.values().value());
        return value == null
                ? null
                : Arrays.stream(values).anyMatch(one -> compare(value, number(one)) == 0) != in.negated();
    }

    private static @Nullable Boolean compared(
            @Nullable Object left, Predicate.Operator operator, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        int order = compare(left, right);
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    private @Nullable Boolean junction(Predicate.Junction junction, MemoryRow row) {
        Boolean all = true;
        for (Predicate operand : junction.operands()) {
            Boolean holds = truth(operand, row);
            all = and(all, junction.all() ? holds : not(holds));
        }
        return junction.all() ? all : not(all);
    }

    private static @Nullable Boolean not(@Nullable Boolean truth) {
        return truth == null ? null : !truth;
    }

    private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return left == null ? null : right;
    }

    private @Nullable Boolean ofRecord(OfRecord of, MemoryRow row) {
        Boolean said;
        if (of.test() instanceof OfRecord.Referred) {
            said = key(of.path(), row) != null;
        } else if (of.test() instanceof OfRecord.Present) {
            said = follow(of.path(), row) != null;
        } else {
            OfRecord.SameAs same = (OfRecord.SameAs) of.test();
            said = compared(key(of.path(), row), Predicate.Operator.EQ, key(same.other(), row));
        }
        return of.negated() ? not(said) : said;
    }
}
