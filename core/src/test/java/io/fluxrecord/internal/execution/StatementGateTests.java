package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** One statement at a time, in the order of their subscriptions, each until it has answered. */
class StatementGateTests {

    private final AtomicInteger broken = new AtomicInteger();
    private final List<Throwable> failed = new ArrayList<>();
    private final StatementGate gate = new StatementGate(broken::incrementAndGet, failed::add);
    private final List<String> begun = new ArrayList<>();

    /** Return a statement that is answered when the sink is. */
    private Mono<String> statement(String name, Sinks.One<String> answer) {
        return gate.inTurn(
                exchange -> {
                    begun.add(name);
                    return answer.asMono();
                },
                null,
                null);
    }

    private Mono<String> statement(String name) {
        Sinks.One<String> answer = Sinks.one();
        answer.tryEmitValue(name);
        return statement(name, answer);
    }

    @Test
    void nothingBeginsWithoutASubscriber() {
        Mono<String> statement = statement("first");
        assertThat(begun).isEmpty();
        StepVerifier.create(statement).expectNext("first").verifyComplete();
        assertThat(begun).containsExactly("first");
    }

    @Test
    void statementsRunInTheOrderOfTheirSubscriptions() {
        Sinks.One<String> first = Sinks.one();
        List<String> answers = new ArrayList<>();
        Mono<String> second = statement("second");
        statement("first", first).subscribe(answers::add);
        second.subscribe(answers::add);
        statement("third").subscribe(answers::add);
        assertThat(begun).containsExactly("first");
        first.tryEmitValue("first");
        assertThat(begun).containsExactly("first", "second", "third");
        assertThat(answers).containsExactlyInAnyOrder("first", "second", "third");
    }

    @Test
    void nextStatementRunsAfterAnError() {
        Sinks.One<String> first = Sinks.one();
        StepVerifier.create(statement("first", first))
                .then(() -> statement("second").subscribe())
                .then(() -> first.tryEmitError(new IllegalStateException("on purpose")))
                .verifyErrorMessage("on purpose");
        assertThat(begun).containsExactly("first", "second");
    }

    @Test
    void statementThatCannotBeMadeIsAnError() {
        StepVerifier.create(gate.inTurn(
                        exchange -> {
                            throw new IllegalStateException("on purpose");
                        },
                        null,
                        null))
                .verifyErrorMessage("on purpose");
        StepVerifier.create(statement("second")).expectNext("second").verifyComplete();
    }

    @Test
    void queuedStatementWhoseSubscriberCancelsIsNeverSent() {
        Sinks.One<String> first = Sinks.one();
        statement("first", first).subscribe();
        statement("second").subscribe().dispose();
        statement("third").subscribe();
        first.tryEmitValue("first");
        assertThat(begun).containsExactly("first", "third");
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void cancelledStatementRunsUntilItHasAnswered() {
        TestPublisher<String> first = TestPublisher.create();
        Disposable subscription =
                gate.<String>inTurn(exchange -> first.mono(), null, null).subscribe();
        statement("second").subscribe();
        subscription.dispose();
        assertThat(begun).isEmpty();
        assertThat(gate.isIdle()).isFalse();
        first.assertNotCancelled();
        first.complete();
        assertThat(begun).containsExactly("second");
        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void queuedStatementAsksTheOneInFlightToMakeWay() {
        AtomicInteger asked = new AtomicInteger();
        TestPublisher<String> rows = TestPublisher.create();
        gate.<String>manyInTurn(exchange -> rows.flux(), true, asked::incrementAndGet, null)
                .subscribe();
        assertThat(asked).hasValue(0);
        statement("second").subscribe();
        assertThat(asked).hasValue(1);
        rows.complete();
        assertThat(begun).containsExactly("second");
    }

    @Test
    void statementThatOthersWaitForWhenItBeginsMakesWay() {
        Sinks.One<String> first = Sinks.one();
        AtomicInteger asked = new AtomicInteger();
        statement("first", first).subscribe();
        gate.manyInTurn(exchange -> Flux.never(), true, asked::incrementAndGet, null)
                .subscribe();
        statement("third").subscribe();
        assertThat(asked).hasValue(0);
        first.tryEmitValue("first");
        assertThat(asked).hasValue(1);
    }

    @Test
    void closedGateRefusesWhatIsQueuedAndWhatComesLater() {
        Sinks.One<String> first = Sinks.one();
        List<String> answers = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        statement("first", first).subscribe(answers::add);
        statement("second").subscribe(answers::add, error -> errors.add(error.getMessage()));
        gate.close(() -> new IllegalStateException("closed"));
        gate.close(() -> new IllegalStateException("closed again"));
        first.tryEmitValue("first");
        assertThat(answers).containsExactly("first");
        assertThat(errors).containsExactly("closed");
        StepVerifier.create(statement("third")).verifyErrorMessage("closed");
        assertThat(begun).containsExactly("first");
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void closedGateIsIdleWhenTheStatementInFlightHasEnded() {
        Sinks.One<String> first = Sinks.one();
        Disposable subscription = statement("first", first).subscribe();
        gate.close(() -> new IllegalStateException("closed"));
        subscription.dispose();
        StepVerifier.create(gate.idle())
                .expectSubscription()
                .then(() -> assertThat(gate.isIdle()).isFalse())
                .then(() -> first.tryEmitValue("first"))
                .verifyComplete();
        StepVerifier.create(gate.idle()).verifyComplete();
    }

    @Test
    void longQueueDoesNotOverflowTheStack() {
        int queued = 100_000;
        Sinks.One<String> first = Sinks.one();
        AtomicInteger answered = new AtomicInteger();
        statement("first", first).subscribe();
        for (int i = 0; i < queued; i++) {
            statement("queued").subscribe(answer -> answered.incrementAndGet());
        }
        first.tryEmitValue("first");
        assertThat(answered).hasValue(queued);
    }

    @Test
    void fatalErrorOfASubscriberBreaksTheConnectionAndNotTheGate() {
        statement("first").subscribe(new Throwing());
        assertThat(broken).hasValue(1);
        StepVerifier.create(statement("second")).expectNext("second").verifyComplete();
    }

    /** Throws what Reactor takes as fatal. */
    private static final class Throwing implements CoreSubscriber<String> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(String value) {
            throw new LinkageError("on purpose");
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {}
    }
}
