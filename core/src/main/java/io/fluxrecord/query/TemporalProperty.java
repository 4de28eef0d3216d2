package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.function.Function;

/**
 * A property that holds a date or a time.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public final class TemporalProperty<E, V extends Temporal> extends Property<E, V> implements TemporalExpression<E, V> {

    /** Describe a property; called by generated code. */
    public TemporalProperty(GeneratedMapping<E> mapping, int index) {
        super(mapping, index);
    }

    /** Describe a property of moments, which are read from times with an offset; called by generated code. */
    public static <E> TemporalProperty<E, Instant> ofInstant(GeneratedMapping<E> mapping, int index) {
        return new TemporalProperty<>(Property.described(
                mapping, index, Function.identity(), stored -> ((OffsetDateTime) stored).toInstant()));
    }

    private TemporalProperty(ValueType<V> type) {
        super(type);
    }
}
