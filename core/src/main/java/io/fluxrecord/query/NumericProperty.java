package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement.Assignment;
import io.fluxrecord.sql.SqlType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property that holds a number.
 *
 * @param <E> the model
 * @param <V> the type of the property
 * @since 0.1
 */
public final class NumericProperty<E, V extends Number> extends ComparableProperty<E, V> {

    /** A number that no {@code smallint} is, so that the database refuses it. */
    private static final int OUT_OF_RANGE = Short.MAX_VALUE + 1;

    private final @Nullable Column primitive;

    /** Describe a property whose values are bound as they are; called by generated code. */
    public NumericProperty(String name, Column column) {
        super(name, column);
        primitive = null;
    }

    /**
     * Describe a component of an embedded value, whose values are bound as they are; called by generated code.
     *
     * @param primitive the column of a primitive component of it, null where all of the embedded value is
     */
    public NumericProperty(String name, Column column, Column primitive) {
        super(name, column);
        this.primitive = primitive;
    }

    /** Describe the same of values that are bound as others; called by generated code. */
    public NumericProperty(String name, Column column, Column primitive, Function<V, ?> toDatabase) {
        super(name, column, toDatabase);
        this.primitive = primitive;
    }

    /** Describe a property; called by generated code. */
    public NumericProperty(String name, Column column, Function<V, ?> toDatabase) {
        super(name, column, toDatabase);
        primitive = null;
    }

    /**
     * Add the amount, which may be negative, to this property in a bulk update, or to 0 where that is null; the
     * database adds, so none is lost. Where this is a component of an embedded value that is null, and others of it are
     * primitive, it stays null: those would have no value.
     */
    public Change<E> increment(V amount) {
        SqlExpression current = column().nullable() ? new SqlExpression.OrZero(column()) : column();
        SqlExpression sum = new SqlExpression.Sum(current, param(amount));
        if (amount instanceof Byte number) {
            sum = within(current, sum, number);
        }
        return new Change<>(new Assignment(
                column(),
                primitive == null ? sum : new SqlExpression.Case(new Predicate.IsNull(primitive, true), sum, null)));
    }

    /** No database has a type of a byte, so the column would take a sum that no {@code Byte} is. */
    private static SqlExpression within(SqlExpression current, SqlExpression sum, byte amount) {
        Predicate fits = new Predicate.Between(
                current,
                Param.of(SqlType.SMALLINT, (short) (Byte.MIN_VALUE - amount)),
                Param.of(SqlType.SMALLINT, (short) (Byte.MAX_VALUE - amount)));
        return new SqlExpression.Case(fits, sum, new SqlExpression.Literal(OUT_OF_RANGE));
    }
}
