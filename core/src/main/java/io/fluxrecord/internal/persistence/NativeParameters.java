package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds values as properties of their classes would be. */
public final class NativeParameters {

    private static final Map<Class<?>, SqlType> TYPES = new HashMap<>();

    static {
        for (SqlType type : SqlType.values()) {
            if (!type.isArray() && type != SqlType.JSON && type != SqlType.NAMED) {
                TYPES.put(type.javaType(), type);
            }
        }
        TYPES.put(Byte.class, SqlType.SMALLINT);
        TYPES.put(Character.class, SqlType.TEXT);
        TYPES.put(BigInteger.class, SqlType.DECIMAL);
        TYPES.put(Instant.class, SqlType.TIMESTAMP_WITH_TIME_ZONE);
        TYPES.put(ByteBuffer.class, SqlType.BINARY);
    }

    private NativeParameters() {}

    /**
     * Return a value as it is bound; a collection or array is a list.
     *
     * @throws IllegalArgumentException if no property has such values
     */
    public static Param of(String name, Object value) {
        if (value instanceof Collection<?> list) {
            return list(name, list.toArray());
        }
        if (value instanceof Object[] array) {
            return list(name, array);
        }
        return Param.of(type(name, value.getClass()), stored(value));
    }

    /** Return a null of a type. */
    public static Param ofNull(String name, Class<?> type) {
        return Param.of(type(name, type), null);
    }

    /**
     * Return the values of a statement.
     *
     * @throws MappingException if text among them is none that the database can hold
     */
    public static @Nullable Object[] values(RenderedSql sql, Dialect dialect) {
        @Nullable Object[] values = sql.values();
        for (Object value : values) {
            requireStorable(value, dialect);
        }
        return values;
    }

    /** Fail if text, or one of a list, is none that the database can hold. */
    static void requireStorable(@Nullable Object value, Dialect dialect) {
        if (value instanceof Object[] list) {
            Arrays.stream(list).forEach(element -> requireStorable(element, dialect));
        }
        String unstorable = value instanceof String text ? dialect.unstorable(text) : null;
        if (unstorable != null) {
            throw new MappingException("A parameter takes no text that has " + unstorable);
        }
    }

    private static Param list(String name, @Nullable Object[] values) {
        Class<?> element = Arrays.stream(values)
                .filter(Objects::nonNull)
                .<Class<?>>map(Object::getClass)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Parameter " + name
                        + " is a list without a value, which tells no type; leave its condition out"));
        Object[] stored = Arrays.stream(values)
                .map(value -> value == null ? null : stored(value))
                .toArray();
        return new Param(type(name, element), stored, true);
    }

    private static SqlType type(String name, Class<?> type) {
        SqlType known = Enum.class.isAssignableFrom(type) ? SqlType.TEXT : TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("Parameter " + name + " is a " + type.getName()
                    + ", which no column stores; convert it, or bind it as a property");
        }
        return known;
    }

    private static Object stored(Object value) {
        if (value instanceof Byte number) {
            return number.shortValue();
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Character character ? character.toString() : value;
    }
}
