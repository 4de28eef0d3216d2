package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.lifecycle.UnderWay.Kind;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.persistence.Store;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationKind;
import io.fluxrecord.transaction.TransactionOptions;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The operations of the records of one model from end to end: before-hooks, the statement, after-hooks, in one
 * transaction. An operation that nothing listens to is its statement and no more.
 */
public final class RecordLifecycle<E extends Persistent> {

    private static final List<Lifecycle> INSERT = List.of(
            Lifecycle.BEFORE_SAVE,
            Lifecycle.BEFORE_INSERT,
            Lifecycle.AFTER_INSERT,
            Lifecycle.AFTER_SAVE,
            Lifecycle.AFTER_COMMIT,
            Lifecycle.AFTER_ROLLBACK);
    private static final List<Lifecycle> UPDATE = List.of(
            Lifecycle.BEFORE_SAVE,
            Lifecycle.BEFORE_UPDATE,
            Lifecycle.AFTER_UPDATE,
            Lifecycle.AFTER_SAVE,
            Lifecycle.AFTER_COMMIT,
            Lifecycle.AFTER_ROLLBACK);
    private static final List<Lifecycle> DELETE =
            List.of(Lifecycle.BEFORE_DELETE, Lifecycle.AFTER_DELETE, Lifecycle.AFTER_COMMIT, Lifecycle.AFTER_ROLLBACK);
    private static final List<Lifecycle> RESTORE = List.of(
            Lifecycle.BEFORE_RESTORE, Lifecycle.AFTER_RESTORE, Lifecycle.AFTER_COMMIT, Lifecycle.AFTER_ROLLBACK);

    private final Store<E> store;
    private final Mapping<E> mapping;
    private final Listeners listeners;
    private volatile Hooks<E> hooks;

    public RecordLifecycle(Store<E> store, Listeners listeners) {
        this.store = store;
        this.listeners = listeners;
        mapping = store.mapping();
        hooks = new Hooks<>(mapping, listeners.entries());
    }

    /** Return where the records are kept, for what fires no events. */
    public Store<E> store() {
        return store;
    }

    private Hooks<E> hooks() {
        Hooks<E> known = hooks;
        if (known.isOf(listeners.entries())) {
            return known;
        }
        Hooks<E> renewed = new Hooks<>(mapping, listeners.entries());
        hooks = renewed;
        return renewed;
    }

    /** Insert a new record, update a stored one that is dirty, leave a clean one alone. */
    public Mono<E> save(Session session, E record) {
        return RecordState.of(record).stored() ? updateIf(session, record, null) : insertNew(session, record);
    }

    /** Insert a record that must be new. */
    public Mono<E> insert(Session session, E record) {
        if (RecordState.of(record).stored()) {
            return Mono.error(new RecordStateException(
                    mapping.describe(record) + " is stored already; update() or save() writes its changes"));
        }
        return insertNew(session, record);
    }

    private Mono<E> insertNew(Session session, E record) {
        Hooks<E> hooks = hooks();
        if (hooks.none(INSERT)) {
            return store.insert(session, record);
        }
        if (mapping.has(Role.UUID_KEY)) {
            mapping.keyOfNew(record); // Hooks see it.
        }
        return saving(
                session,
                record,
                OperationKind.INSERT,
                Lifecycle.BEFORE_INSERT,
                Lifecycle.AFTER_INSERT,
                inner -> write(inner, record, null, null));
    }

    /** Insert records that must be new, many with each statement, or one by one where hooks are to see each of them. */
    public Flux<E> insertAll(Session session, Publisher<? extends E> records) {
        return hooks().none(INSERT)
                ? store.insertAll(session, records)
                : Flux.from(records).concatMap(record -> insertExclusively(session, record), 1);
    }

    private Mono<E> insertExclusively(Session session, E record) {
        return new Exclusive<>(record) {
            @Override
            protected Mono<E> in(ContextView context) {
                return insert(session, record);
            }

            @Override
            protected String describe() {
                return mapping.describe(record);
            }
        };
    }

    /** Emit the record of a key, or nothing when there is none that is not deleted. */
    public Mono<E> find(Session session, Object[] key) {
        return hooks().afterLoad().of(store.find(session, key));
    }

    /** Emit the records of keys that are not deleted, in the order of the keys. */
    public Flux<E> findAll(Session session, List<Object[]> keys) {
        return hooks().afterLoad().of(store.findAll(session, keys));
    }

    /** Emit the records that match. */
    public Flux<E> select(Session session, Criteria criteria) {
        return hooks().afterLoad().of(store.queries().select(session, criteria));
    }

    /** Emit the records that SQL by hand emits. */
    public Flux<E> fetch(Session session, RenderedSql query, int fetchSize) {
        return hooks().afterLoad().of(store.queries().fetch(session, query, fetchSize));
    }

    /** Read the row of a stored record again. */
    public Mono<E> reload(Session session, E record) {
        return hooks().afterLoad().again(record, store.reload(session, record));
    }

    /** Read the row of a stored record again and lock it, until the running transaction ends. */
    public Mono<E> lock(Session session, E record) {
        session.requireTransaction("lock() of " + mapping.describe(record));
        return hooks().afterLoad().again(record, store.lock(session, record));
    }

    /** Update a record that must be stored; leave it alone when it is clean. */
    public Mono<E> update(Session session, E record) {
        return updateIf(session, record, null);
    }

    /** Update a record that must be stored, clean or not, and set these columns to the time of that. */
    public Mono<E> touch(Session session, E record, BitSet times) {
        return updateIf(session, record, times);
    }

    /**
     * Update a record.
     *
     * @param touched the columns to touch, which need not be any; null to leave a clean record alone
     */
    private Mono<E> updateIf(Session session, E record, @Nullable BitSet touched) {
        if (!RecordState.of(record).stored()) {
            return Mono.error(new RecordStateException(
                    mapping.describe(record) + " is new and has no row to update; insert() or save() writes it"));
        }
        BitSet dirty = store.dirty(record);
        if (dirty.isEmpty() && touched == null) {
            return clean(record);
        }
        Unsaved<E> unsaved = touched == null ? null : new Unsaved<>(mapping, record, dirty);
        Hooks<E> hooks = hooks();
        if (hooks.none(UPDATE)) {
            return update(session, record, dirty, unsaved, touched);
        }
        return saving(
                session,
                record,
                OperationKind.UPDATE,
                Lifecycle.BEFORE_UPDATE,
                Lifecycle.AFTER_UPDATE,
                inner -> write(inner, record, unsaved, touched));
    }

    /** A save that has nothing to write is one all the same, after which no time is kept any more. */
    private Mono<E> clean(E record) {
        mapping.release(record);
        return Mono.just(record);
    }

    /** Write a record as it is now: a before-hook may have changed it, changed it back, or saved it itself. */
    private Mono<E> write(Session session, E record, @Nullable Unsaved<E> unsaved, @Nullable BitSet touched) {
        if (!RecordState.of(record).stored()) {
            return store.insert(session, record);
        }
        BitSet dirty = store.dirty(record);
        return dirty.isEmpty() && touched == null ? clean(record) : update(session, record, dirty, unsaved, touched);
    }

    private Mono<E> update(
            Session session, E record, BitSet dirty, @Nullable Unsaved<E> unsaved, @Nullable BitSet touched) {
        return unsaved == null || touched == null
                ? store.writes().update(session, record, dirty)
                : store.writes().touch(session, record, unsaved.changedSince(dirty), touched);
    }

    private Mono<E> saving(
            Session session,
            E record,
            OperationKind operation,
            Lifecycle before,
            Lifecycle after,
            Function<Session, Mono<E>> statement) {
        Hooks<E> hooks = hooks();
        return withHooks(
                session,
                hooks,
                record,
                operation,
                Kind.SAVE,
                statement,
                (inner, ending) -> unlessVetoed(hooks, record, Lifecycle.BEFORE_SAVE, operation)
                        .flatMap(goOn -> unlessVetoed(hooks, record, before, operation))
                        .flatMap(goOn -> afterLateAnswers(record, () -> statement.apply(inner)))
                        .delayUntil(written -> {
                            ending.written();
                            return hooks.after(after, record, operation);
                        })
                        .delayUntil(written -> hooks.after(Lifecycle.AFTER_SAVE, record, operation))
                        .doOnNext(written -> ending.done()));
    }

    private Mono<Boolean> unlessVetoed(Hooks<E> hooks, E record, Lifecycle event, OperationKind operation) {
        return hooks.before(event, record, operation).doOnNext(goOn -> {
            if (!goOn) {
                throw new VetoedException(mapping.describe(record), event);
            }
        });
    }

    /** Delete a record as its model says: mark it, or remove its row. */
    public Mono<Boolean> delete(Session session, E record) {
        if (!mapping.has(Role.DELETED_AT)) {
            return remove(session, record, OperationKind.DELETE);
        }
        RecordState state = RecordState.of(record);
        if (!state.stored() || state.deletedAt() != null) {
            return Mono.just(false);
        }
        return marking(
                session,
                record,
                OperationKind.DELETE,
                () -> state.stored() && state.deletedAt() == null,
                inner -> store.writes().softDelete(inner, record));
    }

    /** Remove the row of a record. */
    public Mono<Boolean> hardDelete(Session session, E record) {
        return remove(session, record, OperationKind.HARD_DELETE);
    }

    private Mono<Boolean> remove(Session session, E record, OperationKind operation) {
        RecordState state = RecordState.of(record);
        if (!state.stored()) {
            return Mono.just(false);
        }
        return marking(
                session,
                record,
                operation,
                state::stored,
                inner -> store.writes().hardDelete(inner, record));
    }

    /** Take the deleted mark from a record. */
    public Mono<Boolean> restore(Session session, E record) {
        RecordState state = RecordState.of(record);
        if (!state.stored() || state.deletedAt() == null) {
            return Mono.just(false);
        }
        return marking(
                session,
                record,
                OperationKind.RESTORE,
                () -> state.stored() && state.deletedAt() != null,
                inner -> store.writes().restore(inner, record));
    }

    /**
     * Run a delete or restore. After-hooks only run for what was done.
     *
     * @param pending whether it is still to be done when the before-hooks have run, one of which may have done it
     */
    private Mono<Boolean> marking(
            Session session,
            E record,
            OperationKind operation,
            BooleanSupplier pending,
            Function<Session, Mono<Boolean>> statement) {
        boolean restoring = operation == OperationKind.RESTORE;
        List<Lifecycle> events = restoring ? RESTORE : DELETE;
        Hooks<E> hooks = hooks();
        if (hooks.none(events)) {
            return statement.apply(session);
        }
        return withHooks(
                session,
                hooks,
                record,
                operation,
                restoring ? Kind.RESTORE : Kind.DELETE,
                statement,
                (inner, ending) -> Mono.defer(() -> hooks.before(events.get(0), record, operation))
                        .filter(goOn -> goOn)
                        .flatMap(goOn -> afterLateAnswers(
                                record, () -> pending.getAsBoolean() ? statement.apply(inner) : Mono.just(true)))
                        .filter(done -> done)
                        .flatMap(done -> {
                            ending.written();
                            return hooks.after(events.get(1), record, operation).then(Mono.fromSupplier(() -> {
                                ending.done();
                                return true;
                            }));
                        })
                        .switchIfEmpty(Mono.fromSupplier(() -> {
                            ending.stopped();
                            return false;
                        })));
    }

    /** What a hook has sent for its record, and cancelled, must have answered before it is decided what to write. */
    private static <T> Mono<T> afterLateAnswers(Persistent record, Supplier<Mono<T>> statement) {
        Operation cancelled = RecordState.of(record).operation();
        if (cancelled == null || !cancelled.isAbandoned()) {
            return statement.get();
        }
        return cancelled
                .whenOver()
                .timeout(Operation.LONGEST_WAIT)
                .then(Mono.defer(() -> afterLateAnswers(record, statement)));
    }

    /** Run an operation with its hooks in one transaction, or its bare statement when one of the hooks asks for it. */
    private <T> Mono<T> withHooks(
            Session session,
            Hooks<E> hooks,
            E record,
            OperationKind operation,
            Kind kind,
            Function<Session, Mono<T>> statement,
            BiFunction<Session, Ending<E>, Mono<T>> work) {
        return Mono.deferContextual(context -> {
            if (UnderWay.includes(context, record, kind)) {
                return statement.apply(session);
            }
            Operation under = Objects.requireNonNull(RecordState.of(record).operation());
            return session.transactional(TransactionOptions.DEFAULT, inner -> {
                        Transaction transaction = inner.requireTransaction("A hook");
                        if (inner != session) {
                            transaction.begunFor(under);
                        }
                        Ending<E> ending = new Ending<>(hooks, record, operation, transaction, context);
                        if (ending.isHeard()) {
                            transaction.onEnd(ending);
                        }
                        return work.apply(inner, ending)
                                .contextWrite(within -> UnderWay.enter(within, record, kind, under));
                    })
                    .singleOrEmpty();
        });
    }
}
