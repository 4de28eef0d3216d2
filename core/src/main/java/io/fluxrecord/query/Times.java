package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.SqlType;
import java.time.LocalDate;
import java.util.Locale;

/** What dates and times are made of. */
final class Times {

    private Times() {}

    static Term<Integer> field(Term<?> time, Function field) {
        if (isTimeOfDay(time.sqlType())) {
            throw new IllegalArgumentException(
                    time + " is a time of day and has no " + field.name().toLowerCase(Locale.ROOT));
        }
        return inUtc(time).call(ValueType.INTEGER, field);
    }

    static Term<LocalDate> date(Term<?> time) {
        if (isTimeOfDay(time.sqlType())) {
            throw new IllegalArgumentException(time + " is a time of day and has no date");
        }
        return inUtc(time).call(ValueType.DATE, Function.DATE);
    }

    private static Term<?> inUtc(Term<?> time) {
        return time.sqlType() == SqlType.TIMESTAMP_WITH_TIME_ZONE ? time.call(ValueType.TIMESTAMP, Function.UTC) : time;
    }

    private static boolean isTimeOfDay(SqlType type) {
        return type == SqlType.TIME || type == SqlType.TIME_WITH_TIME_ZONE;
    }
}
