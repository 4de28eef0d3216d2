package io.fluxrecord.query;

import io.fluxrecord.sql.Predicate;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the records of one model, which is a value that is true, false or null, which is unknown. Immutable;
 * made by expressions. Conditions that are built on one share it, so that {@code and}, {@code or} and {@code not} take
 * the same time however long it is, and {@link #any(Collection)} joins any number.
 *
 * <p>A chain of {@code and}, or of {@code or}, is one level, however it is nested. A statement whose condition has more
 * than 32 levels, one inside the other, joins more than 100,000 conditions, or has more values than the database takes
 * as parameters, is not sent: its publisher signals {@link IllegalArgumentException}, and a transaction around it can
 * go on.
 *
 * @param <E> the record that it is said of; what is said of a supertype fits as well
 * @since 0.1
 */
public interface Condition<E> extends Expression<E, Boolean> {

    /** Return the predicate in the statement's tree. */
    Predicate predicate();

    @Override
    default Term<Boolean> term() {
        return new Term<>(predicate(), ValueType.BOOLEAN);
    }

    /** Return a condition that holds where this and the other one do. */
    default <X extends E> Condition<X> and(Condition<? super X> other) {
        return new Derived.Truth<>(Predicate.and(predicate(), required(other)));
    }

    /** Return a condition that holds where this or the other one does. */
    default <X extends E> Condition<X> or(Condition<? super X> other) {
        return new Derived.Truth<>(Predicate.or(predicate(), required(other)));
    }

    /**
     * Return a condition that holds where this one does not; as in SQL, a comparison with a null holds on neither side.
     * Twice, it is this one again.
     */
    default Condition<E> not() {
        return new Derived.Truth<>(Predicate.not(predicate()));
    }

    /** Return a condition that holds where all of these do; of none, it always does. */
    @SafeVarargs
    static <E> Condition<E> all(Condition<? super E>... conditions) {
        return Condition.<E>all(Arrays.<Condition<? super E>>asList(conditions));
    }

    /** Return a condition that holds where any of these does; of none, it never does. */
    @SafeVarargs
    static <E> Condition<E> any(Condition<? super E>... conditions) {
        return Condition.<E>any(Arrays.<Condition<? super E>>asList(conditions));
    }

    /** Return a condition that holds where all of these do; of none, it always does. */
    static <E> Condition<E> all(Collection<? extends Condition<? super E>> conditions) {
        Predicate all = Predicate.Constant.TRUE;
        for (Condition<? super E> condition : conditions) {
            all = Predicate.and(all, required(condition));
        }
        return new Derived.Truth<>(all);
    }

    /** Return a condition that holds where any of these does; of none, it never does. */
    static <E> Condition<E> any(Collection<? extends Condition<? super E>> conditions) {
        Predicate any = null;
        for (Condition<? super E> condition : conditions) {
            any = any == null ? required(condition) : Predicate.or(any, required(condition));
        }
        return new Derived.Truth<>(any == null ? new Predicate.Constant(false) : any);
    }

    private static Predicate required(@Nullable Condition<?> other) {
        if (other == null) {
            throw new IllegalArgumentException("A condition was joined with null");
        }
        return other.predicate();
    }
}
