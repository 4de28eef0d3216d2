package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A connection factory that breaks the rules of the SPI fails its callers at once, and not when their time is over. */
class OpeningsTests {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

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
}
