package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import java.time.temporal.Temporal;

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
}
