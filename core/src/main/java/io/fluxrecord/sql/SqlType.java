package io.fluxrecord.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.UUID;

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
    TEXT_ARRAY(String[].class),

    /** A type of the database that the column names ({@link Column#declaredType()}), read and written as text. */
    NAMED(String.class),

    /** An array of such a type. */
    NAMED_ARRAY(String[].class);

    private final Class<?> javaType;

    SqlType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** Return the class of this type's values. */
    public Class<?> javaType() {
        return javaType;
    }
}
