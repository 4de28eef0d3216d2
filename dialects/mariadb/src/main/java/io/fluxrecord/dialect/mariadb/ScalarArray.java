package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers, truth values, UUIDs or times as a JSON array (RFC 8259): of strings as ISO 8601 and RFC 9562
 * have them, since a number of JSON is no more than a double to many programs.
 */
final class ScalarArray {

    private ScalarArray() {}

    static String encode(@Nullable Object[] elements) {
        return TextArray.encode(Arrays.stream(elements)
                .map(element -> element == null ? null : text(element))
                .toArray(String[]::new));
    }

    private static String text(Object element) {
        if (element instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return element instanceof OffsetDateTime time ? time.toInstant().toString() : element.toString();
    }

    /** Return the elements of an array; null where it is none, or holds what is not of their type. */
    static @Nullable Object decode(SqlType type, String json) {
        @Nullable String[] texts = TextArray.decode(json);
        if (texts == null) {
            return null;
        }
        SqlType element = Objects.requireNonNull(type.element());
        try {
            return Arrays.stream(texts)
                    .map(text -> text == null ? null : element(element, text))
                    .toArray();
        } catch (RuntimeException e) {
            return null; // Its message would show the value.
        }
    }

    private static Object element(SqlType type, String text) {
        return switch (type) {
            case BOOLEAN -> truth(text);
            case REAL -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case SMALLINT, INTEGER, BIGINT, DECIMAL -> new BigDecimal(text);
            case UUID -> UUID.fromString(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIME_WITH_TIME_ZONE -> OffsetTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text);
            case TIMESTAMP_WITH_TIME_ZONE -> Instant.parse(text).atOffset(ZoneOffset.UTC);
            default -> text;
        };
    }

    private static boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("no truth value");
    }
}
