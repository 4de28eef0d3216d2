package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.Column;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What MariaDB holds of values that Java has, or refuses: there are no years before 1 or after 9999, and no NaN. */
final class HeldValue {

    private static final int LAST_YEAR = 9999;
    private static final Duration LONGEST = Duration.ofHours(839).minusNanos(1000);
    private static final long FIRST_SECOND =
            LocalDate.of(1, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    private static final long END =
            LocalDate.of(LAST_YEAR + 1, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

    private static final Float MINUS_ZERO = -0f;
    private static final Double DOUBLE_MINUS_ZERO = -0d;
    private static final Float ZERO = 0f;
    private static final Double DOUBLE_ZERO = 0d;

    private HeldValue() {}

    /** Return a moment as a {@code datetime} holds it, in UTC. */
    static Object utc(Object value) {
        if (value instanceof Instant instant) {
            return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        }
        return value instanceof OffsetDateTime time
                ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : value;
    }

    /** Return a time at the offset that it will be read with. */
    static Object inUtc(Object value) {
        return value instanceof OffsetDateTime time ? time.withOffsetSameInstant(ZoneOffset.UTC) : value;
    }

    /** Return a date or time, if its year is one that there is. */
    static Object time(Dialect dialect, Column column, Object value) {
        if (has(value)) {
            return value;
        }
        throw refused(dialect, column, "no value that is so early or late");
    }

    private static boolean has(Object value) {
        if (value instanceof Instant instant) {
            return has(instant.getEpochSecond());
        }
        if (value instanceof OffsetDateTime time) {
            return has(time.toEpochSecond());
        }
        if (value instanceof LocalDateTime time) {
            return has(time.toEpochSecond(ZoneOffset.UTC));
        }
        return !(value instanceof LocalDate date) || (date.getYear() >= 1 && date.getYear() <= LAST_YEAR);
    }

    private static boolean has(long epochSecond) {
        return epochSecond >= FIRST_SECOND && epochSecond < END;
    }

    /** Return a length of time, if a {@code time} is so long. */
    static Duration duration(Dialect dialect, Column column, Duration value) {
        if (value.abs().compareTo(LONGEST) > 0) {
            throw refused(dialect, column, "no time of 839 hours or more");
        }
        return value;
    }

    /** Return a number of floating point, of which no zero is negative. */
    static Object number(Dialect dialect, Column column, Object value) {
        double number = ((Number) value).doubleValue();
        if (!Double.isFinite(number)) {
            throw refused(dialect, column, "neither NaN nor infinity");
        }
        if (MINUS_ZERO.equals(value)) {
            return ZERO;
        }
        return DOUBLE_MINUS_ZERO.equals(value) ? DOUBLE_ZERO : value;
    }

    /** Return a UUID, unless the server takes it for one whose parts are in another order (sql_type_uuid.h). */
    static Object uuid(Dialect dialect, Column column, Object value) {
        UUID uuid = (UUID) value;
        if (uuid.version() > 7 && uuid.getLeastSignificantBits() >= 0) {
            throw refused(dialect, column, "no UUID of variant 0 and a version above 7");
        }
        return value;
    }

    /** Return a decimal at the scale of a column whose model tells none, if that column has so many digits. */
    static BigDecimal decimal(Dialect dialect, Column column, BigDecimal value, int scale) {
        if (value.signum() != 0 && value.precision() - value.scale() > dialect.maxIntegerDigits() - scale) {
            throw refused(
                    dialect,
                    column,
                    "no value that has more than " + (dialect.maxIntegerDigits() - scale) + " digits before the point");
        }
        BigDecimal shortest = value.scale() > scale ? value.stripTrailingZeros() : value;
        if (shortest.scale() > scale) {
            throw refused(dialect, column, "no value that has more than " + scale + " digits after the point");
        }
        return shortest.setScale(scale);
    }

    private static IllegalArgumentException refused(Dialect dialect, Column column, String what) {
        return new IllegalArgumentException(
                "column " + column.name() + " of type " + dialect.columnType(column) + " takes " + what);
    }

    /** Return a truth value, which is a number of one digit. */
    static @Nullable Boolean truth(@Nullable Object value) {
        if (value instanceof Byte number && (number == 0 || number == 1)) {
            return number == 1; // Where the driver is told to take no number for a truth value.
        }
        return (Boolean) value;
    }
}
