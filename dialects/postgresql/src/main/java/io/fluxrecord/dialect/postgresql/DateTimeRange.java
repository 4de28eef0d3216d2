package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.sql.Column;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The dates and times that PostgreSQL has (<a
 * href="https://www.postgresql.org/docs/current/datatype-datetime.html">date/time types</a>). The driver writes earlier
 * and later ones as infinite, and reads infinity as the least or greatest value that Java has; so only that may be
 * written as infinite.
 */
final class DateTimeRange {

    /** The first year that the driver writes as it is. */
    private static final int FIRST_YEAR = -4712;

    private static final int LAST_YEAR_OF_DATES = 5_874_897;
    private static final int LAST_YEAR = 294_276;
    private static final long FROM = firstSecond(FIRST_YEAR);
    private static final long UNTIL = firstSecond(LAST_YEAR + 1);

    /** MAX_TZDISP_HOUR in timestamp.h, in seconds. */
    private static final int OFFSETS = 16 * 60 * 60;

    private static final Set<Object> INFINITE = Set.of(
            LocalDate.MIN,
            LocalDate.MAX,
            LocalDateTime.MIN,
            LocalDateTime.MAX,
            OffsetDateTime.MIN,
            OffsetDateTime.MAX,
            OffsetDateTime.MIN.toInstant(),
            OffsetDateTime.MAX.toInstant());

    private DateTimeRange() {}

    private static long firstSecond(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    /** Return whether the database has a value. */
    static boolean has(Object value) {
        if (value instanceof Instant instant) {
            return has(instant.getEpochSecond());
        }
        if (value instanceof OffsetDateTime time) {
            return has(time.toEpochSecond()) && has(time.getOffset());
        }
        if (value instanceof LocalDateTime time) {
            return has(time.getYear(), LAST_YEAR);
        }
        if (value instanceof LocalDate date) {
            return has(date.getYear(), LAST_YEAR_OF_DATES);
        }
        return !(value instanceof OffsetTime time) || has(time.getOffset());
    }

    private static boolean has(long epochSecond) {
        return epochSecond >= FROM && epochSecond < UNTIL;
    }

    private static boolean has(int year, int last) {
        return year >= FIRST_YEAR && year <= last;
    }

    private static boolean has(ZoneOffset offset) {
        return Math.abs(offset.getTotalSeconds()) < OFFSETS;
    }

    /**
     * Return what the database has in place of a value that it does not have: infinity, or the same moment at another
     * offset.
     *
     * @throws IllegalArgumentException if there is nothing that means the same
     */
    static Object substitute(PostgresqlDialect dialect, Column column, Object value) {
        if (INFINITE.contains(value)) {
            return value;
        }
        if (value.equals(Instant.MAX)) {
            return OffsetDateTime.MAX.toInstant();
        }
        if (value.equals(Instant.MIN)) {
            return OffsetDateTime.MIN.toInstant();
        }
        if (value instanceof OffsetDateTime time && has(time.toEpochSecond())) {
            return dialect.normalize(column, time.withOffsetSameInstant(ZoneOffset.UTC));
        }
        throw new IllegalArgumentException("column " + column.name() + " of type " + dialect.columnType(column)
                + " has no value that is so early, so late or so far from UTC");
    }
}
