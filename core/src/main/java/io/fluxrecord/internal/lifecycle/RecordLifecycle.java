package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.lifecycle.UnderWay.Kind;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.persistence.Persistence;
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
 * The operations of a record from end to end: before-hooks, the statement, after-hooks, in one transaction. An
 * operation that nothing listens to is its statement and no more.
 */
public final class RecordLifecycle {

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

    private final Persistence persistence;
    private final Listeners listeners;

    public RecordLifecycle(Persistence persistence, Listeners listeners) {
        this.persistence = persistence;
        this.listeners = listeners;
    }

    /** Insert a new record, update a stored one that is dirty, leave a clean one alone. */
    public <E extends Persistent> Mono<E> save(Session session, Mapping<E> mapping, E record) {
        return RecordState.of(record).stored()
                ? updateIf(session, mapping, record, null)
                : insertNew(session, mapping, record);
    }

    /** Insert a record that must be new. */
    public <E extends Persistent> Mono<E> insert(Session session, Mapping<E> mapping, E record) {
        if (RecordState.of(record).stored()) {
            return Mono.error(new RecordStateException(
                    mapping.describe(record) + " is stored already; update() or save() writes its changes"));
        }
        return insertNew(session, mapping, record);
    }

    private <E extends Persistent> Mono<E> insertNew(Session session, Mapping<E> mapping, E record) {
        Hooks<E> hooks = listeners.hooks(mapping);
        if (hooks.none(INSERT)) {
            return persistence.insert(session, mapping, record);
        }
        if (mapping.has(Role.UUID_KEY)) {
            mapping.keyOfNew(record); // Hooks see it.
        }
        return saving(
                session,
                mapping,
                record,
                OperationKind.INSERT,
                Lifecycle.BEFORE_INSERT,
                Lifecycle.AFTER_INSERT,
                inner -> write(inner, mapping, record, null, null));
    }

    /** Insert records that must be new, many with each statement, or one by one where hooks are to see each of them. */
    public <E extends Persistent> Flux<E> insertAll(
            Session session, Mapping<E> mapping, Publisher<? extends E> records) {
        return listeners.hooks(mapping).none(INSERT)
                ? persistence.insertAll(session, mapping, records)
                : Flux.from(records).concatMap(record -> insertExclusively(session, mapping, record), 1);
    }

    private <E extends Persistent> Mono<E> insertExclusively(Session session, Mapping<E> mapping, E record) {
        return new Exclusive<>(record) {
            @Override
            protected Mono<E> in(ContextView context) {
                return insert(session, mapping, record);
            }

            @Override
            protected String describe() {
                return mapping.describe(record);
            }
        };
    }

    /** Emit the record of a key, or nothing when there is none that is not deleted. */
    public <E extends Persistent> Mono<E> find(Session session, Mapping<E> mapping, Object[] key) {
        return listeners.hooks(mapping).afterLoad().of(persistence.find(session, mapping, key));
    }

    /** Emit the records of keys that are not deleted, in the order of the keys. */
    public <E extends Persistent> Flux<E> findAll(Session session, Mapping<E> mapping, List<Object[]> keys) {
        return listeners.hooks(mapping).afterLoad().of(persistence.findAll(session, mapping, keys));
    }

    /** Emit the records that match. */
    public <E extends Persistent> Flux<E> select(Session session, Mapping<E> mapping, Criteria criteria) {
        return listeners.hooks(mapping).afterLoad().of(persistence.bulk().select(session, mapping, criteria));
    }

    /** Read the row of a stored record again. */
    public <E extends Persistent> Mono<E> reload(Session session, Mapping<E> mapping, E record) {
        return listeners.hooks(mapping).afterLoad().again(record, persistence.reload(session, mapping, record));
    }

    /** Read the row of a stored record again and lock it, until the running transaction ends. */
    public <E extends Persistent> Mono<E> lock(Session session, Mapping<E> mapping, E record) {
        session.requireTransaction("lock() of " + mapping.describe(record));
        return listeners.hooks(mapping).afterLoad().again(record, persistence.lock(session, mapping, record));
    }

    /** Update a record that must be stored; leave it alone when it is clean. */
    public <E extends Persistent> Mono<E> update(Session session, Mapping<E> mapping, E record) {
        return updateIf(session, mapping, record, null);
    }

    /** Update a record that must be stored, clean or not, and set these columns to the time of that. */
    public <E extends Persistent> Mono<E> touch(Session session, Mapping<E> mapping, E record, BitSet times) {
        return updateIf(session, mapping, record, times);
    }

    /**
     * Update a record.
     *
     * @param touched the columns to touch, which need not be any; null to leave a clean record alone
     */
    private <E extends Persistent> Mono<E> updateIf(
            Session session, Mapping<E> mapping, E record, @Nullable BitSet touched) {
        if (!RecordState.of(record).stored()) {
            return Mono.error(new RecordStateException(
                    mapping.describe(record) + " is new and has no row to update; insert() or save() writes it"));
        }
        BitSet dirty = persistence.dirty(mapping, record);
        if (dirty.isEmpty() && touched == null) {
            return Mono.just(record);
        }
        Unsaved<E> unsaved = touched == null ? null : new Unsaved<>(mapping, record, dirty);
        Hooks<E> hooks = listeners.hooks(mapping);
        if (hooks.none(UPDATE)) {
            return update(session, mapping, record, dirty, unsaved, touched);
        }
        return saving(
                session,
                mapping,
                record,
                OperationKind.UPDATE,
                Lifecycle.BEFORE_UPDATE,
                Lifecycle.AFTER_UPDATE,
                inner -> write(inner, mapping, record, unsaved, touched));
    }

    /** Write a record as it is now: a before-hook may have changed it, changed it back, or saved it itself. */
    private <E extends Persistent> Mono<E> write(
            Session session, Mapping<E> mapping, E record, @Nullable Unsaved<E> unsaved, @Nullable BitSet touched) {
        if (!RecordState.of(record).stored()) {
            return persistence.insert(session, mapping, record);
        }
        BitSet dirty = persistence.dirty(mapping, record);
        return dirty.isEmpty() && touched == null
                ? Mono.just(record)
                : update(session, mapping, record, dirty, unsaved, touched);
    }

    private <E extends Persistent> Mono<E> update(
            Session session,
            Mapping<E> mapping,
            E record,
            BitSet dirty,
            @Nullable Unsaved<E> unsaved,
            @Nullable BitSet touched) {
        return unsaved == null || touched == null
                ? persistence.writes().update(session, mapping, record, dirty)
                : persistence.writes().touch(session, mapping, record, unsaved.changedSince(dirty), touched);
    }

    private <E extends Persistent> Mono<E> saving(
            Session session,
            Mapping<E> mapping,
            E record,
            OperationKind operation,
            Lifecycle before,
            Lifecycle after,
            Function<Session, Mono<E>> statement) {
        Hooks<E> hooks = listeners.hooks(mapping);
        return withHooks(
                session,
                hooks,
                record,
                operation,
                Kind.SAVE,
                statement,
                (inner, ending) -> unlessVetoed(hooks, mapping, record, Lifecycle.BEFORE_SAVE, operation)
                        .flatMap(goOn -> unlessVetoed(hooks, mapping, record, before, operation))
                        .flatMap(goOn -> afterLateAnswers(record, () -> statement.apply(inner)))
                        .delayUntil(written -> {
                            ending.written();
                            return hooks.after(after, record, operation);
                        })
                        .delayUntil(written -> hooks.after(Lifecycle.AFTER_SAVE, record, operation))
                        .doOnNext(written -> ending.done()));
    }

    private static <E extends Persistent> Mono<Boolean> unlessVetoed(
            Hooks<E> hooks, Mapping<E> mapping, E record, Lifecycle event, OperationKind operation) {
        return hooks.before(event, record, operation).doOnNext(goOn -> {
            if (!goOn) {
                throw new VetoedException(mapping.describe(record), event);
            }
        });
    }

    /** Delete a record as its model says: mark it, or remove its row. */
    public <E extends Persistent> Mono<Boolean> delete(Session session, Mapping<E> mapping, E record) {
        if (!mapping.has(Role.DELETED_AT)) {
            return remove(session, mapping, record, OperationKind.DELETE);
        }
        RecordState state = RecordState.of(record);
        if (!state.stored() || state.deletedAt() != null) {
            return Mono.just(false);
        }
        return marking(
                session,
                mapping,
                record,
                OperationKind.DELETE,
                () -> state.stored() && state.deletedAt() == null,
                inner -> persistence.writes().softDelete(inner, mapping, record));
    }

    /** Remove the row of a record. */
    public <E extends Persistent> Mono<Boolean> hardDelete(Session session, Mapping<E> mapping, E record) {
        return remove(session, mapping, record, OperationKind.HARD_DELETE);
    }

    private <E extends Persistent> Mono<Boolean> remove(
            Session session, Mapping<E> mapping, E record, OperationKind operation) {
        RecordState state = RecordState.of(record);
        if (!state.stored()) {
            return Mono.just(false);
        }
        return marking(
                session,
                mapping,
                record,
                operation,
                state::stored,
                inner -> persistence.writes().hardDelete(inner, mapping, record));
    }

    /** Take the deleted mark from a record. */
    public <E extends Persistent> Mono<Boolean> restore(Session session, Mapping<E> mapping, E record) {
        RecordState state = RecordState.of(record);
        if (!state.stored() || state.deletedAt() == null) {
            return Mono.just(false);
        }
        return marking(
                session,
                mapping,
                record,
                OperationKind.RESTORE,
                () -> state.stored() && state.deletedAt() != null,
                inner -> persistence.writes().restore(inner, mapping, record));
    }

    /**
     * Run a delete or restore. After-hooks only hear of what was done.
     *
     * @param pending whether it is still to be done when the before-hooks have run, one of which may have done it
     */
    private <E extends Persistent> Mono<Boolean> marking(
            Session session,
            Mapping<E> mapping,
            E record,
            OperationKind operation,
            BooleanSupplier pending,
            Function<Session, Mono<Boolean>> statement) {
        boolean restoring = operation == OperationKind.RESTORE;
        List<Lifecycle> events = restoring ? RESTORE : DELETE;
        Hooks<E> hooks = listeners.hooks(mapping);
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
    private static <E extends Persistent, T> Mono<T> withHooks(
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
                        if (inner != session) {
                            inner.requireTransaction("A hook").begunFor(under);
                        }
                        Ending<E> ending = new Ending<>(hooks, record, operation, context);
                        if (ending.isHeard()) {
                            inner.requireTransaction("A hook").onEnd(ending);
                        }
                        return work.apply(inner, ending)
                                .contextWrite(within -> UnderWay.enter(within, record, kind, under));
                    })
                    .singleOrEmpty();
        });
    }
}
