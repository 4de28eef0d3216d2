package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.SqlExpression.Param;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds values as properties of their classes would be. */
public final class NativeParameters {

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
        StoredClass<?> type = type(name, value.getClass());
        return Param.of(type.sql(), stored(type, value));
    }

    /** Return a null of a type. */
    public static Param ofNull(String name, Class<?> type) {
        return Param.of(type(name, type).sql(), null);
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
        StoredClass<?> type = type(name, element);
        Object[] stored = Arrays.stream(values)
                .map(value -> value == null ? null : stored(type(name, value.getClass()), value))
                .toArray();
        return new Param(type.sql(), stored, true);
    }

    private static StoredClass<?> type(String name, Class<?> type) {
        StoredClass<?> known = StoredClass.ofNamed(type);
        if (known == null) {
            throw new IllegalArgumentException("Parameter " + name + " is a " + type.getName()
                    + ", which no column stores; convert it, or bind it as a property");
        }
        return known;
    }

    @SuppressWarnings("unchecked") // The value is of the class.
    private static <V> Object stored(StoredClass<V> type, Object value) {
        return type.toDatabase().apply((V) value);
    }
}
