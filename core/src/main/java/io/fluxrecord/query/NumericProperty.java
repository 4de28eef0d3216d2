package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlStatement.Assignment;
import java.util.function.Function;

/**
 * A property that holds a number.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public final class NumericProperty<E, V extends Number> extends ComparableProperty<E, V> {

    /** Describe a property whose values are bound as they are; called by generated code. */
    public NumericProperty(String name, Column column) {
        super(name, column);
    }

    /** Describe a property; called by generated code. */
    public NumericProperty(String name, Column column, Function<V, ?> toDatabase) {
        super(name, column, toDatabase);
    }

    /**
     * Add the amount, which may be negative, to this property in a bulk update, or to 0 where that is null; the
     * database adds, so none is lost.
     */
    public Change<E> plus(V amount) {
        SqlExpression current = column().nullable() ? new SqlExpression.OrZero(column()) : column();
        return new Change<>(new Assignment(column(), new SqlExpression.Sum(current, param(amount))));
    }
}
