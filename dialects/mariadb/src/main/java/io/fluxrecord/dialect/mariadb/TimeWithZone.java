package io.fluxrecord.dialect.mariadb;

import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** A time of day with its offset as text, since MariaDB has no type for it; always of the same form, to be compared. */
final class TimeWithZone {

    /** The length of the longest text, with six digits of a second and an offset with seconds. */
    static final int LENGTH = "23:59:59.999999+18:00:00".length();

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendPattern("HH:mm:ss.SSSSSSxxxxx").toFormatter(Locale.ROOT);

    private TimeWithZone() {}

    static Object encode(Object value) {
        return value instanceof OffsetTime time ? FORMAT.format(time) : value;
    }

    /**
     * Return the time that a text is.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static OffsetTime decode(String text) {
        return OffsetTime.parse(text, FORMAT);
    }
}
