package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.internal.persistence.Coalescer.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Which calls share a statement, when it goes, and what becomes of those who cancel. */
class CoalescerTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<List<Integer>> statements = new CopyOnWriteArrayList<>();
    private final List<Sinks.Empty<Void>> ends = new CopyOnWriteArrayList<>();
    private final List<Integer> cancelled = new CopyOnWriteArrayList<>();
    private final List<Integer> withdrawn = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Coalescer<Integer, String> coalescer(Duration window) {
        return new Coalescer<>(window, this::statement, withdrawn::add);
    }

    /** A statement that answers each call but that of 0, and ends when the test says so. */
    private Mono<Void> statement(List<Call<Integer, String>> calls) {
        int index = statements.size();
        statements.add(calls.stream().map(Call::input).toList());
        Sinks.Empty<Void> end = Sinks.empty();
        ends.add(end);
        for (Call<Integer, String> call : calls) {
            if (call.input() < 0) {
                call.fail(new IllegalStateException("failed " + call.input()));
            } else if (call.input() > 0) {
                call.answer("answer " + call.input());
            }
        }
        return end.asMono().doOnCancel(() -> cancelled.add(index));
    }

    private Disposable call(Coalescer<Integer, String> coalescer, int input) {
        return coalescer
                .call(input)
                .subscribe(
                        heard::add,
                        error -> heard.add(String.valueOf(error.getMessage())),
                        () -> heard.add("end " + input));
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(1))
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
    }

    @Test
    void callThatMeetsNoOtherGoesAtOnce() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        assertThat(statements).containsExactly(List.of(1));
        ends.get(0).tryEmitEmpty();
        assertThat(heard).containsExactly("answer 1", "end 1");
        call(coalescer, 2);
        assertThat(statements).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void callsThatComeMeanwhileGoTogether() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        call(coalescer, 2);
        call(coalescer, 3);
        assertThat(statements).containsExactly(List.of(1));
        ends.get(0).tryEmitEmpty();
        assertThat(statements).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void eachCallerHearsItsOwnEnd() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        for (int input : new int[] {2, 0, -3, 4}) {
            call(coalescer, input);
        }
        ends.get(0).tryEmitEmpty();
        heard.clear();
        ends.get(1).tryEmitEmpty();
        assertThat(heard).containsExactly("answer 2", "end 2", "end 0", "failed -3", "answer 4", "end 4");
    }

    @Test
    void errorOfAStatementIsThatOfAllItsCallers() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        call(coalescer, 2);
        call(coalescer, 3);
        ends.get(0).tryEmitEmpty();
        heard.clear();
        ends.get(1).tryEmitError(new IllegalStateException("lost"));
        assertThat(heard).containsExactly("lost", "lost");
        call(coalescer, 4);
        assertThat(statements).hasSize(3);
    }

    @Test
    void noneWaitsLongerThanTheWindow() {
        Coalescer<Integer, String> coalescer = coalescer(SHORT);
        call(coalescer, 1);
        long start = System.nanoTime();
        call(coalescer, 2);
        call(coalescer, 3);
        await(() -> statements.size() == 2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
        assertThat(statements).containsExactly(List.of(1), List.of(2, 3));
        call(coalescer, 4);
        assertThat(statements).as("its own window begins").hasSize(2);
        await(() -> statements.size() == 3);
    }

    @Test
    void callsThatAreManyDoNotWait() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        for (int i = 0; i < 255; i++) {
            call(coalescer, 2);
        }
        assertThat(statements).hasSize(1);
        call(coalescer, 2);
        assertThat(statements).hasSize(2);
        assertThat(statements.get(1)).hasSize(256);
        for (int i = 0; i < 300; i++) {
            call(coalescer, 3);
        }
        ends.get(0).tryEmitEmpty();
        ends.get(1).tryEmitEmpty();
        assertThat(statements).extracting(List::size).containsExactly(1, 256, 256);
        ends.get(2).tryEmitEmpty();
        assertThat(statements).extracting(List::size).containsExactly(1, 256, 256, 44);
    }

    @Test
    void callThatIsCancelledWhileItWaitsIsLeftOut() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        call(coalescer, 2).dispose();
        call(coalescer, 3);
        ends.get(0).tryEmitEmpty();
        assertThat(withdrawn).containsExactly(2);
        assertThat(statements).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void statementIsCancelledWithTheLastOfItsCallers() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        Disposable second = call(coalescer, 2);
        Disposable third = call(coalescer, 3);
        ends.get(0).tryEmitEmpty();
        second.dispose();
        assertThat(cancelled).isEmpty();
        third.dispose();
        assertThat(cancelled).containsExactly(1);
        assertThat(withdrawn).isEmpty();
        call(coalescer, 4);
        assertThat(statements).as("no other is under way").hasSize(3);
    }

    @Test
    void errorOfOneCallerIsNotThatOfTheOthers() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            call(coalescer, 1);
            coalescer
                    .call(2)
                    .subscribe(
                            answer -> {
                                throw new IllegalStateException("on purpose");
                            },
                            error -> {
                                throw new IllegalStateException("on purpose, too");
                            });
            call(coalescer, 3);
            ends.get(0).tryEmitEmpty();
            ends.get(1).tryEmitEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(heard).contains("answer 3");
        assertThat(dropped).isNotEmpty();
    }

    @Test
    void callsInAnswersGoTogether() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        call(coalescer, 1);
        for (int i = 2; i < 5; i++) {
            int again = 10 * i;
            coalescer.call(i).flatMap(answer -> coalescer.call(again)).subscribe(heard::add);
        }
        ends.get(0).tryEmitEmpty();
        ends.get(1).tryEmitEmpty();
        assertThat(statements).containsExactly(List.of(1), List.of(2, 3, 4), List.of(20, 30, 40));
        ends.get(2).tryEmitEmpty();
        assertThat(heard).contains("answer 20", "answer 30", "answer 40");
    }

    @Test
    void callInAnAnswerDoesNotWaitForSlowOnes() {
        Coalescer<Integer, String> coalescer = coalescer(SHORT);
        List<Integer> sentMeanwhile = new ArrayList<>();
        call(coalescer, 1);
        coalescer.call(2).flatMap(answer -> coalescer.call(20)).subscribe(heard::add);
        coalescer.call(3).subscribe(answer -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start <= SHORT.toNanos()) {
                Thread.onSpinWait();
            }
        });
        coalescer.call(4).subscribe(answer -> sentMeanwhile.add(statements.size()));
        ends.get(0).tryEmitEmpty();
        await(() -> statements.size() == 2);
        assertThat(statements.get(1)).containsExactly(2, 3, 4);
        ends.get(1).tryEmitEmpty();
        assertThat(sentMeanwhile).containsExactly(3);
    }

    @Test
    void noStatementIsForMoreThanItMayBe() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        coalescer
                .call(1)
                .flatMapMany(answer -> Flux.range(2, 300).flatMap(coalescer::call, 300))
                .subscribe(heard::add);
        ends.get(0).tryEmitEmpty();
        assertThat(statements).extracting(List::size).containsExactly(1, 256);
        ends.get(1).tryEmitEmpty();
        assertThat(statements).extracting(List::size).containsExactly(1, 256, 44);
    }

    @Test
    void callWaitsWhileAnswersAreGivenOnAnotherThread() {
        Coalescer<Integer, String> coalescer = coalescer(LONG);
        CountDownLatch answering = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        coalescer.call(1).subscribe(answer -> {
            answering.countDown();
            await(goOn);
        });
        for (int i = 0; i < 256; i++) {
            call(coalescer, 2);
        }
        assertThat(statements).hasSize(2);
        Thread slow = new Thread(() -> ends.get(0).tryEmitEmpty());
        slow.start();
        await(answering);
        ends.get(1).tryEmitEmpty();
        call(coalescer, 3);
        assertThat(statements).hasSize(2);
        goOn.countDown();
        await(() -> statements.size() == 3);
        assertThat(statements.get(2)).containsExactly(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachWaitHasAWindowOfItsOwn() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            Coalescer<Integer, String> coalescer = coalescer(SHORT);
            call(coalescer, 1);
            call(coalescer, 2);
            ends.get(0).tryEmitEmpty();
            time.advanceTimeBy(SHORT.dividedBy(2));
            call(coalescer, 3);
            time.advanceTimeBy(SHORT.dividedBy(2));
            assertThat(statements).containsExactly(List.of(1), List.of(2));
            time.advanceTimeBy(SHORT.dividedBy(2));
            assertThat(statements).containsExactly(List.of(1), List.of(2), List.of(3));
        } finally {
            VirtualTimeScheduler.reset();
        }
    }
}
