package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;

/**
 * A relation to many, as the generated class offers it: {@code Customer_.orders}.
 *
 * @param <E> the model that has it
 * @param <T> the model of the others
 * @since 0.1
 */
public final class ToMany<E, T> {

    private final GeneratedMapping<E> owner;
    private final String property;
    private final Class<T> target;
    private final String inverse;

    private ToMany(GeneratedMapping<E> owner, String property, Class<T> target, String inverse) {
        this.owner = owner;
        this.property = property;
        this.target = target;
        this.inverse = inverse;
    }

    /**
     * Describe the relation that a foreign key of another model declares; called by generated code.
     *
     * @param inverse the property of the other model that refers to this one
     */
    public static <E, T> ToMany<E, T> inverse(
            GeneratedMapping<E> owner, String property, Class<T> target, String inverse) {
        return new ToMany<>(owner, property, target, inverse);
    }

    @Override
    public String toString() {
        return owner.name() + "." + property + " of " + target.getSimpleName() + "." + inverse;
    }
}
