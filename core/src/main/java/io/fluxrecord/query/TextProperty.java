package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;

/**
 * A property that holds text.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class TextProperty<E> extends Property<E, String> implements TextExpression<E> {

    /** Describe a property; called by generated code. */
    public TextProperty(GeneratedMapping<E> mapping, int index) {
        super(mapping, index);
    }

    TextProperty(ValueType<String> type) {
        super(type);
    }
}
