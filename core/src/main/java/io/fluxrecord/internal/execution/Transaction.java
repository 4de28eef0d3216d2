package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.Provenance;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A running transaction, or a part of one: its statements, and what is to be done at its end. However it ends, what was
 * sent has answered before anything else is sent, and no statement is sent after that.
 */
public abstract sealed class Transaction implements Session, Provenance permits BegunTransaction, JoinedTransaction {

    private final Connections connections;
    private final TransactionOptions options;
    private final @Nullable Transaction outer;
    private final StatementGate gate = new StatementGate(this::broken, this::failed);
    private final Changes changes = new Changes();
    private final UndoLog undoLog = new UndoLog();
    private final Endings endings = new Endings();
    private final Queue<Mono<Void>> beforeCommit = new ConcurrentLinkedQueue<>();
    private @Nullable Mono<Void> stopping;
    private volatile @Nullable Savepoint opened;
    private volatile boolean worked;
    private volatile boolean rollbackOnly;

    Transaction(Connections connections, TransactionOptions options, @Nullable Transaction outer) {
        this.connections = connections;
        this.options = options;
        this.outer = outer;
    }

    /** Return the transaction that this is, or is a savepoint of. */
    final Transaction root() {
        return outer == null ? this : outer.root();
    }

    /** Return the innermost savepoint of this transaction that other code has opened and not ended, or else this. */
    final Transaction innermost() {
        Savepoint inner = opened;
        return inner == null || inner.gate().isClosed() ? this : inner.innermost();
    }

    /** Return where a statement of a Context runs, which is in this transaction or in a savepoint of it. */
    final Transaction innermost(ContextView context) {
        Transaction running = running(context);
        return running != null && running.root() == this ? running.innermost() : innermost();
    }

    /** Let statements run in a savepoint that other code has opened; null when it has ended. */
    final void opened(@Nullable Savepoint savepoint) {
        opened = savepoint;
    }

    /** End the savepoints that other code has opened and not ended, as the end of the transaction does. */
    final Mono<Void> endSavepoints(boolean committing) {
        Savepoint inner = opened;
        return inner == null
                ? Mono.empty()
                : inner.endSavepoints(committing).then(Mono.defer(() -> inner.endWithOuter(committing)));
    }

    /**
     * Execute a statement of other code in its turn.
     *
     * @param changes whether it may change rows, so that the part of the transaction that it belongs to may not be
     *     committed by halves
     */
    final Publisher<? extends Result> executeForOthers(
            Supplier<Publisher<? extends Result>> execution, boolean changes) {
        return Flux.deferContextual(context -> {
            Transaction running = innermost(context);
            return running.gate.<Result>manyInTurn(
                    exchange -> {
                        if (changes) {
                            running.changes.changedByOthers();
                        }
                        return Flux.from(execution.get());
                    },
                    true,
                    () -> {},
                    null);
        });
    }

    /** Return the connection of this transaction; the same in its savepoints. */
    abstract Lease lease();

    final Connection connection() {
        return lease().connection();
    }

    final Connections connections() {
        return connections;
    }

    final TransactionOptions options() {
        return options;
    }

    final StatementGate gate() {
        return gate;
    }

    final Changes changes() {
        return changes;
    }

    final UndoLog undoLog() {
        return undoLog;
    }

    final Endings endings() {
        return endings;
    }

    static @Nullable Transaction running(ContextView context) {
        return context.getOrDefault(Transaction.class, null);
    }

    /**
     * Return the Context for what runs after this transaction: that of its subscriber, with all else that there was
     * inside.
     */
    public final Context afterwards(ContextView outside, ContextView inside) {
        Context context = connections.inherit(Context.of(inside).delete(Transaction.class), outside);
        Transaction around = running(outside);
        return around == null ? context : context.put(Transaction.class, around);
    }

    /** Return what the transaction of a Context runs on, or null where none is running. */
    public static @Nullable Connections connections(ContextView context) {
        Transaction running = running(context);
        return running == null ? null : running.connections;
    }

    final boolean belongsTo(Connections connections) {
        return this.connections == connections;
    }

    final String describe() {
        return describe(options);
    }

    /** Return how messages call a transaction. */
    static String describe(TransactionOptions options) {
        return options.name() == null ? "The transaction" : "Transaction \"" + options.name() + "\"";
    }

    @Override
    public final <R> Mono<R> update(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Write<R> write) {
        return gate.inTurn(
                exchange -> {
                    Publisher<? extends Result> execution = connections.execute(connection(), sql, values);
                    return new RowCount<>(execution, changes.send(), write);
                },
                operation,
                write);
    }

    @Override
    public final <K, R> Mono<R> updateReturning(
            RenderedSql sql,
            @Nullable Object[] values,
            @Nullable Operation operation,
            Function<Row, K> reader,
            Function<List<K>, @Nullable R> answer) {
        return gate.inTurn(
                exchange -> {
                    Publisher<? extends Result> execution = connections.execute(connection(), sql, values);
                    return ReadRows.all(execution, changes.send(), reader, answer);
                },
                operation,
                null);
    }

    @Override
    public final <T> Mono<T> queryOne(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Function<Row, T> reader) {
        return gate.inTurn(
                exchange -> ReadRows.one(connections.execute(connection(), sql, values), reader), operation, null);
    }

    @Override
    public final <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        return Flux.defer(() -> new YieldingRows<>(
                gate,
                exchange -> connections.query(connection(), sql, values, fetchSize, reader, exchange),
                fetchSize == 0 ? null : () -> Connections.barrier(connection())));
    }

    @Override
    public final <T> Flux<T> connection(Function<? super Connection, ? extends Publisher<T>> work) {
        return gate.lend(this::connection, connection -> {
            mayChange();
            return work.apply(new LentConnection(connection, this));
        });
    }

    @Override
    public final <E extends Persistent> void change(Mapping<E> mapping, E record, Runnable change) {
        undoLog.change(mapping, record, change);
    }

    @Override
    public final <E extends Persistent> void reread(Mapping<E> mapping, E record, Runnable change) {
        undoLog.reread(mapping, record, change);
    }

    @Override
    public final void mayChange() {
        changes.changedByOthers();
    }

    @Override
    public final @Nullable Provenance provenance() {
        if (changes.rows() > 0) {
            return this;
        }
        return outer == null ? null : outer.provenance();
    }

    @Override
    public final boolean isRolledBack() {
        return undoLog.isUndone() || (outer != null && outer.isRolledBack());
    }

    /** Keep an operation that this transaction was begun for under way until it has ended, be it after a cancel. */
    public abstract void begunFor(Operation operation);

    /** Do something before this transaction commits, or the one around this savepoint. */
    public final void onCommit(Mono<Void> work) {
        requireNotEnded("beforeCommit()");
        beforeCommit.add(work);
    }

    /**
     * Do what is to be done before the commit. A work may add another one, so each is taken after the one before it.
     */
    final <T> Mono<T> workBeforeCommit() {
        return Mono.defer(() -> {
            Mono<Void> next = rollbackOnly || changes.failure() != null ? null : beforeCommit.poll();
            worked = next == null;
            return next == null ? Mono.empty() : next.then(this.<T>workBeforeCommit());
        });
    }

    final void leaveWorkTo(Transaction outer) {
        outer.beforeCommit.addAll(beforeCommit);
    }

    /** Do something after this transaction has ended, which it must not have. */
    public final void onEnd(String purpose, TransactionEnding ending) {
        requireNotEnded(purpose);
        onEnd(ending);
    }

    private void requireNotEnded(String purpose) {
        if (isEnding()) {
            throw new TransactionStateException(
                    purpose + " came when " + describe().toLowerCase(Locale.ROOT)
                            + " had ended: what is subscribed to in a transaction must be part of its pipeline");
        }
    }

    private boolean isEnding() {
        return gate.isClosed() || worked;
    }

    /** Do something after this transaction has ended. */
    public final void onEnd(TransactionEnding ending) {
        endings.add(ending);
    }

    /** Let the innermost savepoint, or all, fail with a part that had joined it through another library. */
    final void failWithPart() {
        innermost()
                .changes
                .fail(new TransactionStateException(
                        "A part that had joined it through another library failed, or set it to roll back"));
    }

    /** Let this transaction roll back at its end instead of committing, which is no error. */
    public final void rollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    @Override
    public final Transaction requireTransaction(String purpose) {
        return this;
    }

    @Override
    public final <T> Flux<T> transactional(TransactionOptions options, Function<Session, Publisher<T>> work) {
        Propagation propagation = options.propagation();
        if (propagation == Propagation.REQUIRES_NEW) {
            return connections.begin(options, work);
        }
        if (propagation == Propagation.NEVER) {
            return Flux.error(
                    new TransactionStateException("Work that is to run in no transaction (NEVER) was asked for in one: "
                            + describe() + " is running here"));
        }
        if (options.isolation() != null && !options.isolation().equals(this.options.isolation())) {
            return Flux.error(new TransactionStateException(describe(options) + " asks for another isolation than "
                    + "the running one has, which cannot change; ask for it there, or use REQUIRES_NEW"));
        }
        return propagation == Propagation.NESTED ? nested(options, work) : join(work);
    }

    /**
     * Should the work fail or be cancelled after it has changed something, all of the transaction is rolled back,
     * though the error be handled: half of the work may not be committed.
     */
    private <T> Flux<T> join(Function<Session, Publisher<T>> work) {
        return Flux.defer(() -> {
            long before = changes.rows();
            return Flux.from(work.apply(this))
                    .doOnError(error -> changes.failIfChanged(before, error))
                    .doOnCancel(
                            () -> changes.failIfChanged(before, new CancellationException("The work was cancelled")));
        });
    }

    /** After a cancel, the statements of this transaction wait until the savepoint was rolled back to. */
    private <T> Flux<T> nested(TransactionOptions options, Function<Session, Publisher<T>> work) {
        return Flux.defer(() -> {
            Savepoint savepoint = new Savepoint(this, options);
            return gate.<T>manyInTurn(
                            exchange -> Flux.usingWhen(
                                    Mono.just(savepoint),
                                    begun -> begun.run(work),
                                    BegunTransaction::end,
                                    (begun, error) -> begun.rollback(),
                                    BegunTransaction::rollback),
                            false,
                            () -> {},
                            savepoint::whenOver)
                    .onErrorMap(EndingFailure::unwrap);
        });
    }

    /** Return the number of the next savepoint, which is one of its own among all on the connection. */
    abstract int nextSavepoint();

    /** End at once, as the pipeline of the work has, and without it. */
    abstract void broken();

    /** What comes after a transaction that the database has rolled back by itself would be committed without it. */
    private void failed(Throwable error) {
        if (error instanceof R2dbcException ofDatabase && connections.dialect().endsTransaction(ofDatabase)) {
            for (Transaction each = this; each != null; each = each.outer) {
                each.changes.fail(error);
                each.gate.close(() -> new TransactionStateException(
                        describe() + " was rolled back by the database, and a statement came after that", error));
            }
        }
    }

    /** Stop what is under way, once: a request to do so may be under way longer than what it is to stop. */
    final synchronized Mono<Void> stopped() {
        if (stopping == null) {
            stopping = gate.isIdle() ? Mono.empty() : lease().stop(gate).cache();
        }
        return stopping;
    }

    final void close() {
        gate.close(() -> new TransactionStateException(describe()
                + " has ended, and a statement came after that: what is subscribed to in a transaction must be part of"
                + " its pipeline"));
    }
}
