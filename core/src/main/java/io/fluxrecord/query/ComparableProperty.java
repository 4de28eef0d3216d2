package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import java.util.function.Function;

/**
 * A property whose values the database can order.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public final class ComparableProperty<E, V> extends Property<E, V> implements ComparableExpression<E, V> {

    /** Describe a property whose values are bound as they are; called by generated code. */
    public ComparableProperty(GeneratedMapping<E> mapping, int index) {
        super(mapping, index);
    }

    /** Describe a property; called by generated code. */
    public ComparableProperty(GeneratedMapping<E> mapping, int index, Function<V, ?> toDatabase) {
        super(mapping, index, toDatabase);
    }
}
