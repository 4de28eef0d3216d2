package io.fluxrecord.generated;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of rows as the types that properties are stored as: exactly, or not at all. A driver is asked for
 * what a column holds rather than for what is wanted, since it would narrow numbers, cut times and leave arrays out
 * without a word. Used by generated code, which counts the columns of its model from 0 wherever they begin in a row.
 * One for each model, dialect and place in a row, for all threads.
 *
 * <p>Every method returns null where the column is null, and throws {@link MappingException} where what it holds is not
 * of the type, or where the driver cannot read it. H2's overflows the stack for types that it does not know.
 *
 * @since 0.1
 */
public final class RowReader extends ColumnReader {

    /** Make a reader of rows that have all columns of a model in their order, and nothing before them. */
    public RowReader(GeneratedMapping<?> mapping, Dialect dialect) {
        this(mapping, dialect, 0);
    }

    /** Make a reader of rows that have so many other columns before those of a model. */
    public RowReader(GeneratedMapping<?> mapping, Dialect dialect, int offset) {
        this(mapping, dialect, all(mapping, 0), all(mapping, offset));
    }

    /** Make a reader of rows that have these columns of a model, in this order. */
    public RowReader(GeneratedMapping<?> mapping, Dialect dialect, int[] columns) {
        this(mapping, dialect, columns, IntStream.range(0, columns.length).toArray());
    }

    private RowReader(GeneratedMapping<?> mapping, Dialect dialect, int[] columns, int[] positions) {
        super(mapping.columns(), mapping::misfit, dialect, columns, positions);
    }

    /** Make a reader of rows that have these values, which are of no model. */
    RowReader(List<Column> values, Misfit misfit, Dialect dialect) {
        super(
                values,
                misfit,
                dialect,
                IntStream.range(0, values.size()).toArray(),
                IntStream.range(0, values.size()).toArray());
    }

    /**
     * Make a reader of rows that have the columns of a model by name, in any order and among others.
     *
     * @throws MappingException if one is missing
     */
    public static RowReader ofNamed(GeneratedMapping<?> mapping, Dialect dialect, RowMetadata metadata) {
        return new RowReader(mapping, dialect, all(mapping, 0), positions(mapping, metadata));
    }

    /** Return a value that drivers do not convert: of another type, it is refused by them. */
    public <T> @Nullable T value(Row row, int index, Class<T> type) {
        try {
            return dialect.get(row, positions[index], type);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, type, e);
        }
    }

    public @Nullable Short smallint(Row row, int index) {
        try {
            Object value = held(row, index, Short.class);
            return value == null || value instanceof Short
                    ? (Short) value
                    : (Short) number(row, index, value).shortValueExact();
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Short.class, e);
        }
    }

    /** Return a {@code Short} that is in the range of a {@code Byte}. */
    public @Nullable Short tinyint(Row row, int index) {
        Short value = smallint(row, index);
        if (value == null || value == value.byteValue()) {
            return value;
        }
        throw unreadable(index, Byte.class, new ArithmeticException());
    }

    public @Nullable Integer integer(Row row, int index) {
        try {
            Object value = held(row, index, Integer.class);
            if (value instanceof Integer number && (number >= 0 || isExact(SqlType.INTEGER, row, index))) {
                return number;
            }
            return value == null ? null : (Integer) number(row, index, value).intValueExact();
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Integer.class, e);
        }
    }

    public @Nullable Long bigint(Row row, int index) {
        try {
            Object value = held(row, index, Long.class);
            return value == null || value instanceof Long
                    ? (Long) value
                    : (Long) number(row, index, value).longValueExact();
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Long.class, e);
        }
    }

    /** Return a {@code Float}; a number of another type must be one, exactly or in its shortest decimal form. */
    public @Nullable Float real(Row row, int index) {
        try {
            Object value = held(row, index, Float.class);
            if (value == null || value instanceof Float) {
                return (Float) value;
            }
            if (value instanceof Double number && !Double.isFinite(number)) {
                return number.floatValue();
            }
            BigDecimal number = number(row, index, value);
            float nearest = number.floatValue();
            return (Float) Exact.requireEqual(nearest, Float.toString(nearest), number, value);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Float.class, e);
        }
    }

    /** Return a {@code Double}; a number of another type must be one, exactly or in its shortest decimal form. */
    public @Nullable Double doublePrecision(Row row, int index) {
        try {
            Object value = held(row, index, Double.class);
            if (value == null || value instanceof Double) {
                return (Double) value;
            }
            if (value instanceof Float number) {
                return number.doubleValue();
            }
            BigDecimal number = number(row, index, value);
            double nearest = number.doubleValue();
            return (Double) Exact.requireEqual(nearest, Double.toString(nearest), number, value);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Double.class, e);
        }
    }

    public @Nullable BigDecimal decimal(Row row, int index) {
        try {
            Object value = held(row, index, BigDecimal.class);
            if (value instanceof BigDecimal number && number.signum() != 0) {
                return number;
            }
            return value == null ? null : number(row, index, value);
        } catch (RuntimeException | StackOverflowError e) {
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

    public @Nullable String text(Row row, int index) {
        return text(SqlType.TEXT, row, index);
    }

    /** Return JSON as text; drivers have objects of their own for it, which would be turned into text anyway. */
    public @Nullable String json(Row row, int index) {
        return text(SqlType.JSON, row, index);
    }

    private @Nullable String text(SqlType type, Row row, int index) {
        try {
            String value = row.get(positions[index], String.class);
            return value == null || (isExact(type, row, index) && isOrdinary(value))
                    ? value
                    : decode(type, String.class, value, row, index);
        } catch (RuntimeException | StackOverflowError e) {
            return named(row, index, e);
        }
    }

    /** Return text of one character; other types are none, be they text of one character to the driver. */
    public @Nullable String character(Row row, int index) {
        try {
            String text = row.get(positions[index], String.class);
            if (text != null && (text.length() != 1 || !isText(row, index))) {
                throw new Exact.Misfit("what is not text of one character");
            }
            return text == null || isOrdinary(text) ? text : decode(SqlType.TEXT, String.class, text, row, index);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Character.class, e);
        }
    }

    public @Nullable LocalDate date(Row row, int index) {
        try {
            Object value = held(row, index, LocalDate.class);
            if (value instanceof LocalDate date
                    && OrdinaryTimes.hasYear(date.getYear())
                    && isExact(SqlType.DATE, row, index)) {
                return date;
            }
            return value == null ? null : Exact.date(decode(SqlType.DATE, Object.class, value, row, index));
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, LocalDate.class, e);
        }
    }

    public @Nullable LocalTime time(Row row, int index) {
        try {
            Object value = held(row, index, LocalTime.class);
            return value == null ? null : Exact.cast(LocalTime.class, value);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, LocalTime.class, e);
        }
    }

    public @Nullable OffsetTime offsetTime(Row row, int index) {
        try {
            Object value = held(row, index, OffsetTime.class);
            if (value instanceof OffsetTime time && !time.getOffset().equals(ZoneOffset.MIN)) {
                return time;
            }
            return value == null ? null : decode(SqlType.TIME_WITH_TIME_ZONE, OffsetTime.class, value, row, index);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, OffsetTime.class, e);
        }
    }

    /** Return a {@code LocalDateTime}; a date is one at its midnight, whatever the zone. */
    public @Nullable LocalDateTime timestamp(Row row, int index) {
        try {
            Object value = held(row, index, LocalDateTime.class);
            if (value instanceof LocalDateTime time && OrdinaryTimes.hasYear(time.getYear())) {
                return time;
            }
            return value == null ? null : Exact.timestamp(decode(SqlType.TIMESTAMP, Object.class, value, row, index));
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, LocalDateTime.class, e);
        }
    }

    public @Nullable OffsetDateTime offsetDateTime(Row row, int index) {
        try {
            Object value = held(row, index, OffsetDateTime.class);
            if (value instanceof OffsetDateTime time && OrdinaryTimes.hasYear(time.getYear())) {
                return time;
            }
            return value == null
                    ? null
                    : decode(SqlType.TIMESTAMP_WITH_TIME_ZONE, OffsetDateTime.class, value, row, index);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, OffsetDateTime.class, e);
        }
    }

    /** Return an {@code Instant}, also of a time without a zone, which is taken to be in that of this JVM. */
    public @Nullable Instant instant(Row row, int index) {
        try {
            Instant value = dialect.get(row, positions[index], Instant.class);
            if (value == null) {
                return null;
            }
            if (!isExact(SqlType.TIMESTAMP_WITH_TIME_ZONE, row, index)) {
                Object held = row.get(positions[index]);
                return Exact.instant(
                        decode(SqlType.TIMESTAMP, LocalDateTime.class, Objects.requireNonNull(held), row, index));
            }
            return OrdinaryTimes.hasSecond(value.getEpochSecond())
                    ? value
                    : decode(SqlType.TIMESTAMP_WITH_TIME_ZONE, Instant.class, value, row, index);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, Instant.class, e);
        }
    }

    public byte @Nullable [] bytes(Row row, int index) {
        byte[] bytes = null;
        try {
            bytes = dialect.get(row, positions[index], byte[].class);
            if (bytes == null || isExact(SqlType.BINARY, row, index)) {
                return bytes;
            }
        } catch (RuntimeException | StackOverflowError e) {
            noteInexact(index);
        }
        try {
            return Exact.cast(byte[].class, dialect.decode(SqlType.BINARY, bytes, row, positions[index]));
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, byte[].class, e);
        }
    }

    public String @Nullable [] texts(Row row, int index) {
        try {
            Object value = row.get(positions[index]);
            if (value instanceof String[] texts) {
                return texts;
            }
            if (value instanceof Object[] array) {
                return Arrays.copyOf(array, array.length, String[].class);
            }
            return value == null ? null : decode(SqlType.TEXT_ARRAY, String[].class, value, row, index);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, String[].class, e);
        }
    }

    public @Nullable Duration duration(Row row, int index) {
        return interval(SqlType.DURATION, Duration.class, row, index);
    }

    public @Nullable Period period(Row row, int index) {
        return interval(SqlType.PERIOD, Period.class, row, index);
    }

    private <T> @Nullable T interval(SqlType type, Class<T> wanted, Row row, int index) {
        Object value = null;
        try {
            value = row.get(positions[index]);
            if (value == null) {
                return null;
            }
        } catch (RuntimeException | StackOverflowError e) {
            noteInexact(index); // The dialect asks for it in another way.
        }
        try {
            return Exact.cast(wanted, dialect.decode(type, value, row, positions[index]));
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, wanted, e);
        }
    }

    /** Return an array whose elements are exactly what those of the column are; they may be null. */
    public <T> T @Nullable [] array(Row row, int index, Class<T[]> type) {
        try {
            Object value = row.get(positions[index]);
            return value == null
                    ? null
                    : ExactArray.of(type, dialect.decode(described(index).type(), value, row, positions[index]));
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, type, e);
        }
    }

    /** Return a value of a column whose type is an integer or a UUID, as a generated key is. */
    public @Nullable Object key(Row row, int index) {
        return switch (described(index).type()) {
            case SMALLINT -> smallint(row, index);
            case INTEGER -> integer(row, index);
            case BIGINT -> bigint(row, index);
            default -> value(row, index, described(index).type().javaType());
        };
    }

    /** Return the values of an array of generated keys; null where there is none. */
    public @Nullable Object @Nullable [] keys(Row row, int index) {
        SqlType type = described(index).type();
        try {
            return Exact.integers(type, (Object[]) row.get(positions[index]));
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, type.javaType(), e);
        }
    }
}
