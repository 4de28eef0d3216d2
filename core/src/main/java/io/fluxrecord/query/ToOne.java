package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;

/**
 * A relation to one, as the generated class offers it: {@code Order_.customer}.
 *
 * @param <E> the model that has it
 * @param <T> the model that it leads to
 * @since 0.1
 */
public final class ToOne<E, T> {

    private final GeneratedMapping<E> owner;
    private final String property;
    private final Class<T> target;

    private ToOne(GeneratedMapping<E> owner, String property, Class<T> target) {
        this.owner = owner;
        this.property = property;
        this.target = target;
    }

    /** Describe the relation of one of the foreign keys of a model; called by generated code. */
    public static <E, T> ToOne<E, T> foreignKey(GeneratedMapping<E> owner, String property, Class<T> target) {
        return new ToOne<>(owner, property, target);
    }

    @Override
    public String toString() {
        return owner.name() + "." + property + " to " + target.getSimpleName();
    }
}
