package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.sql.Column;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An interval as PostgreSQL writes it, in the styles {@code postgres} and {@code iso_8601} (<a
 * href="https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-OUTPUT">interval output</a>).
 * Months, days and microseconds are kept apart in it; a day has 24 hours, as where the database compares.
 */
final class IntervalText {

    private static final String NUMBER = "([-+]?\\d+)";
    private static final Pattern POSTGRES = Pattern.compile("(?:" + NUMBER + " years? ?)?(?:" + NUMBER + " mons? ?)?(?:"
            + NUMBER + " days? ?)?(?:([-+])?(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?))?");

    /** The microseconds of a time go into 64 bits. */
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE / 1_000_000 - 1);

    private final Period date;
    private final Duration time;

    private IntervalText(Period date, Duration time) {
        this.date = date;
        this.time = time;
    }

    /** A value that is neither of the classes of Java, as messages call it. */
    private record IntervalOfMonthsAndSeconds() {}

    /** Return a length of time, or what else an interval is. */
    static @Nullable Object duration(String text) {
        IntervalText interval = parse(text);
        if (interval == null) {
            return null;
        }
        if (interval.date.toTotalMonths() == 0) {
            return interval.time.plusDays(interval.date.get(ChronoUnit.DAYS));
        }
        return interval.time.isZero() ? interval.date : new IntervalOfMonthsAndSeconds();
    }

    /** Return a period of the calendar, or what else an interval is. */
    static @Nullable Object period(String text) {
        IntervalText interval = parse(text);
        if (interval == null) {
            return null;
        }
        if (interval.time.isZero()) {
            return interval.date.normalized();
        }
        return interval.date.isZero() ? interval.time : new IntervalOfMonthsAndSeconds();
    }

    private static @Nullable IntervalText parse(String text) {
        if (text.startsWith("P")) {
            int time = text.indexOf('T');
            String date = time < 0 ? text : text.substring(0, time);
            return new IntervalText(
                    date.equals("P") ? Period.ZERO : Period.parse(date),
                    time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time)));
        }
        Matcher match = POSTGRES.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return null; // Another style, or infinity.
        }
        return new IntervalText(Period.of(number(match, 1), number(match, 2), number(match, 3)), time(match));
    }

    private static int number(Matcher match, int group) {
        String digits = match.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Duration time(Matcher match) {
        if (match.group(5) == null) {
            return Duration.ZERO;
        }
        Duration time = Duration.parse("PT" + match.group(5) + "H" + match.group(6) + "M" + match.group(7) + "S");
        return "-".equals(match.group(4)) ? time.negated() : time;
    }

    /** Return a length of time, if the database has one that is so long. */
    static Duration require(Column column, Duration value) {
        if (value.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "column " + column.name() + " of type interval has no time that is so long");
        }
        return value;
    }
}
