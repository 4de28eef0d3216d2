package io.fluxrecord.mapping;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of properties with {@code @Column(json = true)} into JSON and back. One instance serves all models,
 * databases and threads.
 *
 * <p>It is found as a service: a class with a public no-argument constructor whose name stands in
 * {@code META-INF/services/io.fluxrecord.mapping.JsonCodec}, or that a module provides. Without one, Jackson 3 is used
 * as {@link JacksonJsonCodec} sets it up, if it is there.
 *
 * <p>An exception of {@link #write} or {@link #read} fails the save or the read with
 * {@link io.fluxrecord.error.MappingException}. Its message is shown if it is an {@link IllegalArgumentException}, so
 * such a message must not hold what is in the row; of others only the class is.
 *
 * @since 0.1
 */
public interface JsonCodec {

    /**
     * Return a value as JSON.
     *
     * @param value never null
     * @param type of the property, with its type arguments; a primitive's is that of its wrapper
     */
    String write(Object value, Type type);

    /**
     * Return the value that JSON stands for, which may be null for a {@code null} in it. What the type has no place for
     * should be refused rather than left out, since the next save would remove it from the row.
     */
    @Nullable
    Object read(String json, Type type);

    /**
     * Return whether two documents have the same content, so that there is nothing to save. By default only the same
     * text has.
     */
    default boolean isSame(String left, String right) {
        return left.equals(right);
    }
}
