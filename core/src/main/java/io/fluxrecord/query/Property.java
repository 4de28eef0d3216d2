package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement.Assignment;
import io.fluxrecord.sql.SqlStatement.Ordering;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property of a model, as the generated class offers it: {@code Product_.name}. It makes conditions, orders and
 * changes. Immutable.
 *
 * <p>Values are always bound, never part of the SQL text. A null value is refused with
 * {@link IllegalArgumentException}: SQL compares nothing with null, {@link #isNull()} does. A value that is finer than
 * the column is rounded as a save rounds it, so that a record is found by the value that it was given; not so in
 * comparisons by order, where 0.20 is more than 0.196.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public class Property<E, V> {

    private final String name;
    private final Column column;
    private final Function<V, ?> toDatabase;

    /**
     * Describe a property; called by generated code.
     *
     * @param name the model and the property, for messages: {@code "Product.name"}
     * @param toDatabase turns a value into what is bound; never called with null
     */
    public Property(String name, Column column, Function<V, ?> toDatabase) {
        this.name = name;
        this.column = column;
        this.toDatabase = toDatabase;
    }

    /** Describe a property whose values are bound as they are; called by generated code. */
    public Property(String name, Column column) {
        this(name, column, Function.identity());
    }

    /** Match records in which this property equals the value. */
    public final Condition<E> eq(V value) {
        return compare(Operator.EQ, value);
    }

    /** Match records in which this property is not null and differs from the value. */
    public final Condition<E> ne(V value) {
        return compare(Operator.NE, value);
    }

    /** Match records in which this property is null. */
    public final Condition<E> isNull() {
        return new Condition<>(new Predicate.IsNull(column, false));
    }

    /** Match records in which this property is not null. */
    public final Condition<E> isNotNull() {
        return new Condition<>(new Predicate.IsNull(column, true));
    }

    /** Match records in which this property equals one of the values; none matches an empty list. */
    @SafeVarargs
    public final Condition<E> in(V... values) {
        return in(Arrays.asList(values));
    }

    /**
     * Match records in which this property equals one of the values; none matches an empty collection. However many
     * they are, they are one parameter.
     */
    public final Condition<E> in(Collection<? extends V> values) {
        return in(values, false);
    }

    /**
     * Match records in which this property is not null and equals none of the values; an empty list excludes nothing.
     */
    @SafeVarargs
    public final Condition<E> notIn(V... values) {
        return notIn(Arrays.asList(values));
    }

    /**
     * Match records in which this property is not null and equals none of the values; an empty collection excludes
     * nothing.
     */
    public final Condition<E> notIn(Collection<? extends V> values) {
        return in(values, true);
    }

    /** Order by this property, smallest first. */
    public final Sort<E> asc() {
        return new Sort<>(new Ordering(column, false, null));
    }

    /** Order by this property, greatest first. */
    public final Sort<E> desc() {
        return new Sort<>(new Ordering(column, true, null));
    }

    /** Set this property to the value in a bulk update. */
    public final Change<E> set(V value) {
        return new Change<>(new Assignment(column, param(value)));
    }

    /** Set this property to null in a bulk update. */
    public final Change<E> setNull() {
        return new Change<>(new Assignment(column, Param.of(column.type(), null)));
    }

    /** Return the column that stores this property. */
    public final Column column() {
        return column;
    }

    @Override
    public final String toString() {
        return name;
    }

    final Condition<E> compare(Operator operator, V value) {
        return new Condition<>(new Predicate.Comparison(column, operator, param(value)));
    }

    final SqlExpression param(V value) {
        return new Param(column.type(), bound(value), false, column);
    }

    private Condition<E> in(Collection<? extends V> values, boolean negated) {
        if (values.isEmpty()) {
            return new Condition<>(new Predicate.Constant(negated));
        }
        Object[] bound = values.stream().map(this::bound).toArray();
        return new Condition<>(new Predicate.In(column, new Param(column.type(), bound, true, column), negated));
    }

    private Object bound(@Nullable V value) {
        return toDatabase.apply(required(value));
    }

    /** Return a value that is not null, or fail. */
    final <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    name + " is compared with or set to null; use isNull(), isNotNull() or setNull()");
        }
        return value;
    }
}
