package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.BulkStatements;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.resolution.Scope;
import io.fluxrecord.query.Change;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.SqlStatement.Assignment;
import io.fluxrecord.sql.SqlStatement.Select;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
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
public final class Query<E extends ActiveRecord<E>> extends Rows<E, Query<E>> {

    private final Model<E> model;

    Query(Model<E> model) {
        this(model, Criteria.EVERYTHING);
    }

    private Query(Model<E> model, Criteria criteria) {
        super(model, criteria);
        this.model = model;
    }

    /**
     * Lock the rows that are emitted against writers and other locks, until the transaction ends ({@code FOR UPDATE}).
     * Outside a transaction, {@link #all()}, {@link #one()} and {@link #first()} signal
     * {@link io.fluxrecord.error.TransactionStateException}.
     */
    public Query<E> forUpdate() {
        return with(criteria().lock(new Lock(Lock.Strength.UPDATE, Lock.Waiting.WAIT)));
    }

    /**
     * Lock the rows that are emitted against writers, until the transaction ends ({@code FOR SHARE}); as
     * {@link #forUpdate()} otherwise. H2 has no such lock: the query signals
     * {@link io.fluxrecord.error.ConfigurationException}.
     */
    public Query<E> forShare() {
        return with(criteria().lock(new Lock(Lock.Strength.SHARE, Lock.Waiting.WAIT)));
    }

    /**
     * Leave out rows that another transaction has locked, instead of waiting for them.
     *
     * @throws IllegalStateException if this query does not lock
     */
    public Query<E> skipLocked() {
        return with(criteria().lock(lock("skipLocked()").waiting(Lock.Waiting.SKIP_LOCKED)));
    }

    /**
     * Fail with the driver's error when another transaction has locked a row, instead of waiting for it.
     *
     * @throws IllegalStateException if this query does not lock
     */
    public Query<E> noWait() {
        return with(criteria().lock(lock("noWait()").waiting(Lock.Waiting.NO_WAIT)));
    }

    private Lock lock(String asked) {
        Lock lock = criteria().lock();
        if (lock == null) {
            throw new IllegalStateException(asked + " says how a lock waits: call forUpdate() or forShare() before it");
        }
        return lock;
    }

    /** Let soft-deleted records in as well. */
    public Query<E> includeDeleted() {
        return with(criteria().scope(Scope.ALL));
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
        return with(criteria().scope(Scope.DELETED));
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
        return with(criteria().keepUpdatedAt());
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
    public final Mono<Long> update(Change<? super E>... changes) {
        if (changes.length == 0) {
            throw new IllegalArgumentException("update() needs at least one change");
        }
        List<Assignment> assignments = Arrays.stream(changes)
                .map(change -> required(change, "change").assignment())
                .toList();
        return bulk("update", (bulk, session) -> bulk.update(session, criteria(), assignments));
    }

    /**
     * Delete all records that match with one statement, as the model says: mark them, or remove their rows. Emits how
     * many were deleted that were not before. No events are fired.
     */
    @CheckReturnValue
    public Mono<Long> delete() {
        boolean marks = model.mapping().has(Role.DELETED_AT);
        return bulk(
                "delete",
                (bulk, session) -> marks ? bulk.softDelete(session, criteria()) : bulk.hardDelete(session, criteria()));
    }

    /**
     * Remove the rows of all records that match with one statement and emit how many they were. No events are fired.
     */
    @CheckReturnValue
    public Mono<Long> permanentlyDelete() {
        return bulk("permanentlyDelete", (bulk, session) -> bulk.hardDelete(session, criteria()));
    }

    private Mono<Long> bulk(String operation, BiFunction<BulkStatements<E>, Session, Mono<Long>> statement) {
        return whole(
                operation,
                (database, session) -> statement.apply(
                        database.lifecycle(model.mapping()).store().bulk(), session));
    }

    @Override
    Query<E> with(Criteria criteria) {
        return new Query<>(model, criteria);
    }

    @Override
    Select level() {
        return criteria().select(model.mapping(), List.of());
    }

    @Override
    public Select statement() {
        return criteria().selectKeys(model.mapping());
    }

    @Override
    RenderedSql rendered(Database database) {
        return database.lifecycle(model.mapping()).store().queries().rendered(criteria());
    }

    @Override
    Flux<E> emit(Database database, Session session) {
        return database.lifecycle(model.mapping()).select(session, criteria());
    }

    @Override
    Mono<Long> count(Database database, Session session) {
        return database.lifecycle(model.mapping()).store().queries().count(session, criteria());
    }

    @Override
    Mono<Boolean> exists(Database database, Session session) {
        return database.lifecycle(model.mapping()).store().queries().exists(session, criteria());
    }
}
