package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Row;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds, where the driver's answer may not be it. Values come as text, or in the binary form of their
 * type where the driver is told to force that; asked for text, the driver gives the bytes of either, and so tells which
 * it is.
 */
final class HeldValue {

    private static final int BYTEA = 17;
    private static final int OID = 26;

    /** The length of a multirange without ranges in the binary form, where an array has at least twelve bytes. */
    private static final int EMPTY_MULTIRANGE = 4;

    private static final int JSON = 114;
    private static final int XML = 142;
    private static final int XML_ARRAY = 143;
    private static final int JSON_ARRAY = 199;
    private static final int DATE = 1082;
    private static final int TIMESTAMP = 1114;
    private static final int JSONB = 3802;

    /** The first object identifier that is not one of the server's own (FirstNormalObjectId). */
    private static final int FIRST_OF_USERS = 16_384;

    /** Where the binary form of a numeric has its sign, which zero has none of, and NaN and infinity have. */
    private static final int SIGN = 4;

    private static final Instant FIRST = Instant.parse("1583-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

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
            case TEXT -> text(raw());
            case JSON -> json(raw());
            case DATE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> temporal(answer);
            case TIME_WITH_TIME_ZONE -> OffsetTime.MAX.equals(answer) ? null : answer;
            case BINARY -> bytes((byte[]) answer);
            case TEXT_ARRAY -> texts(answer);
            case DURATION -> IntervalText.duration(raw());
            case PERIOD -> IntervalText.period(raw());
            case DECIMAL_ARRAY -> numbers(answer);
            case DATE_ARRAY, TIMESTAMP_ARRAY, TIMESTAMP_WITH_TIME_ZONE_ARRAY -> temporals(answer);
            default -> answer;
        };
    }

    boolean isExact(SqlType type) {
        return switch (type) {
            case INTEGER -> !column(OID);
            case TEXT -> isText() || !isBinary();
            case JSON -> isJson();
            case DATE -> !isBinaryDate(raw());
            case TIMESTAMP_WITH_TIME_ZONE -> !column(TIMESTAMP) && !column(DATE);
            case BINARY -> column(BYTEA) && isWhole(row.get(index, byte[].class));
            default -> true;
        };
    }

    /** The driver tells the format nowhere but here; one that does not is taken to send binary forms. */
    private boolean isBinary() {
        return !row.toString().contains("format=FORMAT_TEXT");
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

    /**
     * The driver makes this very zero of whatever has no digits in its binary form, and a signed number of an object
     * identifier.
     */
    private @Nullable Object number(@Nullable Object answer) {
        if (answer instanceof Integer number && column(OID)) {
            return Integer.toUnsignedLong(number);
        }
        return answer == BigDecimal.ZERO && !isZero(raw()) ? null : answer;
    }

    private static boolean isZero(String raw) {
        return raw.length() <= SIGN || raw.charAt(SIGN) == 0;
    }

    /**
     * Return whether the type of the column is text in its binary form too. Of types that a user made, enums are and
     * others begin with a control character.
     */
    boolean isText() {
        return isBuiltInText() || isOfUsers();
    }

    private boolean isOfUsers() {
        Integer objectId = (Integer) metadata().getNativeTypeMetadata();
        return objectId != null && objectId >= FIRST_OF_USERS;
    }

    private boolean isBuiltInText() {
        return metadata().getJavaType() == String.class || column(XML) || column(JSON);
    }

    private @Nullable String text(String raw) {
        if (isText()) {
            return isBuiltInText() || isPlain(raw) ? raw : null;
        }
        if (column(JSONB)) {
            return json(raw);
        }
        Object number = number(numberOrUuid());
        if (number instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return number == null ? null : number.toString();
    }

    /** Other types are not asked for: the driver looks up an inet with a netmask as the name of a host. */
    private @Nullable Object numberOrUuid() {
        Class<?> type = metadata().getJavaType();
        if (type == null || !(type == UUID.class || Number.class.isAssignableFrom(type))) {
            return null;
        }
        try {
            return row.get(index);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The binary form of a type that is not text begins with a length, a count, a version or flags. */
    private static boolean isPlain(String text) {
        return text.chars()
                .allMatch(character -> character >= ' '
                        ? character != '\uFFFD'
                        : character == '\t' || character == '\n' || character == '\r');
    }

    private boolean isJson() {
        return column(JSONB) || (isText() && !column(XML));
    }

    /** The binary form of {@code jsonb} begins with its version. */
    private @Nullable String json(String raw) {
        if (column(JSONB)) {
            return raw.charAt(0) == 1 ? raw.substring(1) : raw;
        }
        return isJson() && (isBuiltInText() || isPlain(raw)) ? raw : null;
    }

    /**
     * In the binary form, the driver takes infinity for an ordinary time, and what is before the Gregorian calendar for
     * another day.
     */
    private @Nullable Object temporal(@Nullable Object answer) {
        if (!(answer instanceof Temporal time) || isOrdinary(time)) {
            return answer instanceof LocalDate && isTooLate(raw()) ? null : answer;
        }
        String raw = raw();
        boolean text = raw.endsWith("infinity")
                || (raw.indexOf('-') > 0 && raw.chars().allMatch(character -> character >= ' ' && character <= '~'));
        return text ? answer : null;
    }

    /** It has four bytes, and no date as text is so short. */
    private static boolean isBinaryDate(String raw) {
        return raw.length() <= Integer.BYTES;
    }

    /** Return whether there are so many days that the driver, which multiplies them, may come to another date. */
    private static boolean isTooLate(String raw) {
        return isBinaryDate(raw) && raw.charAt(0) > 0 && raw.charAt(0) <= Byte.MAX_VALUE;
    }

    private static boolean isOrdinary(Temporal time) {
        // The instant of infinity is too late for a date.
        return !time.isSupported(ChronoField.YEAR)
                ? !(time instanceof Instant)
                : time.get(ChronoField.YEAR) >= 1583 && time.get(ChronoField.YEAR) <= 9999;
    }

    private byte @Nullable [] bytes(byte @Nullable [] answer) {
        if (!column(BYTEA)) {
            return null;
        }
        return answer != null && isWhole(answer) ? answer : unescaped(raw());
    }

    /** The driver takes a backslash and an x anywhere in escaped text for the beginning of hexadecimal digits. */
    private boolean isWhole(byte[] answer) {
        String raw = raw();
        return raw.startsWith("\\x") || raw.equals(new String(answer, StandardCharsets.UTF_8));
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
        if (!(answer instanceof String raw) || !mayBeArrayOfText()) {
            return null;
        }
        boolean binary = raw.startsWith("\0\0\0") && raw.length() > EMPTY_MULTIRANGE;
        String[] texts = binary || raw.startsWith("{") || raw.startsWith("[") ? row.get(index, String[].class) : null;
        if (texts == null || (!binary && isMultirange(texts))) {
            return null;
        }
        boolean plain = !binary || Arrays.stream(texts).allMatch(element -> element == null || isPlain(element));
        return plain ? texts : null;
    }

    /** Of elements, too, the driver makes a zero of what is no number. */
    private @Nullable Object numbers(@Nullable Object answer) {
        Object[] elements = answer instanceof BigDecimal[] numbers ? numbers : new Object[0];
        String[] raw = null;
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] == BigDecimal.ZERO) {
                raw = raw == null ? Objects.requireNonNull(row.get(index, String[].class)) : raw;
                if (!isZero(raw[i])) {
                    return null;
                }
            }
        }
        return answer;
    }

    /** Of elements, too, the driver mistakes some times in the binary form. */
    private @Nullable Object temporals(@Nullable Object answer) {
        boolean ordinary = !(answer instanceof Temporal[] times)
                || !isBinary()
                || Arrays.stream(times).allMatch(time -> time == null || isReadAsItIs(time));
        return ordinary ? answer : null;
    }

    /** What comes before 2000 has the fraction of another second. */
    private static boolean isReadAsItIs(Temporal time) {
        if (time instanceof Instant instant) {
            return !instant.isBefore(FIRST) && instant.isBefore(END);
        }
        return isOrdinary(time)
                && (!(time instanceof LocalDateTime local)
                        || local.getYear() >= 2000
                        || local.equals(local.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** A multirange is written like an array, of which each range makes two elements. */
    private static boolean isMultirange(@Nullable String[] elements) {
        for (int i = 0; i < elements.length; i++) {
            String bound = elements[i];
            boolean lower = i % 2 == 0;
            if (bound == null
                    || bound.isEmpty()
                    || (lower ? "[(".indexOf(bound.charAt(0)) : "])".indexOf(bound.charAt(bound.length() - 1))) < 0) {
                return false;
            }
        }
        return elements.length > 0 && elements.length % 2 == 0;
    }

    private boolean mayBeArrayOfText() {
        return isOfUsers() || column(XML_ARRAY) || column(JSON_ARRAY);
    }
}
