package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement.Assignment;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A property of a model, as the generated class offers it: {@code Product_.name}. It is a value that is stored, so it
 * can be set as well. Immutable.
 *
 * <p>A value that is finer than the column is rounded as a save rounds it, so that a record is found by the value that
 * it was given; not so in comparisons by order, where 0.20 is more than 0.196.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public class Property<E, V> implements Expression<E, V> {

    private final Column column;
    private final Term<V> term;

    /**
     * Describe a property; called by generated code.
     *
     * @param index of its column
     * @param toDatabase turns a value into what is bound; never called with null
     */
    public Property(GeneratedMapping<E> mapping, int index, Function<V, ?> toDatabase) {
        this(described(mapping, index, toDatabase, stored -> restored(mapping, index, stored)));
    }

    static <V> ValueType<V> described(
            GeneratedMapping<?> mapping, int index, Function<V, ?> toDatabase, Function<Object, V> fromDatabase) {
        return new ValueType<>(
                mapping.name() + "." + mapping.properties().get(index).name(),
                mapping.column(index).type(),
                mapping.column(index),
                toDatabase,
                fromDatabase);
    }

    /** Describe a property whose values are bound as they are; called by generated code. */
    public Property(GeneratedMapping<E> mapping, int index) {
        this(mapping, index, Function.identity());
    }

    Property(ValueType<V> type) {
        column = Term.required(type.column(), "column");
        term = new Term<>(column, type);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The mapping and the constant of a property are generated from one declaration.
    private static <V> V restored(GeneratedMapping<?> mapping, int index, Object stored) {
        return (V) Term.required(mapping.restore(stored, index), "value");
    }

    @Override
    public final Term<V> term() {
        return term;
    }

    @Override
    @SafeVarargs
    public final Condition<E> in(V... values) {
        return in(Arrays.asList(values));
    }

    @Override
    @SafeVarargs
    public final Condition<E> notIn(V... values) {
        return notIn(Arrays.asList(values));
    }

    /** Set this property to the value in a bulk update. */
    public final Change<E> set(V value) {
        return new Change<>(new Assignment(column, term.type().param(value)));
    }

    /** Set this property to another value of the record in a bulk update, as it was before. */
    public final <X extends E> Change<X> set(Expression<? super X, V> value) {
        return new Change<>(new Assignment(column, value.term().node()));
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
        return term.toString();
    }
}
