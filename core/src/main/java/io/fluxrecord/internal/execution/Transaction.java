package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RollbackOnlyException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A running transaction: its connection, how to undo what it changed in memory, and who wants to hear of its end. It
 * travels in the Reactor Context and nowhere else. However it ends, its connection is closed exactly once, and
 * callbacks run after that, so that they can borrow one of their own.
 */
public final class Transaction implements Session {

    private static final Logger log = LoggerFactory.getLogger(Transaction.class);

    private final Connections connections;
    private final Connection connection;
    private final Deque<Runnable> undo = new ConcurrentLinkedDeque<>();
    private final Queue<Supplier<Publisher<?>>> afterCommit = new ConcurrentLinkedQueue<>();
    private final Queue<Supplier<Publisher<?>>> afterRollback = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Throwable failure;

    Transaction(Connections connections, Connection connection) {
        this.connections = connections;
        this.connection = connection;
    }

    static @Nullable Transaction running(ContextView context) {
        return context.getOrDefault(Transaction.class, null);
    }

    boolean belongsTo(Connections connections) {
        return this.connections == connections;
    }

    <T> Flux<T> run(Function<Transaction, Flux<T>> work) {
        return Mono.from(connection.beginTransaction())
                .thenMany(Flux.defer(() -> work.apply(this)))
                .contextWrite(context -> context.put(Transaction.class, this));
    }

    @Override
    public Mono<Long> update(RenderedSql sql, @Nullable Object[] values) {
        return Mono.defer(() -> connections.update(connection, sql, values));
    }

    @Override
    public <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        Flux<T> rows = Flux.defer(() -> connections.query(connection, sql, values, fetchSize, reader));
        // A statement that is sent while rows are still to come waits for the last of them, so a consumer that runs
        // statements per
        // row would wait for itself. Taking all rows at once, it never does. Whoever sets a fetch size asks for
        // back-pressure.
        return fetchSize > 0 ? rows : rows.onBackpressureBuffer();
    }

    @Override
    public void onRollback(Runnable undo) {
        this.undo.push(undo);
    }

    public void afterCommit(Supplier<Publisher<?>> callback) {
        afterCommit.add(callback);
    }

    public void afterRollback(Supplier<Publisher<?>> callback) {
        afterRollback.add(callback);
    }

    /** Join this transaction. Should the work fail, all of the transaction must go, whoever handles the error. */
    @Override
    public <T> Flux<T> inTransaction(Function<Transaction, Flux<T>> work) {
        return Flux.defer(() -> work.apply(this)).doOnError(error -> failure = error);
    }

    Mono<Void> commit() {
        Throwable cause = failure;
        if (cause != null) {
            return rollback().then(Mono.error(() -> new RollbackOnlyException(cause)));
        }
        return Mono.from(connection.commitTransaction())
                .onErrorResume(error -> rollback().then(Mono.error(error)))
                .then(Mono.from(connection.close()))
                .then(Mono.defer(() -> fire(afterCommit)));
    }

    Mono<Void> rollback() {
        return Mono.from(connection.rollbackTransaction())
                .onErrorResume(error -> {
                    log.warn("Rolling back failed; the database rolls back when the connection closes", error);
                    return Mono.empty();
                })
                .then(Mono.fromRunnable(this::undo))
                .then(Mono.from(connection.close()))
                .then(Mono.defer(() -> fire(afterRollback)));
    }

    private void undo() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private static Mono<Void> fire(Queue<Supplier<Publisher<?>>> callbacks) {
        Deque<Supplier<Publisher<?>>> all = new ArrayDeque<>(callbacks);
        return Flux.fromIterable(all).concatMap(Supplier::get).then();
    }
}
