package io.fluxrecord.query;

import io.fluxrecord.sql.Predicate;
import java.time.temporal.Temporal;

/** Expressions that are not stored. */
final class Derived {

    private Derived() {}

    record Plain<E, V>(Term<V> term) implements Expression<E, V> {}

    record Ordered<E, V>(Term<V> term) implements ComparableExpression<E, V> {}

    record Numeric<E, V extends Number>(Term<V> term) implements NumericExpression<E, V> {}

    record Text<E>(Term<String> term) implements TextExpression<E> {}

    record Time<E, V extends Temporal>(Term<V> term) implements TemporalExpression<E, V> {}

    record Selected<E, R>(Reading<R> reading) implements Selection<E, R> {}

    record Truth<E>(Predicate predicate) implements Condition<E> {}
}
