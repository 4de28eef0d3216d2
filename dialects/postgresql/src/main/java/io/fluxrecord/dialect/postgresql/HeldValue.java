package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.sql.SqlType;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Row;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds, where the driver's answer may not be it. Values come as text, or in the binary form of their
 * type where the driver is told to force that; asked for text, the driver gives the bytes of either, and so tells which
 * it is.
 */
final class HeldValue {

    private static final int BYTEA = 17;
    private static final int XML = 142;
    private static final int JSONB = 3802;

    /** Where the binary form of a numeric has its sign, which zero has none of, and NaN and infinity have. */
    private static final int SIGN = 4;

    private final Row row;
    private final int index;

    HeldValue(Row row, int index) {
        this.row = row;
        this.index = index;
    }

    @Nullable
    Object as(SqlType type, @Nullable Object answer) {
        return switch (type) {
            case DECIMAL -> number(answer);
            case TEXT -> text(answer);
            case JSON -> json(String.valueOf(answer));
            case DATE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> temporal(answer);
            case BINARY -> column(BYTEA) ? unescaped(raw()) : null;
            case TEXT_ARRAY -> texts(answer);
            default -> answer;
        };
    }

    private boolean column(int objectId) {
        return Integer.valueOf(objectId).equals(metadata().getNativeTypeMetadata());
    }

    private ColumnMetadata metadata() {
        return row.getMetadata().getColumnMetadata(index);
    }

    private String raw() {
        return String.valueOf(row.get(index, String.class));
    }

    /** The driver makes this very zero of whatever has no digits in its binary form. */
    private @Nullable Object number(@Nullable Object answer) {
        return answer == BigDecimal.ZERO && !isZero(raw()) ? null : answer;
    }

    private static boolean isZero(String raw) {
        return raw.length() <= SIGN || raw.charAt(SIGN) == 0;
    }

    private @Nullable String text(@Nullable Object answer) {
        if (answer instanceof String text) {
            return isText() || isPlain(text) ? text : null;
        }
        if (answer instanceof Json json) {
            return json.asString();
        }
        if (answer instanceof UUID || answer instanceof Long || answer instanceof Integer || answer instanceof Short) {
            return answer.toString();
        }
        if (answer instanceof BigDecimal number) {
            return number(number) == null ? null : number.toPlainString();
        }
        String text = raw();
        if (answer instanceof Number number) {
            return Double.compare(Double.parseDouble(text), number.doubleValue()) == 0 ? text : null;
        }
        return isPlain(text) ? text : null;
    }

    private boolean isText() {
        return metadata().getJavaType() == String.class || column(XML);
    }

    /** The binary form of a type that is not text begins with a length, a count, a version or flags. */
    private static boolean isPlain(String text) {
        return text.chars()
                .allMatch(character -> character >= ' '
                        ? character != '\uFFFD'
                        : character == '\t' || character == '\n' || character == '\r');
    }

    private @Nullable String json(String text) {
        if (column(JSONB)) {
            return text.charAt(0) == 1 ? text.substring(1) : text;
        }
        return isText() || isPlain(text) ? text : null;
    }

    /**
     * In the binary form, the driver takes infinity for an ordinary time, and what is before the Gregorian calendar for
     * another day.
     */
    private @Nullable Object temporal(@Nullable Object answer) {
        if (!(answer instanceof Temporal time) || isOrdinary(time)) {
            return answer;
        }
        String raw = raw();
        boolean text = raw.endsWith("infinity")
                || (raw.indexOf('-') > 0 && raw.chars().allMatch(character -> character >= ' ' && character <= '~'));
        return text ? answer : null;
    }

    private static boolean isOrdinary(Temporal time) {
        // The instant of infinity is too late for a date.
        return !time.isSupported(ChronoField.YEAR)
                ? !(time instanceof Instant)
                : time.get(ChronoField.YEAR) >= 1583 && time.get(ChronoField.YEAR) <= 9999;
    }

    /** Where {@code bytea_output} is {@code escape}, bytes that are no printable ASCII are {@code \ooo}. */
    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                bytes.write(text.charAt(i));
            } else if (text.charAt(i + 1) == '\\') {
                bytes.write('\\');
                i++;
            } else {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The driver has no codec for arrays of types that it does not know, but takes their elements for text if asked.
     */
    private String @Nullable [] texts(@Nullable Object answer) {
        if (!(answer instanceof String raw) || isText()) {
            return null;
        }
        boolean binary = raw.startsWith("\0\0\0");
        String[] texts = binary || raw.startsWith("{") || raw.startsWith("[") ? row.get(index, String[].class) : null;
        boolean plain = texts != null
                && (!binary || Arrays.stream(texts).allMatch(element -> element == null || isPlain(element)));
        return plain ? texts : null;
    }
}
