package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A connection factory that signals what a test says and when it says so, after a cancel too. */
final class ScriptedConnections implements ConnectionFactory {

    final AtomicInteger closed = new AtomicInteger();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    /** Return all attempts so far to open a connection. */
    List<Attempt> attempts() {
        return attempts;
    }

    Attempt attempt(int index) {
        return attempts.get(index);
    }

    @Override
    public Mono<Connection> create() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Connection> actual) {
                Attempt attempt = new Attempt(actual);
                attempts.add(attempt);
                actual.onSubscribe(attempt);
            }
        };
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> "scripted";
    }

    @Override
    public String toString() {
        return "scripted connections";
    }

    /** Return a connection that does nothing but count that it was closed. */
    Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> Mono.fromRunnable(closed::incrementAndGet);
                    case "validate" -> Mono.just(true);
                    case "isAutoCommit" -> true;
                    case "toString" -> "scripted connection";
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> Mono.empty();
                });
    }

    /** One attempt to open a connection. */
    static final class Attempt implements Subscription {

        private final CoreSubscriber<? super Connection> subscriber;
        private volatile long requested;
        private volatile boolean cancelled;

        private Attempt(CoreSubscriber<? super Connection> subscriber) {
            this.subscriber = subscriber;
        }

        CoreSubscriber<? super Connection> subscriber() {
            return subscriber;
        }

        void opens(Connection connection) {
            subscriber.onNext(connection);
            subscriber.onComplete();
        }

        boolean isRequested() {
            return requested > 0;
        }

        boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void request(long n) {
            requested = n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
