package io.fluxrecord.generated;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.mapping.Converter;
import io.fluxrecord.mapping.JacksonJsonCodec;
import io.fluxrecord.mapping.JsonCodec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Stores values of one property as JSON; generated code makes a subclass, which tells the type with its arguments.
 *
 * @param <V> the type of the property
 * @since 0.1
 */
public abstract class JsonConverter<V> implements Converter<V, String> {

    private static volatile @Nullable JsonCodec known;

    private final String property;
    private final Type type;

    /**
     * Make a converter.
     *
     * @param property the model and the property, for messages: {@code "Product.labels"}
     */
    protected JsonConverter(String property) {
        this.property = property;
        type = ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
    }

    @Override
    public final String toDatabase(V value) {
        JsonCodec codec = codec();
        try {
            return Objects.requireNonNull(codec.write(value, type), "the codec returned null");
        } catch (RuntimeException | StackOverflowError e) {
            throw new MappingException(property + " cannot be written as JSON: " + reason(e));
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // A null in the JSON is that of the property.
    public final V fromDatabase(String stored) {
        JsonCodec codec = codec();
        try {
            return (V) codec.read(stored, type);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("the JSON is none of " + type.getTypeName() + ": " + reason(e));
        }
    }

    /** Return whether two documents have the same content. */
    final boolean isSame(String left, String right) {
        return codec().isSame(left, right);
    }

    private static String reason(Throwable e) {
        return e instanceof IllegalArgumentException
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
    }

    /** One codec is for all models, like the models themselves; a failure to find one is not remembered. */
    private JsonCodec codec() {
        JsonCodec codec = known;
        if (codec == null) {
            codec = find();
            known = codec;
        }
        return codec;
    }

    private JsonCodec find() {
        try {
            JsonCodec service = service(getClass().getClassLoader())
                    .or(() -> service(Thread.currentThread().getContextClassLoader()))
                    .orElse(null);
            return service != null ? service : new JacksonJsonCodec(); // Linked only if it is there to be used.
        } catch (ServiceConfigurationError e) { // To write another format than the one that was meant would be worse.
            throw new ConfigurationException(property + " is stored as JSON: " + e.getMessage());
        } catch (LinkageError e) {
            throw new ConfigurationException(property
                    + " is stored as JSON, but there is neither Jackson 3 (tools.jackson.core:jackson-databind) nor a"
                    + " service " + JsonCodec.class.getName() + " on the class path; add one");
        }
    }

    private static Optional<JsonCodec> service(@Nullable ClassLoader loader) {
        return ServiceLoader.load(JsonCodec.class, loader).findFirst();
    }
}
