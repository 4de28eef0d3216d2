package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.scripted.RecordingScript;
import io.fluxrecord.scripted.ScriptedDriver;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A session is made ready before its connection is handed over for the first time, and not again. */
class SessionSetupTests {

    private static final String STRICT = "SET strict";

    private final RecordingScript script = new RecordingScript();
    private final Mono<Connection> acquisition = new BoundedAcquisition(
            new ScriptedDriver("scripted", script), new SessionSetup(List.of(STRICT, "SET utc"), false));

    @Test
    void statementsRunOnceOnAConnection() {
        StepVerifier.create(acquisition).expectNextCount(1).expectComplete().verify(Duration.ofSeconds(5));
        StepVerifier.create(acquisition).expectNextCount(1).expectComplete().verify(Duration.ofSeconds(5));
        assertThat(script.sent()).containsExactly(STRICT, "SET utc");
    }

    @Test
    void connectionIsNotHandedOverBeforeTheyHaveAnswered() {
        Sinks.Empty<Void> answer = script.hold(STRICT);
        List<Connection> taken = new ArrayList<>();
        acquisition.subscribe(taken::add);
        assertThat(taken).isEmpty();
        answer.tryEmitEmpty();
        assertThat(taken).hasSize(1);
    }

    @Test
    void connectionIsGivenBackAfterACancelWhenTheyHaveAnswered() {
        Sinks.Empty<Void> answer = script.hold(STRICT);
        List<Connection> taken = new ArrayList<>();
        Disposable subscription = acquisition.subscribe(taken::add);
        subscription.dispose();
        assertThat(script.sent()).containsExactly(STRICT);
        answer.tryEmitEmpty();
        assertThat(taken).isEmpty();
        assertThat(script.sent()).containsExactly(STRICT, "SET utc", "CLOSE");
        assertThat(script.cancelled()).isEmpty();
    }

    @Test
    void errorOfOneIsSignalledWhenTheConnectionIsGivenBack() {
        script.fail(STRICT, new R2dbcBadGrammarException("on purpose"));
        Sinks.Empty<Void> closed = script.hold("CLOSE");
        StepVerifier.create(acquisition)
                .then(() -> assertThat(script.sent()).containsExactly(STRICT, "CLOSE"))
                .then(closed::tryEmitEmpty)
                .expectErrorMessage("on purpose")
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void connectionIsClosedAfterACancelWhereTheyAreNeverAnswered() {
        script.hold(STRICT);
        acquisition.subscribe().dispose();
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> script.sent().contains("CLOSE"))
                .blockLast(Duration.ofSeconds(10));
        assertThat(script.sent()).doesNotContain("SET utc");
    }

    @Test
    void callerIsToldWhereTheyAreNeverAnswered() {
        script.hold(STRICT);
        StepVerifier.create(acquisition)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessageContaining("first statements of a session"))
                .verify(Duration.ofSeconds(10));
        assertThat(script.sent()).contains("CLOSE");
    }
}
