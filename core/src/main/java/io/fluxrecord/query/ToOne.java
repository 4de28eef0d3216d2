package io.fluxrecord.query;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.OfRecord;
import io.fluxrecord.sql.Related;
import io.fluxrecord.sql.Related.Lifted;
import io.fluxrecord.sql.Relation;
import io.fluxrecord.sql.SqlExpression;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation to one, as the generated class offers it: {@code Order_.customer}. What is said of the other record is
 * {@linkplain #to lifted} to the record that has the relation:
 *
 * <pre>{@code
 * OrderLine_.order.to(Order_.customer).to(Customer_.country).eq("IS")
 * }</pre>
 *
 * <p>A record that is not there, because no key refers to one or because it is soft-deleted, is unknown: neither a
 * condition that is lifted nor its {@code not()} holds, and values are null. The query keeps its rows: it is joined
 * from the left unless the key is required and the other model has no scope. Equal paths are one join.
 *
 * <p>Immutable.
 *
 * @param <E> the model that has it
 * @param <T> the model that it leads to
 * @since 0.1
 */
public final class ToOne<E, T> implements Grouping<E> {

    private final Path path;

    private ToOne(Path path) {
        this.path = path;
    }

    /** Describe the relation of one of the foreign keys of a model; called by generated code. */
    public static <E, T> ToOne<E, T> foreignKey(GeneratedMapping<E> owner, String property, Class<T> target) {
        return new ToOne<>(new Path(null, new Relation(owner.type(), property, target, false), false));
    }

    /** Group by the other record: of it, all columns can be selected. Where it is not there, that is one group. */
    @Override
    public SqlExpression grouping() {
        return new Related.KeyOf(path);
    }

    /** Select something of the other record, such as a projection; null where there is none. */
    public <R> Selection<E, R> to(Selection<? super T, R> selection) {
        return new Derived.Selected<>(selection.reading().at(path));
    }

    /** Return a value of the other record; null where there is none. The key of the other record needs no join. */
    public <V> Expression<E, V> to(Expression<? super T, V> expression) {
        return new Derived.Plain<>(lifted(expression.term()));
    }

    /** Return a value of the other record, as {@link #to(Expression)} does. */
    public <V> ComparableExpression<E, V> to(ComparableExpression<? super T, V> expression) {
        return new Derived.Ordered<>(lifted(expression.term()));
    }

    /** Return a number of the other record, as {@link #to(Expression)} does. */
    public <V extends Number> NumericExpression<E, V> to(NumericExpression<? super T, V> expression) {
        return new Derived.Numeric<>(lifted(expression.term()));
    }

    /** Return a text of the other record, as {@link #to(Expression)} does. */
    public TextExpression<E> to(TextExpression<? super T> expression) {
        return new Derived.Text<>(lifted(expression.term()));
    }

    /** Return a date or time of the other record, as {@link #to(Expression)} does. */
    public <V extends Temporal> TemporalExpression<E, V> to(TemporalExpression<? super T, V> expression) {
        return new Derived.Time<>(lifted(expression.term()));
    }

    /** Return a condition on the other record; where there is none, neither it nor its {@code not()} holds. */
    public Condition<E> to(Condition<? super T> condition) {
        return new Derived.Truth<>(new Predicate.IsTrue(new Lifted(path, condition.predicate())));
    }

    /** Return a relation of the other record as one of this. */
    public <U> ToOne<E, U> to(ToOne<? super T, U> relation) {
        return new ToOne<>(path.then(relation.path));
    }

    /** Return the records that a relation of the other record leads to. */
    public <U> ToMany<E, U> to(ToMany<? super T, U> relation) {
        return relation.at(path);
    }

    private <V> Term<V> lifted(Term<V> term) {
        return term.with(new Lifted(path, term.node()));
    }

    /**
     * Match records that refer to this one. Its key is read when the query runs, which signals
     * {@link IllegalArgumentException} if it has none.
     */
    public Condition<E> eq(T record) {
        return said(new OfRecord.OneOf(List.of(required(record))), false);
    }

    /** Match records whose two relations lead to the same record. */
    public <X extends E> Condition<X> eq(ToOne<? super X, T> other) {
        return new Derived.Truth<>(new OfRecord(path, new OfRecord.SameAs(other.path), false));
    }

    /** Match records that refer to another one than this. */
    public Condition<E> ne(T record) {
        return said(new OfRecord.OneOf(List.of(required(record))), true);
    }

    /** Match records whose two relations lead to different records. */
    public <X extends E> Condition<X> ne(ToOne<? super X, T> other) {
        return new Derived.Truth<>(new OfRecord(path, new OfRecord.SameAs(other.path), true));
    }

    /** Match records that refer to one of these; none matches an empty collection. */
    public Condition<E> in(Collection<? extends T> records) {
        return among(records, false);
    }

    /** Match records that refer to one that the query emits. */
    public Condition<E> in(Subquery<T> query) {
        return said(new OfRecord.Among(Term.required(query, "query").statement()), false);
    }

    /** Match records that refer to one, but to none of these. */
    public Condition<E> notIn(Collection<? extends T> records) {
        return among(records, true);
    }

    /** Match records that refer to one, but to none that the query emits. */
    public Condition<E> notIn(Subquery<T> query) {
        return said(new OfRecord.Among(Term.required(query, "query").statement()), true);
    }

    /** Match records that refer to none. */
    public Condition<E> isNull() {
        return said(new OfRecord.Referred(), true);
    }

    /** Match records that refer to one, whether it is there or not. */
    public Condition<E> isNotNull() {
        return said(new OfRecord.Referred(), false);
    }

    /** Match records that refer to one that is there, and not soft-deleted. */
    public Condition<E> isPresent() {
        return said(new OfRecord.Present(), false);
    }

    /** Match records that refer to none, or to one that is not there or is soft-deleted. */
    public Condition<E> isAbsent() {
        return said(new OfRecord.Present(), true);
    }

    /** Return this relation such that a soft-deleted record is there, too. */
    public ToOne<E, T> includeDeleted() {
        return new ToOne<>(new Path(path.before(), path.relation(), true));
    }

    Path path() {
        return path;
    }

    private Condition<E> among(Collection<? extends T> records, boolean negated) {
        if (records.isEmpty()) {
            return new Derived.Truth<>(new Predicate.Constant(negated));
        }
        return said(
                new OfRecord.OneOf(records.stream().<Object>map(this::required).toList()), negated);
    }

    private Condition<E> said(OfRecord.Test test, boolean negated) {
        return new Derived.Truth<>(new OfRecord(path, test, negated));
    }

    private T required(@Nullable T record) {
        if (record == null) {
            throw new IllegalArgumentException(this + " is compared with null; use isNull() or isNotNull()");
        }
        return record;
    }

    @Override
    public String toString() {
        Relation relation = path.relation();
        return relation.source().getSimpleName() + "." + relation.property();
    }
}
