package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Operation;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.Provenance;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
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
    private final TransactionOptions options;
    private final @Nullable Transaction outer;
    private final StatementGate gate = new StatementGate(this::broken);
    private final AtomicInteger savepoints = new AtomicInteger();
    private final AtomicLong changes = new AtomicLong();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<TransactionEnding> endings = new ArrayList<>();
    private @Nullable Connection connection;
    private @Nullable Change writing;
    private @Nullable Transaction inside;
    private @Nullable Throwable failureAround;
    private volatile @Nullable Operation owner;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean begun;
    private volatile boolean ending;
    private volatile boolean abandoned;
    private volatile boolean broken;
    private volatile boolean rolledBack;
    private volatile boolean rollbackOnly;
    private volatile @Nullable Throwable failure;

    Transaction(Connections connections, TransactionOptions options, @Nullable Transaction outer) {
        this.connections = connections;
        this.options = options;
        this.outer = outer;
    }

    /** Run on this connection, which is closed at the end. */
    Transaction on(Connection connection) {
        this.connection = connection;
        return this;
    }

    private Connection connection() {
        return Objects.requireNonNull(connection);
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
        return start(this::begin)
                .thenMany(unlessBroken(work))
                .contextWrite(context -> context.put(Transaction.class, this));
    }

    /** With a driver that answers at once, work begins under no statement that would notice its fatal error. */
    private <T> Flux<T> unlessBroken(Function<Session, Publisher<T>> work) {
        Flux<T> deferred = Flux.defer(() -> work.apply(this));
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                try {
                    deferred.subscribe(actual);
                } catch (Throwable fatal) {
                    broken(fatal);
                    throw fatal;
                }
            }
        };
    }

    /** Once it was sent, what begins a transaction or savepoint is answered before anything else is sent. */
    private Mono<Void> start(Supplier<Mono<Void>> command) {
        return gate.inTurn(
                exchange -> {
                    begun = true;
                    return command.get();
                },
                null,
                null);
    }

    private Mono<Void> begin() {
        Mono<Void> begin = Mono.from(connection().beginTransaction());
        List<String> settings = connections.dialect().enterTransaction(options);
        return settings.isEmpty() ? begin : begin.then(Connections.execute(connection(), settings, () -> abandoned));
    }

    @Override
    public <R> Mono<R> update(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Write<R> write) {
        return gate.inTurn(
                exchange -> {
                    Publisher<? extends Result> execution = connections.execute(connection(), sql, values);
                    Change change = new Change();
                    return new RowCount<R>(execution) {
                        @Override
                        @Nullable
                        R answered(long count) {
                            change.over(count);
                            try {
                                return write.answered(count);
                            } catch (RuntimeException refused) {
                                throw change.unknown(count, refused);
                            }
                        }

                        @Override
                        Throwable failed(Throwable error) {
                            return change.failed(error, isReadable());
                        }
                    };
                },
                operation,
                write);
    }

    @Override
    public <K, R> Mono<R> updateReturning(
            RenderedSql sql,
            @Nullable Object[] values,
            @Nullable Operation operation,
            Function<Row, K> reader,
            Function<List<K>, R> answer) {
        return gate.inTurn(
                exchange -> {
                    Publisher<? extends Result> execution = connections.execute(connection(), sql, values);
                    Change change = new Change();
                    return new ReadRows<K, R>(execution, reader) {
                        @Override
                        R complete() {
                            List<K> rows = rows();
                            change.over(rows.size());
                            try {
                                return answer.apply(rows);
                            } catch (RuntimeException refused) {
                                throw change.unknown(rows.size(), refused);
                            }
                        }

                        @Override
                        Throwable failed(Throwable error) {
                            return change.failed(error, isReadable());
                        }
                    };
                },
                operation,
                null);
    }

    /**
     * A write from when it is sent: until its answer says that it has changed nothing, it counts as a change. There is
     * one at a time.
     */
    private final class Change {

        private @Nullable Throwable failureOfWork;
        private boolean over;

        private Change() {
            synchronized (Transaction.this) {
                writing = this;
            }
        }

        /** No record in memory stands for the rows that were changed. */
        private RuntimeException unknown(long count, RuntimeException refused) {
            if (count > 0) {
                fail(refused);
            }
            return refused;
        }

        /** What cannot be read of an answer was written all the same; what the database refuses was not. */
        private Throwable failed(Throwable error, boolean readable) {
            if (!over) {
                over(0);
                if (!readable) {
                    fail(error);
                }
            }
            return error;
        }

        private void over(long count) {
            synchronized (Transaction.this) {
                over = true;
                writing = null;
                changes.addAndGet(count);
                if (count > 0 && failureOfWork != null) {
                    fail(failureOfWork);
                }
            }
        }
    }

    @Override
    public <T> Mono<T> queryOne(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Function<Row, T> reader) {
        return gate.inTurn(exchange -> connections.queryOne(connection(), sql, values, reader), operation, null);
    }

    @Override
    public <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        return Flux.defer(() -> new YieldingRows<>(
                gate,
                exchange -> connections.query(connection(), sql, values, fetchSize, reader, exchange),
                fetchSize == 0 ? null : () -> Connections.barrier(connection())));
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

    /** Keep an operation that this transaction was begun for under way until it has ended, be it after a cancel. */
    public void begunFor(Operation operation) {
        operation.hold();
        owner = operation;
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

    private synchronized void failIfChanged(long before, Throwable error) {
        if (changes.get() != before) {
            fail(error);
        } else if (writing != null) {
            writing.failureOfWork = error;
        } else if (inside != null) {
            inside.failureAround = error;
        }
    }

    private synchronized void fail(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    /**
     * The outer transaction's statements wait, or a rollback to the savepoint would undo them too. They wait for that
     * rollback as well, if the subscriber cancels.
     */
    private <T> Flux<T> nested(TransactionOptions options, Function<Session, Publisher<T>> work) {
        return Flux.defer(() -> {
            String savepoint = "fluxrecord_" + root().savepoints.incrementAndGet();
            Transaction inner = new Transaction(connections, options, this).on(connection());
            Sinks.Empty<Void> ended = Sinks.empty();
            Runnable end = ended::tryEmitEmpty;
            return gate.<T>manyInTurn(
                            exchange -> Flux.usingWhen(
                                    Mono.fromSupplier(() -> {
                                        inside(inner);
                                        return inner;
                                    }),
                                    savepointed -> savepointed.runNested(savepoint, work),
                                    savepointed ->
                                            savepointed.endSavepoint(savepoint).doFinally(signal -> end.run()),
                                    (savepointed, error) ->
                                            savepointed.rollbackTo(savepoint).doFinally(signal -> end.run()),
                                    savepointed ->
                                            savepointed.rollbackTo(savepoint).doFinally(signal -> end.run())),
                            () -> {},
                            ended::asMono)
                    .onErrorMap(EndingFailure::unwrap);
        });
    }

    private synchronized void inside(@Nullable Transaction nested) {
        inside = nested;
    }

    private <T> Flux<T> runNested(String savepoint, Function<Session, Publisher<T>> work) {
        return start(() -> Mono.from(connection().createSavepoint(savepoint)))
                .thenMany(unlessBroken(work))
                .contextWrite(context -> context.put(Transaction.class, this));
    }

    private Transaction root() {
        return outer == null ? this : outer.root();
    }

    private Mono<Void> endSavepoint(String savepoint) {
        close();
        return gate.idle()
                .then(Mono.defer(() -> endUnlessDoomed(
                        () -> rollbackTo(savepoint),
                        () -> Mono.from(connection().releaseSavepoint(savepoint))
                                .onErrorResume(
                                        error -> rollbackTo(savepoint).then(Mono.error(new EndingFailure(error))))
                                .then(Mono.fromRunnable(this::mergeIntoOuter)))));
    }

    /**
     * The outer transaction may have been cancelled, and rolled back, since the release of the savepoint was sent; or
     * only work that has joined it, half of which this is.
     */
    private synchronized void mergeIntoOuter() {
        Transaction into = Objects.requireNonNull(outer);
        synchronized (into) {
            into.inside = null;
            if (failureAround != null && changes.get() > 0) {
                into.fail(failureAround);
            }
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
            return undone(() -> connection().rollbackTransactionToSavepoint(savepoint))
                    .onErrorResume(this::doomOuter);
        });
    }

    /** What could not be undone may not be committed with the rest. */
    private Mono<Void> doomOuter(Throwable error) {
        Objects.requireNonNull(outer).fail(error);
        return rollbackFailed(error);
    }

    private synchronized void hearOfRollbackAtTheEnd() {
        Transaction into = Objects.requireNonNull(outer);
        into.inside(null);
        endings.forEach(ending -> into.onEnd(new RolledBack(ending)));
        endings.clear();
    }

    /** Wait for what is under way, whose subscriber may have cancelled: what it has done decides about the commit. */
    Mono<Void> end() {
        close();
        ending = true;
        return gate.isIdle() ? endUnlessDoomed(this::rollback, this::commit) : endWhenIdle();
    }

    private Mono<Void> endWhenIdle() {
        if (abandoned) {
            limitEnd();
        }
        return gate.idle()
                .then(Mono.defer(() -> abandoned ? rollback() : endUnlessDoomed(this::rollback, this::commit)));
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
        if (abandoned) {
            limitEnd();
        }
        return Mono.from(connection().commitTransaction())
                .onErrorResume(error -> rollback().then(Mono.error(new EndingFailure(unlessRefused(error)))))
                .then(Mono.defer(this::release))
                .then(Mono.defer(this::committed));
    }

    private Throwable unlessRefused(Throwable error) {
        return error instanceof R2dbcException lost && !connections.dialect().isRefusal(lost)
                ? new UnknownOutcomeException("the commit of " + describe().toLowerCase(Locale.ROOT), lost)
                : error;
    }

    /** The subscriber has cancelled: a commit that is under way goes on, but not for ever. */
    void abandoned() {
        abandoned = true;
        if (ending) {
            limitEnd();
        }
    }

    private void limitEnd() {
        Mono.delay(Interruption.LIMIT)
                .filter(late -> ending)
                .flatMap(late -> Interruption.close(connection()))
                .subscribe();
    }

    /** A pipeline that is broken ends in no way that could be waited for, so its connection is closed at once. */
    private void broken(Throwable fatal) {
        if (outer != null) {
            outer.broken(fatal);
            return;
        }
        if (broken) {
            return;
        }
        log.error("Code in {} threw an error that Reactor takes as fatal; its connection is closed", describe(), fatal);
        broken = true;
        rollback().subscribe();
    }

    Mono<Void> rollback() {
        return Mono.defer(() -> {
            close();
            undo();
            return undone(() -> connection().rollbackTransaction())
                    .onErrorResume(Transaction::rollbackFailed)
                    .then(Mono.defer(this::release))
                    .then(Mono.defer(this::rolledBack));
        });
    }

    /** Roll back when what is under way has ended; close the connection where the server answers to neither. */
    private Mono<Void> undone(Supplier<Publisher<Void>> rollback) {
        if (!begun) {
            return Mono.empty();
        }
        if (broken) {
            return Interruption.close(connection());
        }
        Mono<Void> rolledBack = Mono.defer(() -> Mono.from(rollback.get()))
                .timeout(Interruption.LIMIT)
                .onErrorResume(
                        TimeoutException.class,
                        late -> Interruption.close(connection()).then(Mono.<Void>error(late)));
        return gate.isIdle()
                ? rolledBack
                : Interruption.await(gate.idle(), connection(), connections.dialect())
                        .then(rolledBack);
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
        ending = false;
        if (!released.compareAndSet(false, true)) {
            return Mono.empty();
        }
        Mono<Void> close = Mono.from(connection().close()).onErrorResume(error -> {
            log.warn("Giving a connection back failed", error);
            return Mono.empty();
        });
        List<String> settings = connections.dialect().leaveTransaction(options);
        return settings.isEmpty() ? close : putBack(settings).then(close);
    }

    private Mono<Void> putBack(List<String> settings) {
        return Connections.execute(connection(), settings, () -> false).onErrorResume(error -> {
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

    /** The record may do its next operation in an ending. */
    private synchronized List<TransactionEnding> endings() {
        Operation begunFor = owner;
        if (begunFor != null) {
            owner = null;
            begunFor.finish();
            begunFor.release();
        }
        List<TransactionEnding> all = List.copyOf(endings);
        endings.clear();
        return all;
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
