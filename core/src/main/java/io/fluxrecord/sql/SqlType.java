package io.fluxrecord.sql;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of columns and parameters, as the R2DBC specification maps them (R2DBC 1.0, chapter 14). */
public enum SqlType {
    BOOLEAN(Boolean.class),
    SMALLINT(Short.class),
    INTEGER(Integer.class),
    BIGINT(Long.class),
    REAL(Float.class),
    DOUBLE(Double.class),
    DECIMAL(BigDecimal.class),
    TEXT(String.class),
    JSON(String.class),
    UUID(UUID.class),
    DATE(LocalDate.class),
    TIME(LocalTime.class),
    TIME_WITH_TIME_ZONE(OffsetTime.class),
    TIMESTAMP(LocalDateTime.class),
    TIMESTAMP_WITH_TIME_ZONE(OffsetDateTime.class),
    BINARY(byte[].class),
    TEXT_ARRAY(TEXT),

    /** A type of the database that the column names ({@link Column#declaredType()}), read and written as text. */
    NAMED(String.class),

    /** An interval of days, hours, minutes and seconds, each of which has a length. */
    DURATION(Duration.class),

    /** An interval of years, months and days, whose length is that of the calendar. */
    PERIOD(Period.class),

    NAMED_ARRAY(NAMED),
    BOOLEAN_ARRAY(BOOLEAN),
    SMALLINT_ARRAY(SMALLINT),
    INTEGER_ARRAY(INTEGER),
    BIGINT_ARRAY(BIGINT),
    REAL_ARRAY(REAL),
    DOUBLE_ARRAY(DOUBLE),
    DECIMAL_ARRAY(DECIMAL),
    UUID_ARRAY(UUID),
    DATE_ARRAY(DATE),
    TIME_ARRAY(TIME),
    TIME_WITH_TIME_ZONE_ARRAY(TIME_WITH_TIME_ZONE),
    TIMESTAMP_ARRAY(TIMESTAMP),
    TIMESTAMP_WITH_TIME_ZONE_ARRAY(TIMESTAMP_WITH_TIME_ZONE);

    private final Class<?> javaType;
    private final @Nullable SqlType element;

    SqlType(Class<?> javaType) {
        this.javaType = javaType;
        element = null;
    }

    SqlType(SqlType element) {
        javaType = element.javaType.arrayType();
        this.element = element;
    }

    /** Return the class of this type's values. */
    public Class<?> javaType() {
        return javaType;
    }

    /** Return the type of an array's elements; null if this is no array. */
    public @Nullable SqlType element() {
        return element;
    }

    /** Return whether values have elements. */
    public boolean isArray() {
        return element != null;
    }
}
