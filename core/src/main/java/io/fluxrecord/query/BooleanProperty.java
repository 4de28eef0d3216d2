package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.sql.Predicate;

/**
 * A property that is true or false, and so a condition itself: {@code Order_.paid} is {@code Order_.paid.eq(true)}.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class BooleanProperty<E> extends Property<E, Boolean> implements Condition<E> {

    /** Describe a property; called by generated code. */
    public BooleanProperty(GeneratedMapping<E> mapping, int index) {
        super(mapping, index);
    }

    @Override
    public Predicate predicate() {
        return new Predicate.IsTrue(column());
    }
}
