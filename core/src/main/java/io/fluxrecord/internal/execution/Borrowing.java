package io.fluxrecord.internal.execution;

import io.fluxrecord.internal.record.Operation;
import io.r2dbc.spi.Connection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * A statement on a connection that is borrowed for it alone, and given back exactly once, when the statement has
 * answered. Its end is signalled after that.
 */
final class Borrowing<T> extends Exchange<T> {

    /** What is sent on the connection, and how its answer is read. */
    @FunctionalInterface
    interface Sending<T> {
        CorePublisher<T> on(Connection connection, Exchange<T> exchange);
    }

    private static final Logger log = LoggerFactory.getLogger(Borrowing.class);

    /** In place of what waits for the answer: it has come already. */
    private static final Sinks.Empty<Void> COME = Sinks.empty();

    @SuppressWarnings("rawtypes") // An updater knows no type arguments.
    private static final AtomicReferenceFieldUpdater<Borrowing, Sinks.Empty> ANSWER =
            AtomicReferenceFieldUpdater.newUpdater(Borrowing.class, Sinks.Empty.class, "answer");

    private final Connections connections;
    private final Sending<T> sending;
    private final boolean cursor;
    private @Nullable Connection connection;
    private volatile @Nullable Subscription acquisition;
    private volatile Sinks.@Nullable Empty<Void> answer;

    /**
     * Make a borrowing.
     *
     * @param single whether at most one value is emitted, which is kept until the connection is given back
     * @param cursor whether rows are fetched in portions, of which no more are to be fetched after a cancel
     */
    Borrowing(
            Connections connections,
            Sending<T> sending,
            boolean single,
            boolean cursor,
            @Nullable Operation operation,
            @Nullable Write<T> write,
            CoreSubscriber<? super T> actual) {
        super(actual, single, operation, write);
        this.connections = connections;
        this.sending = sending;
        this.cursor = cursor;
    }

    void start(Mono<Connection> source) {
        actual.onSubscribe(this);
        if (!isCancelled()) {
            source.subscribe(new Acquisition());
        }
    }

    @Override
    void withdrawn() {
        Subscription subscription = acquisition;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    @Nullable
    Supplier<? extends Publisher<?>> endAfterCancel() {
        return cursor ? () -> Connections.barrier(Objects.requireNonNull(connection)) : null;
    }

    @Override
    void abandoned() {
        Sinks.Empty<Void> waiting = Sinks.empty();
        Connection held = connection;
        if (held != null && ANSWER.compareAndSet(this, null, waiting)) {
            Interruption.await(waiting.asMono(), held, connections)
                    .subscribe(ignored -> {}, lost -> {}, () -> release(held, false, null));
        }
    }

    @Override
    void broken() {
        Connection held = connection;
        if (held != null && ANSWER.compareAndSet(this, null, COME)) {
            Interruption.close(held).subscribe(ignored -> {}, lost -> {}, () -> giveBack(held));
        }
    }

    private void giveBack(Connection held) {
        held.close().subscribe(new Release(false, null));
    }

    @Override
    void ended(boolean subscribed, @Nullable Throwable error) {
        Connection held = connection;
        if (held == null) {
            conclude(subscribed, error);
        } else if (ANSWER.compareAndSet(this, null, COME)) {
            release(held, subscribed, error);
        } else {
            Objects.requireNonNull(answer).tryEmitEmpty();
        }
    }

    /** What was sent on a connection that another library has begun a transaction on is committed, cancelled or not. */
    private void release(Connection held, boolean subscribed, @Nullable Throwable error) {
        Mono<Void> commit = error == null ? connections.setup().after(held) : null;
        if (commit == null) {
            held.close().subscribe(new Release(subscribed, error));
        } else {
            commit.subscribe(
                    nothing -> {},
                    failed -> held.close().subscribe(new Release(subscribed, failed)),
                    () -> held.close().subscribe(new Release(subscribed, null)));
        }
    }

    private void conclude(boolean subscribed, @Nullable Throwable error) {
        if (subscribed) {
            signal(error);
        }
    }

    private final class Acquisition implements CoreSubscriber<Connection> {

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            acquisition = subscription;
            if (isCancelled()) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(Connection acquired) {
            connection = acquired;
            if (!send(() -> sending.on(acquired, Borrowing.this))) {
                giveBack(acquired);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (connection != null || !send(() -> Mono.error(error))) {
                Operators.onErrorDropped(error, currentContext());
            }
        }

        @Override
        public void onComplete() {
            if (connection == null) {
                send(Mono::empty);
            }
        }
    }

    /** What a statement has done stands, whatever becomes of its connection. */
    private final class Release implements CoreSubscriber<Void> {

        private final boolean subscribed;
        private final @Nullable Throwable error;

        private Release(boolean subscribed, @Nullable Throwable error) {
            this.subscribed = subscribed;
            this.error = error;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Void nothing) {}

        @Override
        public void onError(Throwable failure) {
            log.warn("Giving a connection back failed", failure);
            conclude(subscribed, error);
        }

        @Override
        public void onComplete() {
            conclude(subscribed, error);
        }
    }
}
