package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The statements of one connection run one after another, whatever becomes of their subscribers. */
class StatementGateTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicInteger broken = new AtomicInteger();
    private final StatementGate gate = new StatementGate(broken::incrementAndGet, error -> {});
    private final List<String> sent = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Sinks.One<String> first = Sinks.one();
    private final Sinks.One<String> second = Sinks.one();

    private Mono<String> statement(String name, Mono<String> answer) {
        return gate.inTurn(
                exchange -> {
                    sent.add(name);
                    return answer;
                },
                null,
                null);
    }

    private Disposable subscribe(Mono<String> statement) {
        return statement.subscribe(heard::add, error -> heard.add(String.valueOf(error.getMessage())));
    }

    @Test
    void statementIsSentWhenTheOneBeforeItHasAnswered() {
        subscribe(statement("first", first.asMono()));
        subscribe(statement("second", second.asMono()));
        assertThat(sent).containsExactly("first");
        assertThat(gate.isIdle()).isFalse();
        first.tryEmitValue("1");
        assertThat(sent).containsExactly("first", "second");
        assertThat(heard).containsExactly("1");
        assertThat(gate.isIdle()).isFalse();
        second.tryEmitValue("2");
        assertThat(heard).containsExactly("1", "2");
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void statementThatIsCancelledWhileItWaitsIsNotSent() {
        subscribe(statement("first", first.asMono()));
        subscribe(statement("cancelled", second.asMono())).dispose();
        subscribe(statement("third", Mono.just("3")));
        first.tryEmitValue("1");
        assertThat(sent).containsExactly("first", "third");
        assertThat(heard).containsExactlyInAnyOrder("1", "3");
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void statementThatIsCancelledIsUnderWayUntilItHasAnswered() {
        subscribe(statement("first", first.asMono())).dispose();
        subscribe(statement("second", second.asMono()));
        assertThat(sent).containsExactly("first");
        first.tryEmitValue("1");
        assertThat(sent).containsExactly("first", "second");
        second.tryEmitValue("2");
        assertThat(heard).containsExactly("2");
    }

    @Test
    void closedGateRefusesAllButWhatIsUnderWay() {
        List<String> end = new ArrayList<>();
        subscribe(statement("first", first.asMono()));
        subscribe(statement("second", second.asMono()));
        assertThat(gate.isClosed()).isFalse();
        gate.close(() -> new IllegalStateException("over"));
        gate.close(() -> new IllegalStateException("over again"));
        assertThat(gate.isClosed()).isTrue();
        gate.idle().subscribe(ignored -> {}, error -> {}, () -> end.add("idle"));
        gate.idle().subscribe(ignored -> {}, error -> {}, () -> end.add("idle"));
        subscribe(statement("third", Mono.just("3")));
        assertThat(end).isEmpty();
        first.tryEmitValue("1");
        assertThat(sent).containsExactly("first");
        assertThat(heard).containsExactlyInAnyOrder("over", "over", "1");
        assertThat(end).containsExactly("idle", "idle");
    }

    @Test
    void idleGateIsNotWaitedFor() {
        gate.close(() -> new IllegalStateException("over"));
        StepVerifier.create(gate.idle()).expectComplete().verify(PATIENCE);
    }

    @Test
    void statementUnderWayIsAskedToMakeWay() {
        List<String> asked = new ArrayList<>();
        Sinks.Many<String> rows = Sinks.many().unicast().onBackpressureBuffer();
        subscribe(statement("first", first.asMono()));
        Flux<String> query = gate.manyInTurn(exchange -> rows.asFlux(), true, () -> asked.add("make way"), null);
        query.subscribe(heard::add);
        first.tryEmitValue("1");
        assertThat(asked).as("none waits").isEmpty();
        subscribe(statement("second", Mono.just("2")));
        assertThat(asked).as("one has come").hasSize(1);
        gate.close(() -> new IllegalStateException("over"));
        assertThat(asked).as("the end has come").hasSize(2);
    }

    @Test
    void statementThatBeginsWhileOthersWaitIsAskedToMakeWay() {
        List<String> asked = new ArrayList<>();
        subscribe(statement("first", first.asMono()));
        Flux<String> query = gate.manyInTurn(exchange -> Flux.never(), true, () -> asked.add("make way"), null);
        query.subscribe(heard::add);
        subscribe(statement("third", Mono.just("3")));
        assertThat(asked).isEmpty();
        first.tryEmitValue("1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void statementsThatEndAtOnceDoNotNest() {
        subscribe(statement("first", first.asMono()));
        for (int i = 0; i < 20_000; i++) {
            subscribe(gate.inTurn(exchange -> Mono.just("more"), null, null));
        }
        first.tryEmitValue("1");
        assertThat(heard).hasSize(20_001);
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void statementThatCannotBeSentEndsWithItsError() {
        subscribe(gate.inTurn(
                exchange -> {
                    throw new IllegalStateException("on purpose");
                },
                null,
                null));
        assertThat(heard).containsExactly("on purpose");
        assertThat(gate.isIdle()).isTrue();
        assertThat(broken).hasValue(0);
    }

    @Test
    void fatalErrorOfASubscriberIsToldOnce() {
        statement("first", first.asMono())
                .map(answer -> {
                    throw new StackOverflowError("on purpose");
                })
                .subscribe();
        first.tryEmitValue("1");
        assertThat(broken).hasValue(1);
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void statementThatIsCancelledBeforeItEntersLeavesTheGateFree() {
        statement("cancelled", Mono.just("1")).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
            }
        });
        subscribe(statement("next", Mono.just("2")));
        assertThat(sent).containsExactly("next");
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void statementThatIsCancelledAsItsTurnComesLeavesTheGateFree() {
        Disposable.Swap subscription = Disposables.swap();
        subscribe(statement("first", first.asMono()));
        Flux<String> query = gate.manyInTurn(
                exchange -> {
                    sent.add("cancelled");
                    return Flux.never();
                },
                true,
                subscription::dispose,
                null);
        subscription.update(query.subscribe(heard::add));
        subscribe(statement("third", Mono.just("3")));
        first.tryEmitValue("1");
        assertThat(sent).containsExactly("first", "third");
        assertThat(heard).containsExactlyInAnyOrder("1", "3");
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void queryThatIsCancelledIsOverWhenThatWasAnswered() {
        Sinks.Many<String> rows = Sinks.many().unicast().onBackpressureBuffer();
        Flux<String> query = gate.manyInTurn(exchange -> rows.asFlux(), true, () -> {}, second::asMono);
        query.subscribe(heard::add).dispose();
        assertThat(rows.currentSubscriberCount()).isZero();
        subscribe(statement("next", Mono.just("2")));
        assertThat(sent).isEmpty();
        second.tryEmitValue("over");
        assertThat(sent).containsExactly("next");
        assertThat(heard).containsExactly("2");
    }

    @Test
    void queryThatIsCancelledWithoutThatIsReadToItsEnd() {
        Sinks.Many<String> rows = Sinks.many().unicast().onBackpressureBuffer();
        Flux<String> query = gate.manyInTurn(exchange -> rows.asFlux(), true, () -> {}, null);
        query.subscribe(heard::add).dispose();
        assertThat(rows.currentSubscriberCount()).isEqualTo(1);
        rows.tryEmitNext("discarded");
        assertThat(gate.isIdle()).isFalse();
        rows.tryEmitComplete();
        assertThat(gate.isIdle()).isTrue();
        assertThat(heard).isEmpty();
    }
}
