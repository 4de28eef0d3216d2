package io.fluxrecord.internal.persistence;

import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A class whose values are stored without a property that says how.
 *
 * @param sql the type as which they are stored
 * @param toDatabase turns a value into what is bound; the identity where that is the same
 * @param fromDatabase turns what was read into a value, exactly, or throws
 */
public record StoredClass<V>(Class<V> type, SqlType sql, Function<V, ?> toDatabase, Function<Object, V> fromDatabase) {

    private static final Map<Class<?>, StoredClass<?>> BY_CLASS = new HashMap<>();

    static {
        for (SqlType type : SqlType.values()) {
            boolean text = type == SqlType.JSON || type == SqlType.NAMED;
            if (!type.isArray() && !text) {
                direct(type.javaType(), type);
            }
        }
        put(Byte.class, SqlType.SMALLINT, Byte::shortValue, StoredClass::exactByte);
        put(Character.class, SqlType.TEXT, Object::toString, StoredClass::onlyCharacter);
        put(BigInteger.class, SqlType.DECIMAL, BigDecimal::new, stored -> ((BigDecimal) stored).toBigIntegerExact());
        put(
                Instant.class,
                SqlType.TIMESTAMP_WITH_TIME_ZONE,
                time -> time.atOffset(ZoneOffset.UTC),
                stored -> stored instanceof Instant time ? time : ((OffsetDateTime) stored).toInstant());
        put(ByteBuffer.class, SqlType.BINARY, StoredClass::bytes, stored -> ByteBuffer.wrap((byte[]) stored));
    }

    /** Return how values of a class are stored; null if no column stores them. */
    @SuppressWarnings("unchecked") // Each is known by its own class, or by one that it extends.
    public static <V> @Nullable StoredClass<V> of(Class<V> type) {
        Class<?> known = ByteBuffer.class.isAssignableFrom(type) ? ByteBuffer.class : type;
        return (StoredClass<V>) BY_CLASS.get(known);
    }

    /** Return the same, where an enum is stored by the names of its constants. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // An enum, by its own class or that of a constant with a body.
    static <V> @Nullable StoredClass<V> ofNamed(Class<V> type) {
        if (!Enum.class.isAssignableFrom(type) || type == (Class<?>) Enum.class) {
            return of(type);
        }
        Class declared = type.isEnum() ? type : type.getSuperclass();
        return new StoredClass<>(type, SqlType.TEXT, constant -> ((Enum<?>) constant).name(), stored ->
                (V) Enum.valueOf(declared, (String) stored));
    }

    private static <V> void direct(Class<V> type, SqlType sql) {
        put(type, sql, Function.identity(), type::cast);
    }

    private static <V> void put(
            Class<V> type, SqlType sql, Function<V, ?> toDatabase, Function<Object, V> fromDatabase) {
        BY_CLASS.put(type, new StoredClass<>(type, sql, toDatabase, fromDatabase));
    }

    private static Byte exactByte(Object stored) {
        short number = (Short) stored;
        if (number != (byte) number) {
            throw new ArithmeticException("out of the range of a byte");
        }
        return (byte) number;
    }

    private static Character onlyCharacter(Object stored) {
        String text = (String) stored;
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
