package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** How connections are opened: what a caller waits for, is told, and leaves behind. */
class OpeningsTests {

    private static final Duration AT_ONCE = Duration.ofMillis(2500);
    private static final Duration LIMIT = Duration.ofMillis(1200);

    private final ScriptedConnections driver = new ScriptedConnections();
    private final Openings openings = new Openings(driver, LIMIT);

    private static Mono<Connection> open(Supplier<Publisher<? extends Connection>> create) {
        ConnectionFactory factory = new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return create.get();
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return () -> "scripted";
            }
        };
        return new Openings(factory, Duration.ofMinutes(2)).create();
    }

    @Test
    void driverIsAskedForItsPublisherOnce() {
        AtomicInteger asked = new AtomicInteger();
        Mono<Connection> connections = open(() -> {
            asked.incrementAndGet();
            return Mono.fromSupplier(driver::connection);
        });

        connections.block(AT_ONCE);
        connections.block(AT_ONCE);

        assertThat(asked).hasValue(1);
    }

    @Test
    void factoryThatThrowsIsSignalled() {
        StepVerifier.create(open(() -> {
                    throw new IllegalStateException("on purpose");
                }))
                .expectErrorMessage("on purpose")
                .verify(AT_ONCE);
    }

    @Test
    void factoryThatCompletesEmptyIsSignalled() {
        StepVerifier.create(open(Mono::empty))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcNonTransientResourceException.class)
                        .hasMessageContaining("without a connection"))
                .verify(AT_ONCE);
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(1))
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(AT_ONCE);
    }

    private ScriptedConnections.Attempt attempt(int index) {
        await(() -> driver.attempts().size() > index && driver.attempt(index).isRequested());
        return driver.attempt(index);
    }

    @Test
    void attemptThatHangsIsJoinedByAnother() {
        Connection connection = driver.connection();
        StepVerifier.create(openings.create())
                .then(() -> attempt(1).opens(connection))
                .expectNext(connection)
                .expectComplete()
                .verify(AT_ONCE);
        assertThat(attempt(0).isCancelled()).isTrue();
        assertThat(attempt(1).isCancelled()).isFalse();
        assertThat(driver.closed).hasValue(0);
    }

    @Test
    void noMoreThanTheFirstAndTheLastAttemptAreUnderWay() {
        Disposable caller = openings.create().subscribe(taken -> {}, late -> {});
        ScriptedConnections.Attempt third = attempt(2);
        assertThat(attempt(0).isCancelled()).isFalse();
        assertThat(attempt(1).isCancelled()).isTrue();
        assertThat(third.isCancelled()).isFalse();
        caller.dispose();
        assertThat(attempt(0).isCancelled()).isTrue();
        assertThat(third.isCancelled()).isTrue();
    }

    @Test
    void connectionThatComesTooLateIsClosed() {
        StepVerifier.create(openings.create())
                .then(() -> attempt(1).opens(driver.connection()))
                .expectNextCount(1)
                .expectComplete()
                .verify(AT_ONCE);
        attempt(0).opens(driver.connection());
        assertThat(driver.closed).hasValue(1);
    }

    @Test
    void callerWaitsForTheLimitAndIsToldWhatALaterAttemptHasMet() {
        long start = System.nanoTime();
        StepVerifier.create(openings.create())
                .then(() -> attempt(1).subscriber().onError(new IllegalStateException("refused")))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessage("No connection could be opened within 1200ms")
                        .hasRootCauseMessage("refused"))
                .verify(AT_ONCE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LIMIT);
        assertThat(attempt(0).isCancelled()).isTrue();
        assertThat(openings.failure()).isInstanceOf(R2dbcTimeoutException.class);
    }

    @Test
    void errorOfTheFirstAttemptIsThatOfTheCaller() {
        StepVerifier.create(openings.create())
                .then(() -> {
                    attempt(1);
                    attempt(0).subscriber().onError(new IllegalStateException("refused"));
                })
                .expectErrorMessage("refused")
                .verify(AT_ONCE);
        assertThat(attempt(1).isCancelled()).isTrue();
        assertThat(openings.failure()).hasMessage("refused");
        StepVerifier.create(openings.create())
                .then(() -> attempt(2).opens(driver.connection()))
                .expectNextCount(1)
                .expectComplete()
                .verify(AT_ONCE);
        assertThat(openings.failure()).isNull();
    }

    @Test
    void errorOfAnAttemptThatWasGivenUpIsDropped() {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Disposable caller = openings.create().subscribe(taken -> {}, dropped::add);
            ScriptedConnections.Attempt first = attempt(0);
            caller.dispose();
            first.subscriber().onError(new IllegalStateException("too late"));
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).singleElement().satisfies(error -> assertThat(error).hasMessage("too late"));
        assertThat(openings.failure()).isNull();
    }

    @Test
    void driverSeesTheContextAndIsSeenBehind() {
        StepVerifier.create(openings.create().contextWrite(context -> context.put("user", "ada")))
                .then(() -> {
                    assertThat(attempt(0).subscriber().currentContext().<String>get("user"))
                            .isEqualTo("ada");
                    attempt(0).opens(driver.connection());
                })
                .expectNextCount(1)
                .expectComplete()
                .verify(AT_ONCE);
        assertThat(openings.getMetadata().getName()).isEqualTo("scripted");
        assertThat(openings.unwrap()).isSameAs(driver);
        assertThat(openings).hasToString("scripted connections");
    }

    @Test
    void attemptThatIsNotWantedAnyMoreAsItBeginsIsCancelled() {
        Disposable.Swap caller = Disposables.swap();
        Openings leaving = new Openings(
                new ConnectionFactory() {
                    @Override
                    public Publisher<? extends Connection> create() {
                        caller.dispose();
                        return driver.create();
                    }

                    @Override
                    public ConnectionFactoryMetadata getMetadata() {
                        return driver.getMetadata();
                    }
                },
                LIMIT);
        caller.update(leaving.create().subscribe(taken -> {}, late -> {}));
        await(() -> !driver.attempts().isEmpty() && driver.attempt(0).isCancelled());
    }

    @Test
    void callerThatLeavesAtOnceOpensNothing() {
        CountDownLatch left = new CountDownLatch(1);
        Sinks.Empty<Void> over = Sinks.empty();
        Schedulers.single().schedule(() -> {
            try {
                left.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        openings.create().subscribe().dispose();
        left.countDown();
        Schedulers.single().schedule(over::tryEmitEmpty);
        over.asMono().block(AT_ONCE);
        assertThat(driver.attempts()).isEmpty();
    }
}
