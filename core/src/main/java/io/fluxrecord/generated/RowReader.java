package io.fluxrecord.generated;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of rows as the types that properties are stored as: exactly, or not at all. A driver is asked for
 * what a column holds rather than for what is wanted, since it would narrow numbers, cut times and leave arrays out
 * without a word. Used by generated code. One for each model and dialect, for all threads.
 *
 * <p>Every method returns null where the column is null, and throws {@link MappingException} where what it holds is not
 * of the type.
 *
 * @since 0.1
 */
public final class RowReader {

    /** Years that every driver reads alike; before, calendars differ, and infinity is after. */
    private static final int FIRST_ORDINARY_YEAR = 1583;

    private static final int LAST_ORDINARY_YEAR = 9999;
    private static final long FIRST_ORDINARY_SECOND = -12_212_553_600L;
    private static final long LAST_ORDINARY_SECOND = 253_402_300_799L;

    private static final byte UNKNOWN = 0;
    private static final byte ASKED_FOR_TEXT = 1;
    private static final byte DECODED = 2;

    private final GeneratedMapping<?> mapping;
    private final Dialect dialect;
    private final int @Nullable [] columns;

    /** How text is read of each column, once that is known; to find it out twice does no harm. */
    private final byte[] texts;

    /** Make a reader of rows that have all columns of a model in their order. */
    public RowReader(GeneratedMapping<?> mapping, Dialect dialect) {
        this(mapping, dialect, null);
    }

    /**
     * Make a reader of rows that have some columns of a model.
     *
     * @param columns which they are, in the order that the rows have; null for all
     */
    public RowReader(GeneratedMapping<?> mapping, Dialect dialect, int @Nullable [] columns) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.columns = columns;
        texts = new byte[columns == null ? mapping.columns().size() : columns.length];
    }

    /** Return a value that drivers do not convert: of another type, it is refused by them. */
    public <T> @Nullable T value(Row row, int index, Class<T> type) {
        try {
            return dialect.get(row, index, type);
        } catch (RuntimeException e) {
            throw unreadable(index, type, e);
        }
    }

    public @Nullable Short smallint(Row row, int index) {
        try {
            Object value = row.get(index);
            return value == null || value instanceof Short
                    ? (Short) value
                    : (Short) number(row, index, value).shortValueExact();
        } catch (RuntimeException e) {
            throw unreadable(index, Short.class, e);
        }
    }

    /** Return a {@code Short} that is in the range of a {@code Byte}. */
    public @Nullable Short tinyint(Row row, int index) {
        Short value = smallint(row, index);
        if (value != null && value != value.byteValue()) {
            throw unreadable(index, Byte.class, new ArithmeticException());
        }
        return value;
    }

    public @Nullable Integer integer(Row row, int index) {
        try {
            Object value = row.get(index);
            return value == null || value instanceof Integer
                    ? (Integer) value
                    : (Integer) number(row, index, value).intValueExact();
        } catch (RuntimeException e) {
            throw unreadable(index, Integer.class, e);
        }
    }

    public @Nullable Long bigint(Row row, int index) {
        try {
            Object value = row.get(index);
            return value == null || value instanceof Long
                    ? (Long) value
                    : (Long) number(row, index, value).longValueExact();
        } catch (RuntimeException e) {
            throw unreadable(index, Long.class, e);
        }
    }

    /** Return a {@code Float}; a number of another type must be one, exactly or in its shortest decimal form. */
    public @Nullable Float real(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value == null || value instanceof Float) {
                return (Float) value;
            }
            if (value instanceof Double number && !Double.isFinite(number)) {
                return number.floatValue();
            }
            BigDecimal number = number(row, index, value);
            float nearest = number.floatValue();
            return (Float) Exact.requireEqual(nearest, Float.toString(nearest), number, value);
        } catch (RuntimeException e) {
            throw unreadable(index, Float.class, e);
        }
    }

    /** Return a {@code Double}; a number of another type must be one, exactly or in its shortest decimal form. */
    public @Nullable Double doublePrecision(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value == null || value instanceof Double) {
                return (Double) value;
            }
            if (value instanceof Float number) {
                return number.doubleValue();
            }
            BigDecimal number = number(row, index, value);
            double nearest = number.doubleValue();
            return (Double) Exact.requireEqual(nearest, Double.toString(nearest), number, value);
        } catch (RuntimeException e) {
            throw unreadable(index, Double.class, e);
        }
    }

    public @Nullable BigDecimal decimal(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value instanceof BigDecimal number && number.signum() != 0) {
                return number;
            }
            return value == null ? null : number(row, index, value);
        } catch (RuntimeException e) {
            throw unreadable(index, BigDecimal.class, e);
        }
    }

    /** Return a {@code BigDecimal} without a fraction, at scale 0, as a {@code BigInteger} will be written. */
    public @Nullable BigDecimal integral(Row row, int index) {
        BigDecimal value = decimal(row, index);
        try {
            return value == null ? null : value.setScale(0);
        } catch (ArithmeticException e) {
            throw unreadable(index, BigInteger.class, e);
        }
    }

    private BigDecimal number(Row row, int index, Object value) {
        return Exact.number(dialect.decode(SqlType.DECIMAL, value, row, index));
    }

    public @Nullable String text(Row row, int index) {
        if (texts[index] == ASKED_FOR_TEXT || (texts[index] == UNKNOWN && isText(row, index))) {
            String value = value(row, index, String.class);
            return value == null || isOrdinary(value) ? value : oddText(SqlType.TEXT, value, row, index);
        }
        return value(row, index, String.class) == null ? null : oddText(SqlType.TEXT, null, row, index);
    }

    /** The type of a column is that of all rows, so the dialect is asked once. */
    private boolean isText(Row row, int index) {
        boolean text;
        try {
            text = dialect.isText(row, index);
        } catch (RuntimeException e) {
            throw unreadable(index, String.class, e);
        }
        texts[index] = text ? ASKED_FOR_TEXT : DECODED;
        return text;
    }

    /** Return JSON as text; drivers have objects of their own for it, which would be turned into text anyway. */
    public @Nullable String json(Row row, int index) {
        String value = value(row, index, String.class);
        return value == null || isOrdinary(value) ? value : oddText(SqlType.JSON, value, row, index);
    }

    private String oddText(SqlType type, @Nullable Object value, Row row, int index) {
        try {
            return Exact.cast(String.class, dialect.decode(type, value, row, index));
        } catch (RuntimeException e) {
            throw unreadable(index, String.class, e);
        }
    }

    /** Return text of one character. */
    public @Nullable String character(Row row, int index) {
        String text = text(row, index);
        if (text != null && text.length() != 1) {
            throw unreadable(index, Character.class, new Exact.Misfit("text that is not one character"));
        }
        return text;
    }

    /** What begins with a control character may be something else than text. */
    private static boolean isOrdinary(String text) {
        return text.isEmpty() || text.charAt(0) >= ' ';
    }

    public @Nullable LocalDate date(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value instanceof LocalDate date && isOrdinary(date.getYear())) {
                return date;
            }
            Object decoded = value == null ? null : decode(SqlType.DATE, Object.class, value, row, index);
            if (decoded instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                return time.toLocalDate();
            }
            return decoded == null ? null : Exact.cast(LocalDate.class, decoded);
        } catch (RuntimeException e) {
            throw unreadable(index, LocalDate.class, e);
        }
    }

    public @Nullable LocalTime time(Row row, int index) {
        try {
            Object value = row.get(index);
            return value == null ? null : Exact.cast(LocalTime.class, value);
        } catch (RuntimeException e) {
            throw unreadable(index, LocalTime.class, e);
        }
    }

    /** Return a {@code LocalDateTime}, which drivers also make of a time with a zone, in theirs. */
    public @Nullable LocalDateTime timestamp(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value instanceof LocalDateTime time && isOrdinary(time.getYear())) {
                return time;
            }
            Object decoded = value == null ? null : decode(SqlType.TIMESTAMP, Object.class, value, row, index);
            return decoded == null || decoded instanceof LocalDateTime
                    ? (LocalDateTime) decoded
                    : row.get(index, LocalDateTime.class);
        } catch (RuntimeException e) {
            throw unreadable(index, LocalDateTime.class, e);
        }
    }

    public @Nullable OffsetDateTime offsetDateTime(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value instanceof OffsetDateTime time && isOrdinary(time.getYear())) {
                return time;
            }
            return value == null
                    ? null
                    : decode(SqlType.TIMESTAMP_WITH_TIME_ZONE, OffsetDateTime.class, value, row, index);
        } catch (RuntimeException e) {
            throw unreadable(index, OffsetDateTime.class, e);
        }
    }

    /** Return an {@code Instant}, which drivers also make of a time without a zone, taking it to be in theirs. */
    public @Nullable Instant instant(Row row, int index) {
        try {
            Instant value = dialect.get(row, index, Instant.class);
            return value == null || isOrdinary(value.getEpochSecond())
                    ? value
                    : decode(SqlType.TIMESTAMP_WITH_TIME_ZONE, Instant.class, value, row, index);
        } catch (RuntimeException e) {
            throw unreadable(index, Instant.class, e);
        }
    }

    private static boolean isOrdinary(long epochSecond) {
        return epochSecond >= FIRST_ORDINARY_SECOND && epochSecond <= LAST_ORDINARY_SECOND;
    }

    private static boolean isOrdinary(int year) {
        return year >= FIRST_ORDINARY_YEAR && year <= LAST_ORDINARY_YEAR;
    }

    public byte @Nullable [] bytes(Row row, int index) {
        try {
            return dialect.get(row, index, byte[].class);
        } catch (RuntimeException e) {
            return bytesThatFailed(row, index, e);
        }
    }

    private byte[] bytesThatFailed(Row row, int index, RuntimeException failure) {
        Object decoded;
        try {
            decoded = dialect.decode(SqlType.BINARY, null, row, index);
        } catch (RuntimeException e) {
            throw unreadable(index, byte[].class, e);
        }
        if (decoded instanceof byte[] bytes) {
            return bytes;
        }
        throw unreadable(index, byte[].class, failure);
    }

    public String @Nullable [] texts(Row row, int index) {
        try {
            Object value = row.get(index);
            if (value instanceof String[] texts) {
                return texts;
            }
            if (value instanceof Object[] array) {
                return Arrays.copyOf(array, array.length, String[].class);
            }
            return value == null ? null : decode(SqlType.TEXT_ARRAY, String[].class, value, row, index);
        } catch (RuntimeException e) {
            throw unreadable(index, String[].class, e);
        }
    }

    /** Return a value of a column whose type is an integer or a UUID, as a generated key is. */
    public @Nullable Object key(Row row, int index) {
        return switch (mapping.column(column(index)).type()) {
            case SMALLINT -> smallint(row, index);
            case INTEGER -> integer(row, index);
            case BIGINT -> bigint(row, index);
            default -> value(row, index, mapping.column(column(index)).type().javaType());
        };
    }

    /** Return the values of an array of generated keys; null where there is none. */
    public @Nullable Object @Nullable [] keys(Row row, int index) {
        SqlType type = mapping.column(column(index)).type();
        try {
            Object[] keys = (Object[]) row.get(index);
            return keys == null || keys.getClass() == type.javaType().arrayType()
                    ? keys
                    : Arrays.stream(keys).map(key -> Exact.integer(type, key)).toArray();
        } catch (RuntimeException e) {
            throw unreadable(index, type.javaType(), e);
        }
    }

    private <T> T decode(SqlType type, Class<T> wanted, Object value, Row row, int index) {
        return Exact.cast(wanted, dialect.decode(type, value, row, index));
    }

    private int column(int index) {
        return columns == null ? index : columns[index];
    }

    /** The message of an exception that is not ours may show the value. */
    private MappingException unreadable(int index, Class<?> type, RuntimeException cause) {
        String wanted = type.getSimpleName();
        String held;
        if (cause instanceof Exact.Misfit) {
            held = cause.getMessage() + ", where " + wanted + " is wanted";
        } else if (cause instanceof ArithmeticException) {
            held = "a number that is no " + wanted;
        } else {
            held = "what cannot be read as " + wanted + " (" + cause.getClass().getName() + ")";
        }
        return mapping.misfit(column(index), held + "; give the property a type that holds all of the column");
    }
}
