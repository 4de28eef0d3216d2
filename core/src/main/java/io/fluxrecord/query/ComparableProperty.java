package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Operator;
import java.util.function.Function;

/**
 * A property whose values the database can order: dates and times.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public class ComparableProperty<E, V> extends Property<E, V> {

    /** Describe a property whose values are bound as they are; called by generated code. */
    public ComparableProperty(String name, Column column) {
        super(name, column);
    }

    /** Describe a property; called by generated code. */
    public ComparableProperty(String name, Column column, Function<V, ?> toDatabase) {
        super(name, column, toDatabase);
    }

    /** Match records in which this property is less than the value. */
    public final Condition<E> lt(V value) {
        return compare(Operator.LT, value);
    }

    /** Match records in which this property is at most the value. */
    public final Condition<E> le(V value) {
        return compare(Operator.LE, value);
    }

    /** Match records in which this property is greater than the value. */
    public final Condition<E> gt(V value) {
        return compare(Operator.GT, value);
    }

    /** Match records in which this property is at least the value. */
    public final Condition<E> ge(V value) {
        return compare(Operator.GE, value);
    }

    /** Match records in which this property is at least {@code low} and at most {@code high}. */
    public final Condition<E> between(V low, V high) {
        return new Condition<>(new Predicate.Between(column(), param(low), param(high)));
    }
}
