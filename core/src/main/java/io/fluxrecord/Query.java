package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.persistence.OrderTerms;
import io.fluxrecord.internal.persistence.Scope;
import io.fluxrecord.internal.persistence.Store;
import io.fluxrecord.query.Change;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Order;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlStatement.Assignment;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A query over the records of one model. Immutable: every method returns another query, and a query can be kept and run
 * any number of times.
 *
 * <pre>{@code
 * Flux<Product> cheap = Product_.query()
 *         .where(Product_.price.lt(TEN), Product_.name.like("L%"))
 *         .orderBy(Product_.name.asc())
 *         .limit(20)
 *         .all();
 * }</pre>
 *
 * <p>Nothing runs until the returned publisher is subscribed to. The connection is that of the transaction in the
 * subscriber's Context, else one borrowed for the statement and given back on completion, error or cancel. Soft-deleted
 * records are left out unless {@link #includeDeleted()} or {@link #onlyDeleted()} says otherwise.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class Query<E extends ActiveRecord<E>> {

    private final Model<E> model;
    private final Criteria criteria;

    Query(Model<E> model) {
        this(model, Criteria.EVERYTHING);
    }

    private Query(Model<E> model, Criteria criteria) {
        this.model = model;
        this.criteria = criteria;
    }

    /** Keep only records that meet all of these conditions, and all of earlier calls. */
    @SafeVarargs
    public final Query<E> where(Condition<E>... conditions) {
        Predicate all = Predicate.TRUE;
        for (Condition<E> condition : conditions) {
            all = Predicate.and(all, required(condition, "condition").predicate());
        }
        return with(criteria.where(all));
    }

    private static <T> T required(@Nullable T given, String what) {
        if (given == null) {
            throw new IllegalArgumentException("A query was given null as a " + what);
        }
        return given;
    }

    /** Order by these terms, after those of earlier calls. Without any, the order is the database's and may vary. */
    @SafeVarargs
    public final Query<E> orderBy(Order<E>... terms) {
        OrderTerms order = criteria.orderBy();
        for (Order<E> term : terms) {
            order = OrderTerms.then(order, required(term, "order").ordering());
        }
        return with(criteria.orderBy(order));
    }

    /** Emit at most so many records. */
    public Query<E> limit(long limit) {
        return with(criteria.limit(notNegative(limit, "limit")));
    }

    /** Skip so many records. */
    public Query<E> offset(long offset) {
        return with(criteria.offset(notNegative(offset, "offset")));
    }

    /**
     * Ask the database for so many rows at a time, as the subscriber requests them, instead of for all. Defaults to 0,
     * which is all. Inside a transaction, another statement that comes before the end of the result takes the rest of
     * it into memory first: one connection runs one statement at a time.
     */
    public Query<E> fetchSize(int rows) {
        return with(criteria.fetchSize((int) notNegative(rows, "fetchSize")));
    }

    /**
     * Lock the rows that are emitted against writers and other locks, until the transaction ends ({@code FOR UPDATE}).
     * Outside a transaction, {@link #all()}, {@link #one()} and {@link #first()} signal
     * {@link io.fluxrecord.error.TransactionStateException}.
     */
    public Query<E> forUpdate() {
        return with(criteria.lock(new Lock(Lock.Strength.UPDATE, Lock.Waiting.WAIT)));
    }

    /**
     * Lock the rows that are emitted against writers, until the transaction ends ({@code FOR SHARE}); as
     * {@link #forUpdate()} otherwise. H2 has no such lock: the query signals
     * {@link io.fluxrecord.error.ConfigurationException}.
     */
    public Query<E> forShare() {
        return with(criteria.lock(new Lock(Lock.Strength.SHARE, Lock.Waiting.WAIT)));
    }

    /**
     * Leave out rows that another transaction has locked, instead of waiting for them.
     *
     * @throws IllegalStateException if this query does not lock
     */
    public Query<E> skipLocked() {
        return with(criteria.lock(lock("skipLocked()").waiting(Lock.Waiting.SKIP_LOCKED)));
    }

    /**
     * Fail with the driver's error when another transaction has locked a row, instead of waiting for it.
     *
     * @throws IllegalStateException if this query does not lock
     */
    public Query<E> noWait() {
        return with(criteria.lock(lock("noWait()").waiting(Lock.Waiting.NO_WAIT)));
    }

    private Lock lock(String asked) {
        Lock lock = criteria.lock();
        if (lock == null) {
            throw new IllegalStateException(asked + " says how a lock waits: call forUpdate() or forShare() before it");
        }
        return lock;
    }

    /** Let soft-deleted records in as well. */
    public Query<E> includeDeleted() {
        return with(criteria.scope(Scope.ALL));
    }

    /**
     * Keep only soft-deleted records.
     *
     * @throws IllegalStateException if the model is not {@link SoftDeletable}
     */
    public Query<E> onlyDeleted() {
        if (!model.mapping().has(Role.DELETED_AT)) {
            throw new IllegalStateException(
                    model.mapping().name() + " is not SoftDeletable, so none of its records is marked as deleted");
        }
        return with(criteria.scope(Scope.DELETED));
    }

    /**
     * Let {@link #update} leave {@code updated_at} as it is, for changes that are no edits, such as imports and
     * corrections. Versions are raised all the same. Reads and deletes never move that time, so for them this changes
     * nothing.
     *
     * @throws IllegalStateException if the model has no {@link UpdatedAt}
     */
    public Query<E> keepUpdatedAt() {
        if (!model.mapping().has(Role.UPDATED_AT)) {
            throw new IllegalStateException(
                    model.mapping().name() + " is not UpdatedAt, so it has no update time to keep");
        }
        return with(criteria.keepUpdatedAt());
    }

    /**
     * Emit all records that match, in the order asked for; none is an empty {@code Flux}. Rows are read as they are
     * requested.
     */
    @CheckReturnValue
    public Flux<E> all() {
        return Flux.deferContextual(context -> {
            Database database = model.database(context);
            return database.lifecycle(model.mapping()).select(database.session(context), criteria);
        });
    }

    /**
     * Emit the one record that matches, or nothing; signals {@link NonUniqueResultException} when there is a second.
     */
    @CheckReturnValue
    public Mono<E> one() {
        return with(criteria.atMost(2))
                .all()
                .singleOrEmpty()
                .onErrorMap(
                        IndexOutOfBoundsException.class,
                        tooMany -> new NonUniqueResultException("A query for one "
                                + model.mapping().name() + " found a second; narrow it down, or use first() or all()"));
    }

    /** Emit the first record that matches, or nothing. */
    @CheckReturnValue
    public Mono<E> first() {
        return with(criteria.atMost(1)).all().singleOrEmpty();
    }

    /** Emit how many records match. */
    @CheckReturnValue
    public Mono<Long> count() {
        return run("count", (store, session) -> store.queries().count(session, criteria));
    }

    /** Emit whether any record matches. */
    @CheckReturnValue
    public Mono<Boolean> exists() {
        if (criteria.lock() != null) {
            return locksNothing("exists");
        }
        return statement((store, session) -> store.queries().exists(session, criteria));
    }

    /**
     * Change all records that match with one statement and emit how many they were. Versions are raised, and
     * {@code updated_at} is set where no change sets it, unless this is to {@linkplain #keepUpdatedAt() keep} it.
     * Records in memory do not notice; no events are fired.
     *
     * @throws IllegalArgumentException if there is no change
     */
    @SafeVarargs
    @CheckReturnValue
    public final Mono<Long> update(Change<E>... changes) {
        if (changes.length == 0) {
            throw new IllegalArgumentException("update() needs at least one change");
        }
        List<Assignment> assignments = Arrays.stream(changes)
                .map(change -> required(change, "change").assignment())
                .toList();
        return run("update", (store, session) -> store.bulk().update(session, criteria, assignments));
    }

    /**
     * Delete all records that match with one statement, as the model says: mark them, or remove their rows. Emits how
     * many were deleted that were not before. No events are fired.
     */
    @CheckReturnValue
    public Mono<Long> delete() {
        boolean marks = model.mapping().has(Role.DELETED_AT);
        return run(
                "delete",
                (store, session) -> marks
                        ? store.bulk().softDelete(session, criteria)
                        : store.bulk().hardDelete(session, criteria));
    }

    /**
     * Remove the rows of all records that match with one statement and emit how many they were. No events are fired.
     */
    @CheckReturnValue
    public Mono<Long> permanentlyDelete() {
        return run("permanentlyDelete", (store, session) -> store.bulk().hardDelete(session, criteria));
    }

    private Mono<Long> run(String operation, BiFunction<Store<E>, Session, Mono<Long>> statement) {
        if (criteria.lock() != null) {
            return locksNothing(operation);
        }
        if (criteria.isSliced()) {
            return Mono.error(new IllegalStateException(operation + "() of "
                    + model.mapping().name() + " means all rows that match and takes no limit or offset"));
        }
        return statement(statement);
    }

    private <R> Mono<R> statement(BiFunction<Store<E>, Session, Mono<R>> statement) {
        return Mono.deferContextual(context -> {
            Database database = model.database(context);
            Store<E> store = database.lifecycle(model.mapping()).store();
            return statement.apply(store, database.session(context));
        });
    }

    private <T> Mono<T> locksNothing(String operation) {
        return Mono.error(new IllegalStateException(operation + "() of "
                + model.mapping().name() + " emits no rows that could be locked; use all(), one() or first()"));
    }

    private Query<E> with(Criteria criteria) {
        return new Query<>(model, criteria);
    }

    private static long notNegative(long number, String name) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
        return number;
    }
}
