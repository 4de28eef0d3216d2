package io.fluxrecord.generated;

import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversions that keep a value as it is, and fail otherwise. */
final class Exact {

    private Exact() {}

    /** Say what could not be read; the message of an exception that is not ours may show the value. */
    static String failure(Class<?> type, Throwable cause) {
        String wanted = type.getSimpleName();
        if (cause instanceof Misfit) {
            return cause.getMessage() + ", where " + wanted + " is wanted";
        }
        return cause instanceof ArithmeticException
                ? "a number that is no " + wanted
                : "what cannot be read as " + wanted + " (" + cause.getClass().getName() + ")";
    }

    /** Return a number as a decimal; NaN and infinity are none. */
    static BigDecimal number(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        return value instanceof BigInteger integer
                ? new BigDecimal(integer)
                : new BigDecimal(cast(Number.class, value).doubleValue());
    }

    /** A binary fraction that is the nearest to a decimal one is equal to it as people write both. */
    static Number requireEqual(Number nearest, String shortest, BigDecimal number, Object asRead) {
        BigDecimal asWritten = asRead instanceof Double ? new BigDecimal(asRead.toString()) : number;
        if (new BigDecimal(shortest).compareTo(asWritten) != 0
                && new BigDecimal(nearest.doubleValue()).compareTo(number) != 0) {
            throw new ArithmeticException();
        }
        return nearest;
    }

    /** Return a key that is an integer as one of another type; any other as it is. */
    static @Nullable Object integer(SqlType type, @Nullable Object key) {
        if (key == null) {
            return null;
        }
        return switch (type) {
            case SMALLINT -> (Object) number(key).shortValueExact();
            case INTEGER -> number(key).intValueExact();
            case BIGINT -> number(key).longValueExact();
            default -> key;
        };
    }

    /** Return keys as an array of their type where they are integers; any others as they are. */
    static @Nullable Object @Nullable [] integers(SqlType type, @Nullable Object @Nullable [] keys) {
        return keys == null || keys.getClass() == type.javaType().arrayType()
                ? keys
                : Arrays.stream(keys).map(key -> integer(type, key)).toArray();
    }

    /** Return a date, also of a time that is midnight. */
    static LocalDate date(Object value) {
        return value instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate()
                : cast(LocalDate.class, value);
    }

    /** Return a time without a zone, also of a date, which is one at its midnight. */
    static LocalDateTime timestamp(Object value) {
        return value instanceof LocalDate date && OrdinaryTimes.hasYear(date.getYear())
                ? date.atStartOfDay()
                : cast(LocalDateTime.class, value);
    }

    /** Return the moment at which clocks in the zone of this JVM show a time, if there is just one. */
    static Instant instant(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN)) {
            throw new Misfit("infinity");
        }
        List<ZoneOffset> offsets = ZoneId.systemDefault().getRules().getValidOffsets(time);
        if (offsets.size() != 1) {
            throw new Misfit("a time that the zone of this JVM has " + (offsets.isEmpty() ? "not" : "twice"));
        }
        return time.toInstant(offsets.get(0));
    }

    static <T> T cast(Class<T> type, @Nullable Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new Misfit(
                value == null
                        ? "what only the database can read"
                        : "a " + value.getClass().getSimpleName());
    }

    /** Something is not of the type that is wanted. */
    static final class Misfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misfit(String what) {
            super(what, null, false, false);
        }
    }
}
