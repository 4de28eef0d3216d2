package io.fluxrecord.query;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.internal.persistence.StoredClass;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of an expression are bound and read.
 *
 * @param name what messages call such a value
 * @param sql the type as which it is stored
 * @param column the column whose values they are; null for others
 * @param toDatabase turns a value into what is bound; never called with null
 * @param fromDatabase turns what was read into a value; never called with null
 */
record ValueType<V>(
        String name,
        SqlType sql,
        @Nullable Column column,
        Function<V, ?> toDatabase,
        Function<Object, V> fromDatabase) {

    static final ValueType<Boolean> BOOLEAN = of(Boolean.class);
    static final ValueType<Integer> INTEGER = of(Integer.class);
    static final ValueType<Long> LONG = of(Long.class);
    static final ValueType<Double> DOUBLE = of(Double.class);
    static final ValueType<String> TEXT = of(String.class);
    static final ValueType<LocalDate> DATE = of(LocalDate.class);
    static final ValueType<LocalDateTime> TIMESTAMP = of(LocalDateTime.class);
    static final ValueType<BigDecimal> DECIMAL = of(BigDecimal.class);

    /** Databases have as many zeros after the point as they computed with. */
    private static BigDecimal plain(BigDecimal stored) {
        BigDecimal number = stored.stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /**
     * Return how values of a class are bound and read without a column.
     *
     * @throws IllegalArgumentException if no column stores such values as they are
     */
    static <V> ValueType<V> of(Class<V> type) {
        StoredClass<V> known = StoredClass.of(type);
        if (known == null) {
            throw new IllegalArgumentException("No column stores a " + type.getName()
                    + " as it is; use a property of such values, or one of the types that are stored");
        }
        String name = "a value of " + type.getSimpleName();
        return new ValueType<>(name, known.sql(), null, known.toDatabase(), known.fromDatabase());
    }

    /** Return how the class of a value is bound and read. */
    @SuppressWarnings("unchecked") // The class of a value of V is one of V, all of which are final.
    static <V> ValueType<V> ofValue(@Nullable V value) {
        if (value == null) {
            throw new IllegalArgumentException("A null has no type; use an expression that is null");
        }
        return of((Class<V>) value.getClass());
    }

    /** Return what was computed as it would be stored. */
    Object computed(Object read) {
        if (read instanceof BigDecimal number) {
            return plain(number);
        }
        if (isByte() && read instanceof Short number && number != number.byteValue()) {
            throw new MappingException(
                    name + " is computed, and a number that is no Byte in a row; widen it with" + " asInteger()");
        }
        return read;
    }

    boolean isInteger() {
        return sql == SqlType.SMALLINT || sql == SqlType.INTEGER || sql == SqlType.BIGINT;
    }

    /** No database has a type of a byte, so it is bound as another one. */
    boolean isByte() {
        return sql == SqlType.SMALLINT && !toDatabase.equals(Function.identity());
    }

    /** A decimal is bound as it is, so that what is not is an integer without a limit. */
    boolean isIntegral() {
        return sql == SqlType.DECIMAL && !toDatabase.equals(Function.identity());
    }

    boolean isFloating() {
        return sql == SqlType.REAL || sql == SqlType.DOUBLE;
    }

    /** Return a value where it is compared with or assigned. */
    Param param(@Nullable V value) {
        return new Param(sql, bound(value), false, column);
    }

    /** Return a value where nothing beside it tells its type. */
    SqlExpression typed(@Nullable V value) {
        return asTyped(bound(value));
    }

    private SqlExpression asTyped(Object bound) {
        boolean named = column != null && column.declaredType() != null;
        return new SqlExpression.Typed(new Param(sql, bound, false, named ? column : null));
    }

    /** Return values as one parameter. */
    Param params(Collection<? extends V> values) {
        return new Param(sql, values.stream().map(this::bound).toArray(), true, column);
    }

    /** Return an integer as a value of this type where it is compared with. */
    Param number(long value) {
        return new Param(sql, exactly(value), false, column);
    }

    /** Return the same where nothing beside it tells its type. */
    SqlExpression typedNumber(long value) {
        return asTyped(exactly(value));
    }

    private Object exactly(long value) {
        try {
            return switch (sql) {
                case SMALLINT -> (Object) BigDecimal.valueOf(value).shortValueExact();
                case INTEGER -> Math.toIntExact(value);
                case BIGINT -> value;
                case REAL -> requireSame(value, (long) (float) value, (float) value);
                case DOUBLE -> requireSame(value, (long) (double) value, (double) value);
                default -> BigDecimal.valueOf(value);
            };
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + " is used with a number that its type does not have; widen it with asLong() or asDecimal()");
        }
    }

    private static Object requireSame(long value, long back, Number nearest) {
        if (value != back) {
            throw new ArithmeticException();
        }
        return nearest;
    }

    private Object bound(@Nullable V value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    name + " is compared with or set to null; use isNull(), isNotNull() or setNull()");
        }
        return toDatabase.apply(value);
    }
}
