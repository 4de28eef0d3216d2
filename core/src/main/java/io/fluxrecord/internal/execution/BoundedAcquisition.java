package io.fluxrecord.internal.execution;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * A connection that is handed over or, after a cancel, given back, and never both: a pool that is cancelled while it is
 * handing a connection over takes it back, and then two would use it. Where it is a pool of our own, it is waited for
 * no longer than a given time. The pool's own limit sets a timer for every acquisition, which costs more than all else
 * that is done for one; here one timer is set for all that wait, when the first of them comes.
 */
public final class BoundedAcquisition extends Mono<Connection> {

    private final Mono<? extends Connection> acquisition;
    private final @Nullable PoolMetrics metrics;
    private final @Nullable Openings openings;
    private final SessionSetup setup;
    private final Duration limit;

    /** Who may have to wait, in the order in which they came, which is that of their deadlines and of the pool. */
    private final Queue<Attempt> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean timerSet = new AtomicBoolean();

    /** Leave it to who makes the connections how long that takes. */
    public BoundedAcquisition(ConnectionFactory connections, SessionSetup setup) {
        this.setup = setup;
        acquisition = Mono.from(connections.create());
        metrics = null;
        openings = null;
        limit = Duration.ZERO;
    }

    /**
     * Wait for a connection of a pool.
     *
     * @param openings what the pool opens its connections with
     */
    public BoundedAcquisition(ConnectionPool pool, Openings openings, SessionSetup setup, Duration limit) {
        this.setup = setup;
        acquisition = pool.create();
        metrics = pool.getMetrics().orElseThrow();
        this.openings = openings;
        this.limit = limit;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Connection> actual) {
        Attempt attempt = new Attempt(actual);
        acquisition.subscribe(attempt);
        // A caller that is not in the pool's queue by now is being served. So is a queue that idle connections
        // suffice for: the pool is at it, perhaps on this very thread, where one statement begins in the release of
        // another.
        if (metrics != null && metrics.pendingAcquireSize() > metrics.idleSize()) {
            limit(attempt);
        }
    }

    private void limit(Attempt attempt) {
        attempt.deadline = System.nanoTime() + limit.toNanos();
        attempt.limited = true;
        waiting.add(attempt);
        if (attempt.get()) {
            firstWaiting();
        }
        setTimer();
    }

    /** Return who waits for longest, forgetting those before that have ended. */
    private @Nullable Attempt firstWaiting() {
        Attempt first = waiting.peek();
        while (first != null && first.get()) {
            waiting.remove(first);
            first = waiting.peek();
        }
        return first;
    }

    private void setTimer() {
        while (!waiting.isEmpty() && timerSet.compareAndSet(false, true)) {
            Attempt first = firstWaiting();
            if (first != null) {
                long left = Math.max(0, first.deadline - System.nanoTime());
                Schedulers.parallel().schedule(this::timeOut, left, TimeUnit.NANOSECONDS);
                return;
            }
            timerSet.set(false);
        }
    }

    private void timeOut() {
        try {
            long now = System.nanoTime();
            Attempt first = firstWaiting();
            while (first != null && first.deadline - now <= 0) {
                first.timeOut();
                first = firstWaiting();
            }
        } finally {
            timerSet.set(false);
            setTimer();
        }
    }

    private R2dbcTimeoutException timedOut() {
        String message = "Connection acquisition timed out after " + limit.toMillis() + "ms: ";
        int used = metrics == null ? 0 : metrics.acquiredSize();
        int most = metrics == null ? 0 : metrics.getMaxAllocatedSize();
        if (used >= most) {
            return new R2dbcTimeoutException(message + "all connections of the pool are in use; give it more of them"
                    + " (maxConnections), or keep transactions short");
        }
        return new R2dbcTimeoutException(
                message + used + " of the " + most
                        + " connections of the pool are in use, and no other could be opened",
                openings == null ? null : openings.failure());
    }

    /** Ends once: with a connection, an error, a cancel, or the end of the time. */
    private final class Attempt extends AtomicBoolean implements CoreSubscriber<Connection>, Subscription {

        private final transient CoreSubscriber<? super Connection> actual;
        private transient @Nullable Subscription upstream;
        private long deadline;
        private volatile boolean limited;
        private boolean gettingReady;

        private Attempt(CoreSubscriber<? super Connection> actual) {
            this.actual = actual;
        }

        private void timeOut() {
            if (end()) {
                R2dbcTimeoutException error = timedOut();
                cancelUpstream();
                actual.onError(error);
            }
        }

        private boolean end() {
            if (!compareAndSet(false, true)) {
                return false;
            }
            if (limited) {
                firstWaiting();
            }
            return true;
        }

        private void cancelUpstream() {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        /** What makes a session ready goes on after a cancel, so that the connection can be given back. */
        @Override
        public void onNext(Connection connection) {
            Mono<Void> before = setup.before(connection);
            if (before == null) {
                handOver(connection);
                return;
            }
            gettingReady = true;
            before.subscribe(
                    none -> {},
                    error -> Mono.from(connection.close())
                            .onErrorComplete()
                            .subscribe(closed -> {}, unexpected -> {}, () -> onError(error)),
                    () -> handOver(connection));
        }

        private void handOver(Connection connection) {
            if (end()) {
                actual.onNext(connection);
                actual.onComplete();
            } else {
                Mono.from(connection.close()).subscribe();
            }
        }

        @Override
        public void onError(Throwable error) {
            if (end()) {
                actual.onError(error);
            } else {
                Operators.onErrorDropped(error, currentContext());
            }
        }

        @Override
        public void onComplete() {
            if (!gettingReady && end()) {
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.request(n);
            }
        }

        @Override
        public void cancel() {
            if (end()) {
                cancelUpstream();
            }
        }
    }
}
