package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.sql.Many;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Related.Lifted;
import io.fluxrecord.sql.Related.OfMany;
import io.fluxrecord.sql.Relation;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * A relation to many, as the generated class offers it: {@code Customer_.orders}. In a query it is a subquery, so that
 * it never multiplies rows:
 *
 * <pre>{@code
 * Customer_.query().where(
 *         Customer_.orders.any(Order_.total.gt(HUNDRED)),
 *         Customer_.orders.where(Order.OPEN).sum(Order_.total).gt(1_000));
 * }</pre>
 *
 * <p>Soft-deleted records are none of the many, unless {@link #includeDeleted()} is said. Immutable.
 *
 * @param <E> the model that has it
 * @param <T> the model of the others
 * @since 0.1
 */
public final class ToMany<E, T> {

    private final @Nullable Path at;
    private final Many many;

    private ToMany(@Nullable Path at, Many many) {
        this.at = at;
        this.many = many;
    }

    /**
     * Describe the relation that a foreign key of another model declares; called by generated code.
     *
     * @param inverse the property of the other model that refers to this one
     */
    public static <E, T> ToMany<E, T> inverse(
            GeneratedMapping<E> owner, String property, Class<T> target, String inverse) {
        return new ToMany<>(
                null,
                new Many(null, new Relation(target, inverse, owner.type(), true), Predicate.Constant.TRUE, false));
    }

    <X> ToMany<X, T> at(Path path) {
        return new ToMany<>(at == null ? path : path.then(at), many);
    }

    /** Return the records that a relation of the many leads to, each as often as it comes. */
    public <U> ToMany<E, U> to(ToOne<? super T, U> relation) {
        Path path = relation.path();
        if (path.before() != null) {
            throw new IllegalArgumentException("A relation to many goes on by one relation after another: to(a).to(b)");
        }
        return new ToMany<>(at, new Many(many, path.relation(), Predicate.Constant.TRUE, path.deleted()));
    }

    /** Return the records that a relation of the many leads to. */
    public <U> ToMany<E, U> to(ToMany<? super T, U> relation) {
        if (relation.at != null) {
            throw new IllegalArgumentException("A relation to many goes on by one relation after another: to(a).to(b)");
        }
        return new ToMany<>(at, after(relation.many));
    }

    private Many after(Many next) {
        Many before = next.before() == null ? many : after(next.before());
        return new Many(before, next.relation(), next.where(), next.deleted());
    }

    /** Keep only records that meet all of these conditions. */
    @SafeVarargs
    public final ToMany<E, T> where(Condition<? super T>... conditions) {
        Predicate all = Condition.<T>all(conditions).predicate();
        Term.requireNoAggregate(all, "where()");
        return new ToMany<>(at, many.where(all));
    }

    /** Let soft-deleted records in as well. */
    public ToMany<E, T> includeDeleted() {
        return new ToMany<>(at, new Many(many.before(), many.relation(), many.where(), true));
    }

    /** Match where there is a record that meets all of these conditions; without any, where there is one. */
    @SafeVarargs
    public final Condition<E> any(Condition<? super T>... conditions) {
        return exists(where(conditions).many, false);
    }

    /** Match where there is no record that meets all of these conditions. */
    @SafeVarargs
    public final Condition<E> none(Condition<? super T>... conditions) {
        return exists(where(conditions).many, true);
    }

    /** Match where no record fails to meet all of these conditions, or leaves it unknown whether it does. */
    @SafeVarargs
    public final Condition<E> every(Condition<? super T>... conditions) {
        Predicate all = Condition.<T>all(conditions).predicate();
        Term.requireNoAggregate(all, "every()");
        SqlExpression holds = new SqlExpression.Case(all, new SqlExpression.Literal(1), new SqlExpression.Literal(0));
        Predicate fails = new Predicate.Comparison(holds, Predicate.Operator.EQ, new SqlExpression.Literal(0));
        return exists(many.where(fails), true);
    }

    private Condition<E> exists(Many of, boolean negated) {
        Predicate any = new Predicate.AnyOfMany(of, negated);
        return new Derived.Truth<>(at == null ? any : new Predicate.IsTrue(new Lifted(at, any)));
    }

    /** Return how many records there are. */
    public NumericExpression<E, Long> count() {
        return new Derived.Numeric<>(new Term<>(of(Aggregate.COUNT_OF_ROWS), ValueType.LONG));
    }

    /** Return the sum of a number of theirs; null if there is none. */
    public NumericExpression<E, BigDecimal> sum(NumericExpression<? super T, ?> of) {
        return new Derived.Numeric<>(aggregate(of.sum().term()));
    }

    /** Return the average of a number of theirs; null if there is none. */
    public NumericExpression<E, BigDecimal> avg(NumericExpression<? super T, ?> of) {
        return new Derived.Numeric<>(aggregate(of.avg().term()));
    }

    /** Return the least of a value of theirs; null if there is none. */
    public <V> ComparableExpression<E, V> min(ComparableExpression<? super T, V> of) {
        return new Derived.Ordered<>(aggregate(of.min().term()));
    }

    /** Return the least of a number of theirs; null if there is none. */
    public <V extends Number> NumericExpression<E, V> min(NumericExpression<? super T, V> of) {
        return new Derived.Numeric<>(aggregate(of.min().term()));
    }

    /** Return the least of a text of theirs; null if there is none. */
    public TextExpression<E> min(TextExpression<? super T> of) {
        return new Derived.Text<>(aggregate(of.min().term()));
    }

    /** Return the first of a date or time of theirs; null if there is none. */
    public <V extends Temporal> TemporalExpression<E, V> min(TemporalExpression<? super T, V> of) {
        return new Derived.Time<>(aggregate(of.min().term()));
    }

    /** Return the greatest of a value of theirs; null if there is none. */
    public <V> ComparableExpression<E, V> max(ComparableExpression<? super T, V> of) {
        return new Derived.Ordered<>(aggregate(of.max().term()));
    }

    /** Return the greatest of a number of theirs; null if there is none. */
    public <V extends Number> NumericExpression<E, V> max(NumericExpression<? super T, V> of) {
        return new Derived.Numeric<>(aggregate(of.max().term()));
    }

    /** Return the greatest of a text of theirs; null if there is none. */
    public TextExpression<E> max(TextExpression<? super T> of) {
        return new Derived.Text<>(aggregate(of.max().term()));
    }

    /** Return the last of a date or time of theirs; null if there is none. */
    public <V extends Temporal> TemporalExpression<E, V> max(TemporalExpression<? super T, V> of) {
        return new Derived.Time<>(aggregate(of.max().term()));
    }

    /** Return a text of theirs as one, in their own order and with a separator between them; null if there is none. */
    public TextExpression<E> joined(TextExpression<? super T> text, String separator) {
        return new Derived.Text<>(aggregate(text.joined(separator).term()));
    }

    /** Return any value of the many that aggregates them: {@code value(Order_.total.sum().dividedBy(count()))}. */
    public <V> Expression<E, V> value(Expression<? super T, V> aggregate) {
        return new Derived.Plain<>(aggregate(aggregate.term()));
    }

    private <V> Term<V> aggregate(Term<V> term) {
        return term.with(of(term.node()));
    }

    private SqlExpression of(SqlExpression aggregate) {
        SqlExpression of = new OfMany(many, aggregate);
        return at == null ? of : new Lifted(at, of);
    }

    @Override
    public String toString() {
        Relation relation = many.relation();
        return relation.source().getSimpleName() + " to many "
                + relation.target().getSimpleName();
    }
}
