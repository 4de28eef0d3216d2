package io.fluxrecord;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.internal.record.Mapping;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that generated classes have registered. */
final class KnownModels {

    private static final Logger log = LoggerFactory.getLogger(KnownModels.class);

    private static final ClassValue<AtomicReference<@Nullable ReadableModel<?>>> MODELS = new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable ReadableModel<?>> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    private KnownModels() {}

    /**
     * Return the model of a class.
     *
     * @throws ConfigurationException if the annotation processor did not see the class
     */
    static ReadableModel<?> of(Class<?> type) {
        ReadableModel<?> known = MODELS.get(type).get();
        return known != null ? known : load(type);
    }

    /**
     * Return how the records of a class are mapped.
     *
     * @throws ConfigurationException as {@link #of} does
     */
    static Mapping<?> mapping(Class<?> type) {
        return of(type).mapping();
    }

    /** Make a model known, unless its class has one; return the one that is known then. */
    static ReadableModel<?> register(ReadableModel<?> model) {
        AtomicReference<@Nullable ReadableModel<?>> known = MODELS.get(model.type());
        known.compareAndSet(null, model);
        return Objects.requireNonNull(known.get());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // A service is known by its raw class.
    private static ReadableModel<?> load(Class<?> type) {
        try {
            ServiceLoader.load(GeneratedMapping.class, type.getClassLoader()).stream()
                    .filter(provider -> provider.type().getName().equals(mappingName(type)))
                    .forEach(provider -> make(provider.get()));
        } catch (ServiceConfigurationError | LinkageError e) {
            log.debug("The list of models names one that is no longer there, or cannot be loaded", e);
        }
        ReadableModel<?> loaded = MODELS.get(type).get();
        return loaded != null ? loaded : initialize(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // As above.
    private static void make(GeneratedMapping mapping) {
        if (ReadOnlyRecord.class.isAssignableFrom(mapping.type())) {
            ReadOnlyModel.register(mapping);
        } else {
            Model.register(mapping);
        }
    }

    /**
     * A named module only offers the services that its module-info lists, so a model in one may not be found as a
     * service. Initializing its generated class by name registers it, and needs no access to any member.
     */
    private static ReadableModel<?> initialize(Class<?> type) {
        ConfigurationException unknown = new ConfigurationException(type.getName()
                + " is not a known model: compile it with fluxrecord-processor as annotation processor, and use the class itself,"
                + " not a subclass");
        try {
            Class.forName(generatedName(type), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            unknown.initCause(e);
            throw unknown;
        }
        ReadableModel<?> loaded = MODELS.get(type).get();
        if (loaded == null) {
            throw unknown;
        }
        return loaded;
    }

    private static String generatedName(Class<?> type) {
        return type.getName().replace('$', '_') + "_";
    }

    private static String mappingName(Class<?> type) {
        return generatedName(type) + "$Mapped";
    }
}
