package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.internal.persistence.Coalescer.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The first call is sent at once; later ones queue until the batch in flight completes or the window expires. */
class CoalescerTests {

    private static final Duration WINDOW = Duration.ofMillis(5);

    private final List<List<Integer>> sent = new ArrayList<>();
    private final List<Sinks.Empty<Void>> inFlight = new ArrayList<>();
    private final List<Integer> withdrawn = new ArrayList<>();
    private final List<Integer> cancelled = new ArrayList<>();
    private final Coalescer<Integer, String> coalescer = new Coalescer<>(WINDOW, this::statement, withdrawn::add);
    private final List<String> answers = new ArrayList<>();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

    @AfterEach
    void letTimeGoOn() {
        VirtualTimeScheduler.reset();
    }

    /** Answers each call when the sink of the batch completes; 0 is not found. */
    private Mono<Void> statement(List<Call<Integer, String>> calls) {
        sent.add(calls.stream().map(Call::input).toList());
        Sinks.Empty<Void> answered = Sinks.empty();
        inFlight.add(answered);
        return answered.asMono()
                .doOnSuccess(done -> calls.stream()
                        .filter(call -> call.input() != 0)
                        .forEach(call -> call.answer("row " + call.input())))
                .doOnCancel(() -> cancelled.add(calls.size()));
    }

    private Disposable call(int input) {
        return coalescer
                .call(input)
                .defaultIfEmpty("none")
                .subscribe(answers::add, error -> answers.add(error.getMessage()));
    }

    private void complete(int batch) {
        inFlight.get(batch).tryEmitEmpty();
    }

    @Test
    void nothingIsSentBeforeSubscription() {
        Mono<String> call = coalescer.call(1);
        assertThat(sent).isEmpty();
        StepVerifier.create(call).then(() -> complete(0)).expectNext("row 1").verifyComplete();
    }

    @Test
    void callThatMeetsNoOtherIsSentAtOnce() {
        call(1);
        complete(0);
        call(2);
        complete(1);
        assertThat(sent).containsExactly(List.of(1), List.of(2));
        assertThat(answers).containsExactly("row 1", "row 2");
    }

    @Test
    void laterCallsQueueUntilTheBatchInFlightCompletes() {
        call(1);
        call(2);
        call(0);
        call(3);
        assertThat(sent).containsExactly(List.of(1));
        complete(0);
        assertThat(sent).containsExactly(List.of(1), List.of(2, 0, 3));
        complete(1);
        assertThat(answers).containsExactly("row 1", "row 2", "none", "row 3");
    }

    @Test
    void queuedCallsAreSentWhenTheWindowExpires() {
        call(1);
        call(2);
        time.advanceTimeBy(WINDOW.minusNanos(1));
        call(3);
        assertThat(sent).hasSize(1);
        time.advanceTimeBy(Duration.ofNanos(1));
        assertThat(sent).containsExactly(List.of(1), List.of(2, 3));
        call(4);
        time.advanceTimeBy(WINDOW);
        assertThat(sent).containsExactly(List.of(1), List.of(2, 3), List.of(4));
    }

    @Test
    void fullBatchIsSentWithoutWaiting() {
        call(1);
        IntStream.rangeClosed(2, 300).forEach(this::call);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).hasSize(256).startsWith(2).endsWith(257);
        complete(0);
        complete(1);
        assertThat(sent).hasSize(3);
        complete(2);
        assertThat(answers).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void errorFailsTheCallsOfItsBatchAndNoOthers() {
        call(1);
        call(2);
        inFlight.get(0).tryEmitError(new IllegalStateException("on purpose"));
        complete(1);
        assertThat(answers).containsExactly("on purpose", "row 2");
    }

    @Test
    void statementThatCannotBeMadeFailsItsCalls() {
        Coalescer<Integer, String> broken = new Coalescer<>(
                WINDOW,
                calls -> {
                    throw new IllegalStateException("on purpose");
                },
                input -> {});
        StepVerifier.create(broken.call(1)).verifyErrorMessage("on purpose");
        StepVerifier.create(broken.call(2)).verifyErrorMessage("on purpose");
    }

    @Test
    void queuedCallThatIsCancelledIsWithdrawn() {
        call(1);
        call(2).dispose();
        call(3);
        complete(0);
        assertThat(sent).containsExactly(List.of(1), List.of(3));
        assertThat(withdrawn).containsExactly(2);
    }

    @Test
    void batchIsCancelledWhenTheLastOfItsCallersHasCancelled() {
        call(1);
        Disposable second = call(2);
        Disposable third = call(3);
        complete(0);
        second.dispose();
        assertThat(cancelled).isEmpty();
        third.dispose();
        assertThat(cancelled).containsExactly(2);
        assertThat(withdrawn).isEmpty();
        call(4);
        assertThat(sent).last().isEqualTo(List.of(4));
    }

    @Test
    void callsMadeInAnAnswerAreOneBatch() {
        Flux<String> more = Flux.range(10, 3).flatMap(coalescer::call);
        coalescer.call(1).thenMany(more).subscribe(answers::add);
        complete(0);
        assertThat(sent).containsExactly(List.of(1), List.of(10, 11, 12));
        complete(1);
        assertThat(answers).containsExactly("row 10", "row 11", "row 12");
    }

    @Test
    void errorOfOneCallersSubscriberIsNotThatOfTheOthers() {
        call(1);
        coalescer
                .call(2)
                .subscribe(
                        answer -> {
                            throw new IllegalStateException("on purpose");
                        },
                        error -> {});
        call(3);
        complete(0);
        complete(1);
        assertThat(answers).containsExactly("row 1", "row 3");
    }
}
