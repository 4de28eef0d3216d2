package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A connection is handed over or given back, never both, and waited for no longer than the limit. */
class BoundedAcquisitionTests {

    private static final Duration LIMIT = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final SessionSetup NONE = new SessionSetup(List.of(), false);

    private final ScriptedConnections pool = new ScriptedConnections();
    private final Mono<Connection> acquisition = new BoundedAcquisition(pool, NONE);

    private ScriptedConnections.Attempt attempt() {
        return pool.attempt(0);
    }

    @Test
    void connectionIsHandedOverAndNotClosed() {
        Connection connection = pool.connection();
        StepVerifier.create(acquisition)
                .then(() -> attempt().opens(connection))
                .expectNext(connection)
                .verifyComplete();
        assertThat(pool.closed).hasValue(0);
        assertThat(attempt().isCancelled()).isFalse();
    }

    @Test
    void connectionThatComesAfterACancelIsGivenBack() {
        List<Connection> taken = new ArrayList<>();
        Disposable subscription = acquisition.subscribe(taken::add);
        subscription.dispose();
        assertThat(attempt().isCancelled()).isTrue();
        attempt().subscriber().onNext(pool.connection());
        assertThat(taken).isEmpty();
        assertThat(pool.closed).hasValue(1);
    }

    @Test
    void cancelAfterTheHandOverChangesNothing() {
        List<Subscription> subscriptions = new ArrayList<>();
        List<Connection> taken = new ArrayList<>();
        acquisition.doOnSubscribe(subscriptions::add).subscribe(taken::add);
        attempt().subscriber().onNext(pool.connection());
        subscriptions.get(0).cancel();
        assertThat(taken).hasSize(1);
        assertThat(attempt().isCancelled()).isFalse();
        assertThat(pool.closed).hasValue(0);
    }

    @Test
    void errorThatComesAfterACancelIsDropped() {
        List<Throwable> dropped = new ArrayList<>();
        List<Throwable> signalled = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            acquisition.subscribe(taken -> {}, signalled::add).dispose();
            attempt().subscriber().onError(new IllegalStateException("on purpose"));
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).singleElement().satisfies(error -> assertThat(error).hasMessage("on purpose"));
        assertThat(signalled).isEmpty();
    }

    @Test
    void errorIsPassedOn() {
        StepVerifier.create(acquisition)
                .then(() -> attempt().subscriber().onError(new IllegalStateException("on purpose")))
                .verifyErrorMessage("on purpose");
    }

    @Test
    void whatCompletesWithoutAConnectionCompletes() {
        StepVerifier.create(acquisition)
                .then(() -> attempt().subscriber().onComplete())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void demandAndContextReachThePool() {
        StepVerifier.create(acquisition.contextWrite(context -> context.put("user", "ada")), 0)
                .then(() -> {
                    assertThat(attempt().isRequested()).isFalse();
                    assertThat(attempt().subscriber().currentContext().<String>get("user"))
                            .isEqualTo("ada");
                })
                .thenRequest(1)
                .then(() -> assertThat(attempt().isRequested()).isTrue())
                .thenCancel()
                .verify(PATIENCE);
    }

    /** A pool of one connection at most, which is opened as the test says. */
    private static ConnectionPool poolOfOne(Openings openings) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(openings)
                .initialSize(0)
                .maxSize(1)
                .build());
    }

    private static Openings openings(Mono<Connection> opened) {
        ConnectionFactory factory = new ConnectionFactory() {
            @Override
            public Mono<Connection> create() {
                return opened;
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return () -> "scripted";
            }
        };
        return new Openings(factory, Duration.ofMinutes(1));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void whoWaitsForALimitIsToldThatAllAreInUse() {
        Openings openings = openings(Mono.fromSupplier(pool::connection));
        ConnectionPool one = poolOfOne(openings);
        Mono<Connection> bounded = new BoundedAcquisition(one, openings, NONE, LIMIT);
        Connection held = Objects.requireNonNull(bounded.block(PATIENCE));
        long start = System.nanoTime();
        StepVerifier.create(bounded)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessageContaining("after 150ms: all connections of the pool are in use"))
                .verify(PATIENCE);
        assertThat(since(start)).isGreaterThanOrEqualTo(LIMIT);
        Mono.from(held.close()).block(PATIENCE);
        assertThat(bounded.block(PATIENCE)).as("the connection that came back").isNotNull();
    }

    @Test
    void whoWaitsForAConnectionThatIsNotOpenedIsToldHowManyThereAre() {
        Openings openings = openings(Mono.never());
        Mono<Connection> bounded = new BoundedAcquisition(poolOfOne(openings), openings, NONE, LIMIT);
        Disposable served = bounded.subscribe();
        StepVerifier.create(bounded)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessageContaining("0 of the 1 connections of the pool are in use, and no other"))
                .verify(PATIENCE);
        served.dispose();
    }

    @Test
    void eachWaiterHasItsOwnTime() {
        Openings openings = openings(Mono.fromSupplier(pool::connection));
        ConnectionPool one = poolOfOne(openings);
        Mono<Connection> bounded = new BoundedAcquisition(one, openings, NONE, LIMIT);
        Connection held = Objects.requireNonNull(bounded.block(PATIENCE));
        Mono<Duration> waited = Mono.defer(() -> {
            long start = System.nanoTime();
            return bounded.map(taken -> Duration.ZERO).onErrorResume(late -> Mono.just(since(start)));
        });
        Disposable cancelled = bounded.subscribe();
        StepVerifier.create(Mono.zip(
                        waited,
                        waited.delaySubscription(LIMIT.dividedBy(2)).doOnSubscribe(later -> cancelled.dispose())))
                .assertNext(both ->
                        both.forEach(each -> assertThat((Duration) each).isBetween(LIMIT, LIMIT.multipliedBy(10))))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(one.getMetrics().orElseThrow().pendingAcquireSize()).isZero();
        Mono.from(held.close()).block(PATIENCE);
    }
}
