package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Opens the connections of a pool, and knows why none could be opened. A pool waits for what it has begun to open, even
 * when no caller wants it any more, so a connection that got lost in the network would keep a place in the pool for all
 * of the limit, and callers waiting after the network has come back. So while an attempt gets no answer, others are
 * made beside it, one after the other; the first to succeed is the connection.
 */
public final class Openings implements ConnectionFactory, Wrapped<ConnectionFactory> {

    /** An attempt is not given up, only joined by another: some servers are slow. */
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(3);

    private static final int ATTEMPTS_OF_A_LIMIT = 4;

    private final ConnectionFactory factory;
    private final Duration limit;
    private final Duration patience;

    /**
     * Made once and subscribed to again, as pools do: drivers over Reactor Netty choose the event loop of a connection
     * at both, so what is done here decides how many event loops serve a pool.
     */
    private volatile @Nullable Mono<Connection> connection;

    private volatile @Nullable Throwable failure;

    /**
     * Open connections.
     *
     * @param limit the time for each of them
     */
    public Openings(ConnectionFactory factory, Duration limit) {
        this.factory = factory;
        this.limit = limit;
        Duration part = limit.dividedBy(ATTEMPTS_OF_A_LIMIT);
        patience = part.compareTo(LONGEST_PATIENCE) < 0 ? part : LONGEST_PATIENCE;
    }

    /** Return why an attempt failed since one last succeeded; null if none did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public Mono<Connection> create() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Connection> actual) {
                new Opening(actual).start();
            }
        };
    }

    private Mono<Connection> connection() {
        Mono<Connection> known = connection;
        if (known == null) {
            known = Mono.<Connection>from(factory.create())
                    .switchIfEmpty(Mono.error(() -> new R2dbcNonTransientResourceException(
                            "The connection factory completed without a connection")));
            connection = known;
        }
        return known;
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return factory.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return factory;
    }

    @Override
    public String toString() {
        return factory.toString();
    }

    /** One connection: ends once, with the first attempt that succeeds, the error of the first one, or the limit. */
    private final class Opening implements Subscription {

        private final CoreSubscriber<? super Connection> actual;
        private final List<Attempt> attempts = new ArrayList<>();
        private final long deadline = System.nanoTime() + limit.toNanos();
        private volatile boolean over;

        private Opening(CoreSubscriber<? super Connection> actual) {
            this.actual = actual;
        }

        private void start() {
            actual.onSubscribe(this);
            setTimer();
            attemptSoon();
        }

        private void setTimer() {
            long left = Math.max(0, deadline - System.nanoTime());
            Schedulers.parallel().schedule(this::goOn, Math.min(left, patience.toNanos()), TimeUnit.NANOSECONDS);
        }

        private void goOn() {
            if (deadline - System.nanoTime() <= 0) {
                timeOut();
            } else if (!over) {
                setTimer();
                attemptSoon();
            }
        }

        /** On the thread that pools of R2DBC open connections on, as some drivers block it. */
        private void attemptSoon() {
            Schedulers.single().schedule(this::attempt);
        }

        /** Make an attempt, giving up the one before it unless that is the first: no more than two are under way. */
        private void attempt() {
            Attempt next = new Attempt(this);
            Attempt superseded = null;
            synchronized (this) {
                if (over) {
                    return;
                }
                if (attempts.size() > 1) {
                    superseded = attempts.remove(1);
                }
                attempts.add(next);
            }
            if (superseded != null) {
                superseded.cancel();
            }
            Mono.defer(Openings.this::connection).subscribe(next);
        }

        private void opened(Attempt attempt, Connection connection) {
            if (end(attempt)) {
                failure = null;
                actual.onNext(connection);
                actual.onComplete();
            } else {
                Mono.from(connection.close()).subscribe();
            }
        }

        private void failed(Attempt attempt, Throwable error) {
            failure = error;
            if (isFirst(attempt) && end(attempt)) {
                actual.onError(error);
            }
        }

        private synchronized boolean isFirst(Attempt attempt) {
            return !attempts.isEmpty() && attempts.get(0) == attempt;
        }

        private void timeOut() {
            Throwable cause = failure;
            if (end(null)) {
                R2dbcTimeoutException error = new R2dbcTimeoutException(
                        "No connection could be opened within " + limit.toMillis() + "ms", cause);
                failure = error;
                actual.onError(error);
            }
        }

        private boolean end(@Nullable Attempt by) {
            List<Attempt> others;
            synchronized (this) {
                if (over) {
                    return false;
                }
                over = true;
                others = List.copyOf(attempts);
                attempts.clear();
            }
            others.stream().filter(attempt -> attempt != by).forEach(Attempt::cancel);
            return true;
        }

        @Override
        public void request(long n) {
            // There is one connection at most, and who subscribes wants it.
        }

        @Override
        public void cancel() {
            end(null);
        }
    }

    private static final class Attempt implements CoreSubscriber<Connection> {

        private final Opening opening;
        private volatile @Nullable Subscription subscription;
        private volatile boolean cancelled;

        private Attempt(Opening opening) {
            this.opening = opening;
        }

        private void cancel() {
            cancelled = true;
            Subscription known = subscription;
            if (known != null) {
                known.cancel();
            }
        }

        @Override
        public Context currentContext() {
            return opening.actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            if (cancelled) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(Connection connection) {
            opening.opened(this, connection);
        }

        @Override
        public void onError(Throwable error) {
            if (cancelled) {
                Operators.onErrorDropped(error, currentContext());
            } else {
                opening.failed(this, error);
            }
        }

        @Override
        public void onComplete() {}
    }
}
