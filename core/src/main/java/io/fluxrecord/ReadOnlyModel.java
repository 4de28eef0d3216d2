package io.fluxrecord;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.internal.record.Mapping;

/**
 * A model at run time whose records are only read: how to find and query them. {@code CityStatistics_.model()} returns
 * it. Safe for all threads.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class ReadOnlyModel<E extends ReadOnlyRecord<E>> extends ReadableModel<E> {

    private ReadOnlyModel(Mapping<E> mapping) {
        super(mapping);
    }

    /**
     * Return the model of a class.
     *
     * @throws io.fluxrecord.error.ConfigurationException if the annotation processor did not see the class
     */
    @SuppressWarnings("unchecked") // A model is registered under the class that its mapping is for.
    public static <E extends ReadOnlyRecord<E>> ReadOnlyModel<E> of(Class<E> type) {
        return (ReadOnlyModel<E>) KnownModels.of(type);
    }

    /** Make a model known; called by generated code. Returns the model that is known already, if there is one. */
    @SuppressWarnings("unchecked") // As above.
    public static <E extends ReadOnlyRecord<E>> ReadOnlyModel<E> register(GeneratedMapping<E> mapping) {
        return (ReadOnlyModel<E>) KnownModels.register(new ReadOnlyModel<>(new Mapping<>(mapping)));
    }

    /** Start a query over all records. */
    public ReadOnlyQuery<E> query() {
        return new ReadOnlyQuery<>(this);
    }
}
