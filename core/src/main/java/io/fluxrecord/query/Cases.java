package io.fluxrecord.query;

import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Case;
import io.fluxrecord.sql.SqlExpression.Case.When;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values for the first condition that holds, begun by {@link Sql#when}: {@code when(c, 1).when(d, 2).otherwise(0)}.
 * Immutable.
 *
 * @param <E> the record that they are said of
 * @param <V> the type of the values
 * @param <X> the type of the expression that they are
 * @since 0.1
 */
public final class Cases<E, V, X> {

    private final List<When> whens;
    private final ValueType<V> type;
    private final Function<Term<V>, X> expression;

    Cases(List<When> whens, ValueType<V> type, Function<Term<V>, X> expression) {
        this.whens = List.copyOf(whens);
        this.type = type;
        this.expression = expression;
    }

    static <E, V, X> Cases<E, V, X> of(
            Condition<E> condition, SqlExpression value, ValueType<V> type, Function<Term<V>, X> expression) {
        return new Cases<>(List.of(new When(condition.predicate(), value)), type, expression);
    }

    /** Add a value for records that meet this condition, and none of those before. */
    public Cases<E, V, X> when(Condition<? super E> condition, V value) {
        return with(condition, type.typed(value));
    }

    /** Add a value for records that meet this condition, and none of those before. */
    public Cases<E, V, X> when(Condition<? super E> condition, Expression<? super E, V> value) {
        return with(condition, value.term().node());
    }

    private Cases<E, V, X> with(Condition<?> condition, SqlExpression value) {
        List<When> more = new ArrayList<>(whens);
        more.add(new When(condition.predicate(), value));
        return new Cases<>(more, type, expression);
    }

    /** Return the expression, which has this value where no condition holds. */
    public X otherwise(V value) {
        return end(type.typed(value));
    }

    /** Return the expression, which has this value where no condition holds. */
    public X otherwise(Expression<? super E, V> value) {
        return end(value.term().node());
    }

    /** Return the expression, which is null where no condition holds. */
    public X end() {
        return end((SqlExpression) null);
    }

    private X end(@Nullable SqlExpression otherwise) {
        return expression.apply(new Term<>(new Case(whens, otherwise), type));
    }
}
