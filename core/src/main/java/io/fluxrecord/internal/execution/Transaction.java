package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.Provenance;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A running transaction, or a savepoint in one: its connection, how to undo what it changed in memory, and who wants to
 * hear of its end. It travels in the Reactor Context and nowhere else. However it ends, its connection is closed
 * exactly once, no statement is sent after that, and endings run on connections of their own.
 */
public final class Transaction implements Session, Provenance {

    private static final Logger log = LoggerFactory.getLogger(Transaction.class);

    private final Connections connections;
    private final Connection connection;
    private final TransactionOptions options;
    private final @Nullable Transaction outer;
    private final StatementGate gate = new StatementGate();
    private final AtomicInteger savepoints = new AtomicInteger();
    private final AtomicLong changes = new AtomicLong();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<TransactionEnding> endings = new ArrayList<>();
    private volatile boolean rolledBack;
    private volatile boolean rollbackOnly;
    private volatile @Nullable Throwable failure;

    Transaction(
            Connections connections, Connection connection, TransactionOptions options, @Nullable Transaction outer) {
        this.connections = connections;
        this.connection = connection;
        this.options = options;
        this.outer = outer;
    }

    static @Nullable Transaction running(ContextView context) {
        return context.getOrDefault(Transaction.class, null);
    }

    /**
     * Return the Context for what runs after a transaction: that of its subscriber, with all else that there was
     * inside.
     */
    public static Context afterwards(ContextView outside, ContextView inside) {
        Context context = Context.of(inside).delete(Transaction.class);
        Transaction around = running(outside);
        return around == null ? context : context.put(Transaction.class, around);
    }

    /** Return what the transaction of a Context runs on, or null where none is running. */
    public static @Nullable Connections connections(ContextView context) {
        Transaction running = running(context);
        return running == null ? null : running.connections;
    }

    boolean belongsTo(Connections connections) {
        return this.connections == connections;
    }

    String describe() {
        return describe(options);
    }

    /** Return how messages call a transaction. */
    static String describe(TransactionOptions options) {
        return options.name() == null ? "The transaction" : "Transaction \"" + options.name() + "\"";
    }

    <T> Flux<T> run(Function<Session, Publisher<T>> work) {
        return begin().thenMany(Flux.defer(() -> work.apply(this)))
                .contextWrite(context -> context.put(Transaction.class, this));
    }

    private Mono<Void> begin() {
        Mono<Void> begin = Mono.from(connection.beginTransaction());
        List<String> settings = connections.dialect().enterTransaction(options);
        return settings.isEmpty() ? begin : begin.then(Connections.execute(connection, settings));
    }

    @Override
    public Mono<Long> update(RenderedSql sql, @Nullable Object[] values) {
        return gate.inTurn(() -> connections.update(connection, sql, values)).doOnNext(changes::addAndGet);
    }

    @Override
    public <T> Mono<T> queryOne(RenderedSql sql, @Nullable Object[] values, Function<Row, T> reader) {
        return gate.inTurn(() -> connections.queryOne(connection, sql, values, reader));
    }

    @Override
    public <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        return Flux.defer(
                () -> new YieldingRows<>(gate, () -> connections.query(connection, sql, values, fetchSize, reader)));
    }

    @Override
    public <E extends Persistent> void change(Mapping<E> mapping, E record, Runnable change) {
        changes.incrementAndGet();
        reread(mapping, record, change);
    }

    @Override
    public synchronized <E extends Persistent> void reread(Mapping<E> mapping, E record, Runnable change) {
        if (!rolledBack) {
            undo.push(mapping.undo(record));
            change.run();
        }
    }

    @Override
    public @Nullable Provenance provenance() {
        if (changes.get() > 0) {
            return this;
        }
        return outer == null ? null : outer.provenance();
    }

    @Override
    public boolean isRolledBack() {
        return rolledBack || (outer != null && outer.isRolledBack());
    }

    /** Do something after this transaction has ended. */
    public synchronized void onEnd(TransactionEnding ending) {
        endings.add(ending);
    }

    /** Let this transaction roll back at its end instead of committing, which is no error. */
    public void rollbackOnly() {
        rollbackOnly = true;
    }

    @Override
    public Transaction requireTransaction(String purpose) {
        return this;
    }

    @Override
    public <T> Flux<T> transactional(TransactionOptions options, Function<Session, Publisher<T>> work) {
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
     * Should the work fail or be cancelled after it has changed something, all of the transaction must go, whoever
     * handles the error: half of the work may not be committed.
     */
    private <T> Flux<T> join(Function<Session, Publisher<T>> work) {
        return Flux.defer(() -> {
            long before = changes.get();
            return Flux.from(work.apply(this))
                    .doOnError(error -> failIfChanged(before, error))
                    .doOnCancel(() -> failIfChanged(before, new CancellationException("The work was cancelled")));
        });
    }

    private void failIfChanged(long before, Throwable error) {
        if (changes.get() != before && failure == null) {
            failure = error;
        }
    }

    /** The outer transaction's statements wait, or a rollback to the savepoint would undo them too. */
    private <T> Flux<T> nested(TransactionOptions options, Function<Session, Publisher<T>> work) {
        return gate.inTurn(
                () -> {
                    String savepoint = "fluxrecord_" + root().savepoints.incrementAndGet();
                    return Flux.usingWhen(
                                    Mono.from(connection.createSavepoint(savepoint))
                                            .then(Mono.fromSupplier(
                                                    () -> new Transaction(connections, connection, options, this))),
                                    inner -> Flux.defer(() -> work.apply(inner))
                                            .contextWrite(context -> context.put(Transaction.class, inner)),
                                    inner -> inner.endSavepoint(savepoint),
                                    (inner, error) -> inner.rollbackTo(savepoint),
                                    inner -> inner.rollbackTo(savepoint))
                            .onErrorMap(EndingFailure::unwrap);
                },
                () -> {});
    }

    private Transaction root() {
        return outer == null ? this : outer.root();
    }

    private Mono<Void> endSavepoint(String savepoint) {
        return endUnlessDoomed(() -> rollbackTo(savepoint), () -> {
            close();
            return Mono.from(connection.releaseSavepoint(savepoint))
                    .onErrorResume(error -> rollbackTo(savepoint).then(Mono.error(new EndingFailure(error))))
                    .then(Mono.fromRunnable(this::mergeIntoOuter));
        });
    }

    /** The outer transaction may have been cancelled, and rolled back, since the release of the savepoint was sent. */
    private synchronized void mergeIntoOuter() {
        Transaction into = Objects.requireNonNull(outer);
        synchronized (into) {
            into.endings.addAll(endings);
            into.changes.addAndGet(changes.get());
            if (into.rolledBack) {
                undo();
            } else {
                undo.descendingIterator().forEachRemaining(into.undo::push);
            }
        }
    }

    private Mono<Void> rollbackTo(String savepoint) {
        return Mono.defer(() -> {
            close();
            undo();
            hearOfRollbackAtTheEnd();
            return Mono.from(connection.rollbackTransactionToSavepoint(savepoint))
                    .onErrorResume(this::doomOuter);
        });
    }

    /** What could not be undone may not be committed with the rest. */
    private Mono<Void> doomOuter(Throwable error) {
        Objects.requireNonNull(outer).failure = error;
        return rollbackFailed(error);
    }

    private synchronized void hearOfRollbackAtTheEnd() {
        Transaction into = Objects.requireNonNull(outer);
        endings.forEach(ending -> into.onEnd(new RolledBack(ending)));
        endings.clear();
    }

    Mono<Void> end() {
        return endUnlessDoomed(this::rollback, this::commit);
    }

    private Mono<Void> endUnlessDoomed(Supplier<Mono<Void>> rollback, Supplier<Mono<Void>> commit) {
        Throwable cause = failure;
        if (cause != null) {
            return rollback.get()
                    .then(Mono.error(() -> new EndingFailure(new RollbackOnlyException(describe(), cause))));
        }
        return rollbackOnly ? rollback.get() : commit.get();
    }

    private Mono<Void> commit() {
        close();
        return Mono.from(connection.commitTransaction())
                .onErrorResume(error -> rollback().then(Mono.error(new EndingFailure(error))))
                .then(Mono.defer(this::release))
                .then(Mono.defer(this::committed));
    }

    Mono<Void> rollback() {
        return Mono.defer(() -> {
            close();
            undo();
            return Mono.from(connection.rollbackTransaction())
                    .onErrorResume(Transaction::rollbackFailed)
                    .then(Mono.defer(this::release))
                    .then(Mono.defer(this::rolledBack));
        });
    }

    private static Mono<Void> rollbackFailed(Throwable error) {
        log.warn("Rolling back failed; the database rolls back when the connection closes", error);
        return Mono.empty();
    }

    private void close() {
        gate.close(() -> new TransactionStateException(describe()
                + " has ended, and a statement came after that: what is subscribed to in a transaction must be part of"
                + " its pipeline"));
    }

    private synchronized void undo() {
        rolledBack = true;
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private Mono<Void> release() {
        Mono<Void> close = Mono.from(connection.close()).onErrorResume(error -> {
            log.warn("Giving a connection back failed", error);
            return Mono.empty();
        });
        List<String> settings = connections.dialect().leaveTransaction(options);
        return settings.isEmpty() ? close : putBack(settings).then(close);
    }

    private Mono<Void> putBack(List<String> settings) {
        return Connections.execute(connection, settings).onErrorResume(error -> {
            log.warn("Putting back the settings of a connection failed", error);
            return Mono.empty();
        });
    }

    private Mono<Void> committed() {
        List<TransactionEnding> all = endings();
        return all.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(all)
                        .concatMapDelayError(
                                ending -> Flux.from(ending.committed()).then())
                        .then()
                        .onErrorMap(EndingFailure::new);
    }

    private Mono<Void> rolledBack() {
        List<TransactionEnding> all = endings();
        return all.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(all).concatMap(Transaction::rolledBack).then();
    }

    private static Mono<Void> rolledBack(TransactionEnding ending) {
        return Flux.from(ending.rolledBack()).then().onErrorResume(error -> {
            log.warn("A hook or listener of a rollback failed", error);
            return Mono.empty();
        });
    }

    private synchronized List<TransactionEnding> endings() {
        return List.copyOf(endings);
    }

    /** The ending of work whose savepoint was rolled back, whatever becomes of the transaction around it. */
    private record RolledBack(TransactionEnding ending) implements TransactionEnding {

        @Override
        public Publisher<?> committed() {
            return ending.rolledBack();
        }

        @Override
        public Publisher<?> rolledBack() {
            return ending.rolledBack();
        }
    }
}
