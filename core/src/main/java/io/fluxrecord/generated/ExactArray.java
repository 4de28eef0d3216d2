package io.fluxrecord.generated;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Conversions of arrays that keep each element as it is, and fail otherwise. */
final class ExactArray {

    private ExactArray() {}

    /** Return an array of a type: the same one, or one of elements that are exactly those that it has. */
    static <T> T[] of(Class<T[]> type, @Nullable Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        Object[] held = Exact.cast(Object[].class, value);
        @Nullable Object[] array = new Object[held.length];
        for (int i = 0; i < held.length; i++) {
            array[i] = element(type.getComponentType(), held[i]);
        }
        return Arrays.copyOf(array, array.length, type);
    }

    private static @Nullable Object element(Class<?> type, @Nullable Object held) {
        if (held == null || type.isInstance(held)) {
            return held;
        }
        if (held instanceof Number number && Number.class.isAssignableFrom(type)) {
            return number(type, number);
        }
        if (type == LocalDate.class) {
            return Exact.date(held);
        }
        if (type == LocalDateTime.class) {
            return Exact.timestamp(held);
        }
        if (type == OffsetDateTime.class && held instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return type == Instant.class && held instanceof OffsetDateTime time ? time.toInstant() : Exact.cast(type, held);
    }

    private static Object number(Class<?> type, Number held) {
        if (type == Double.class && held instanceof Float) {
            return held.doubleValue();
        }
        if (type == Float.class && held instanceof Double && !Double.isFinite(held.doubleValue())) {
            return held.floatValue();
        }
        BigDecimal number = Exact.number(held);
        if (type == Short.class) {
            return number.shortValueExact();
        }
        if (type == Integer.class) {
            return number.intValueExact();
        }
        if (type == Long.class) {
            return number.longValueExact();
        }
        if (type == Float.class) {
            float nearest = number.floatValue();
            return Exact.requireEqual(nearest, Float.toString(nearest), number, held);
        }
        if (type == Double.class) {
            double nearest = number.doubleValue();
            return Exact.requireEqual(nearest, Double.toString(nearest), number, held);
        }
        return number;
    }
}
