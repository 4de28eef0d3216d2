package io.fluxrecord.query;

import io.fluxrecord.sql.Predicate;
import java.util.List;

/**
 * A condition on the records of one model. Immutable; made by the typed properties of the generated class.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class Condition<E> {

    private final Predicate predicate;

    Condition(Predicate predicate) {
        this.predicate = predicate;
    }

    /** Return a condition that holds where this and the other one do. */
    public Condition<E> and(Condition<E> other) {
        return new Condition<>(new Predicate.Junction(true, List.of(predicate, other.predicate)));
    }

    /** Return a condition that holds where this or the other one does. */
    public Condition<E> or(Condition<E> other) {
        return new Condition<>(new Predicate.Junction(false, List.of(predicate, other.predicate)));
    }

    /**
     * Return a condition that holds where this one does not; as in SQL, a comparison with a null column holds on
     * neither side.
     */
    public Condition<E> not() {
        return new Condition<>(new Predicate.Not(predicate));
    }

    /** Return the predicate in the statement's tree. */
    public Predicate predicate() {
        return predicate;
    }
}
