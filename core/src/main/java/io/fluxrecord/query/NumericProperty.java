package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Call;
import io.fluxrecord.sql.SqlExpression.Literal;
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
public final class NumericProperty<E, V extends Number> extends Property<E, V> implements NumericExpression<E, V> {

    /** A number that no {@code smallint} is, so that the database refuses it. */
    private static final int OUT_OF_RANGE = Short.MAX_VALUE + 1;

    private final @Nullable Column primitive;

    /** Describe a property whose values are bound as they are; called by generated code. */
    public NumericProperty(GeneratedMapping<E> mapping, int index) {
        super(mapping, index);
        primitive = null;
    }

    /**
     * Describe a component of an embedded value, whose values are bound as they are; called by generated code.
     *
     * @param primitive the column of a primitive component of it, null where all of the embedded value is
     */
    public NumericProperty(GeneratedMapping<E> mapping, int index, Column primitive) {
        super(mapping, index);
        this.primitive = primitive;
    }

    /** Describe the same of values that are bound as others; called by generated code. */
    public NumericProperty(GeneratedMapping<E> mapping, int index, Column primitive, Function<V, ?> toDatabase) {
        super(mapping, index, toDatabase);
        this.primitive = primitive;
    }

    /** Describe a property; called by generated code. */
    public NumericProperty(GeneratedMapping<E> mapping, int index, Function<V, ?> toDatabase) {
        super(mapping, index, toDatabase);
        primitive = null;
    }

    NumericProperty(ValueType<V> type) {
        super(type);
        primitive = null;
    }

    /**
     * Add the amount, which may be negative, to this property in a bulk update, or to 0 where that is null; the
     * database adds, so none is lost. Where this is a component of an embedded value that is null, and others of it are
     * primitive, it stays null: those would have no value.
     */
    public Change<E> increment(V amount) {
        return increment(term().type().param(amount));
    }

    /** Add the amount as {@link #increment(Number)} does. */
    public Change<E> increment(long amount) {
        return increment(term().type().number(amount));
    }

    private Change<E> increment(Param amount) {
        Column column = column();
        SqlExpression current = column.nullable()
                ? new Call(io.fluxrecord.sql.Function.COALESCE, column.type(), column, new Literal(0))
                : column;
        SqlExpression sum = new Call(io.fluxrecord.sql.Function.ADD, column.type(), current, amount);
        if (term().type().isByte()) {
            sum = within(current, sum, (Short) Term.required(amount.value(), "amount"));
        }
        return new Change<>(new Assignment(
                column,
                primitive == null ? sum : new SqlExpression.Case(new Predicate.IsNull(primitive, true), sum, null)));
    }

    /** No database has a type of a byte, so the column would take a sum that no {@code Byte} is. */
    private static SqlExpression within(SqlExpression current, SqlExpression sum, short amount) {
        Predicate fits = new Predicate.Between(
                current,
                Param.of(SqlType.SMALLINT, (short) (Byte.MIN_VALUE - amount)),
                Param.of(SqlType.SMALLINT, (short) (Byte.MAX_VALUE - amount)));
        return new SqlExpression.Case(fits, sum, new Literal(OUT_OF_RANGE));
    }
}
