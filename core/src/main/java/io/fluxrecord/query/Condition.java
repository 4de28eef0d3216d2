package io.fluxrecord.query;

import io.fluxrecord.sql.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the records of one model. Immutable; made by the typed properties of the generated class. Conditions
 * that are built on one share it, so that {@code and}, {@code or} and {@code not} take the same time however long it
 * is, and {@code conditions.reduce(Condition::or)} joins any number.
 *
 * <p>A chain of {@code and}, or of {@code or}, is one level, however it is nested. A statement whose condition has more
 * than 32 levels, one inside the other, joins more than 100,000 conditions, or has more values than the database takes
 * as parameters, is not sent: its publisher signals {@link IllegalArgumentException}, and a transaction around it can
 * go on.
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
        return new Condition<>(Predicate.and(predicate, required(other)));
    }

    /** Return a condition that holds where this or the other one does. */
    public Condition<E> or(Condition<E> other) {
        return new Condition<>(Predicate.or(predicate, required(other)));
    }

    private static Predicate required(@Nullable Condition<?> other) {
        if (other == null) {
            throw new IllegalArgumentException("A condition was joined with null");
        }
        return other.predicate;
    }

    /**
     * Return a condition that holds where this one does not; as in SQL, a comparison with a null column holds on
     * neither side. Twice, it is this one again.
     */
    public Condition<E> not() {
        return new Condition<>(Predicate.not(predicate));
    }

    /** Return the predicate in the statement's tree. */
    public Predicate predicate() {
        return predicate;
    }
}
