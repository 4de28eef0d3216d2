package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is made of the answer of a driver: one value when all of it has come, and nothing when there is an error. */
class AnswerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final IllegalStateException late = new IllegalStateException("late");

    private final List<String> told = new ArrayList<>();
    private final StatementGate gate = new StatementGate(() -> {}, error -> {});

    /** Notes what a session is told. */
    private final Outcome outcome = new Outcome() {
        @Override
        public <R> @Nullable R answered(long rows, Made<R> made) {
            told.add("answered " + rows);
            return made.make();
        }

        @Override
        public Throwable failed(Throwable error, boolean readable) {
            told.add((readable ? "failed: " : "unreadable: ") + error.getMessage());
            return error;
        }
    };

    /** A result of some counts, or of a row for each of them. */
    private record Scripted(Flux<Long> counts) implements Result {

        @Override
        public Publisher<Long> getRowsUpdated() {
            return counts;
        }

        @Override
        public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
            return counts.map(count -> mapping.apply(row(count), metadata()));
        }

        private static Row row(long value) {
            return (Row) Proxy.newProxyInstance(
                    Row.class.getClassLoader(), new Class<?>[] {Row.class}, (proxy, method, arguments) -> value);
        }

        private static RowMetadata metadata() {
            return (RowMetadata) Proxy.newProxyInstance(
                    RowMetadata.class.getClassLoader(),
                    new Class<?>[] {RowMetadata.class},
                    (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
        }

        @Override
        public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result filter(Predicate<Segment> filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
            throw new UnsupportedOperationException();
        }
    }

    private static Result result(Long... counts) {
        return new Scripted(Flux.just(counts));
    }

    private Mono<Long> count(Flux<Result> execution) {
        return gate.inTurn(exchange -> new RowCount<>(execution, outcome, count -> count), null, null);
    }

    private static Long read(Row row) {
        return (Long) row.get(0);
    }

    private Mono<List<Long>> rows(Flux<Result> execution, Function<Row, Long> reader) {
        return gate.inTurn(exchange -> ReadRows.all(execution, outcome, reader, rows -> rows), null, null);
    }

    private Mono<Long> row(Flux<Result> execution) {
        return gate.inTurn(exchange -> ReadRows.one(execution, AnswerTests::read), null, null);
    }

    private static void verify(Mono<Long> answer, long expected) {
        StepVerifier.create(answer).expectNext(expected).expectComplete().verify(PATIENCE);
    }

    private static void verifyError(Mono<?> answer, String message) {
        StepVerifier.create(answer).expectErrorMessage(message).verify(PATIENCE);
    }

    @Test
    void errorAfterARowCountIsNotLost() {
        verifyError(count(Flux.just(result(1L)).concatWith(Flux.error(late))), "late");
        verifyError(count(Flux.just(new Scripted(Flux.just(1L).concatWith(Flux.error(late))))), "late");
        assertThat(told).containsExactly("failed: late", "failed: late");
    }

    @Test
    void errorAfterARowIsNotLost() {
        verifyError(row(Flux.just(result(7L)).concatWith(Flux.error(late))), "late");
        verifyError(rows(Flux.just(result(7L)).concatWith(Flux.error(late)), AnswerTests::read), "late");
        assertThat(told).containsExactly("failed: late");
    }

    @Test
    void countsOfSeveralResultsAreAddedUp() {
        verify(count(Flux.just(result(2L), result(3L, 4L))), 9);
        assertThat(told).containsExactly("answered 9");
    }

    @Test
    void answerIsCompleteWhenItsLastResultIs() {
        Mono<Long> answer =
                count(Flux.just(new Scripted(Flux.just(1L).delayElements(Duration.ofMillis(20))), result(2L)));
        verify(answer, 3);
        assertThat(told).containsExactly("answered 3");
    }

    @Test
    void writeWithoutARowCountIsAnErrorOfTheDriver() {
        StepVerifier.create(count(Flux.just(result())))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("no number of rows"))
                .verify(PATIENCE);
        verify(count(Flux.just(result(0L))), 0);
    }

    @Test
    void rowsAreReadInTheirOrderHoweverManyThereAre() {
        for (int rows = 0; rows < 4; rows++) {
            List<Long> expected = List.of(3L, 1L, 2L).subList(0, rows);
            told.clear();
            StepVerifier.create(rows(Flux.just(result(expected.toArray(Long[]::new))), AnswerTests::read))
                    .expectNext(expected)
                    .expectComplete()
                    .verify(PATIENCE);
            assertThat(told).containsExactly("answered " + rows);
        }
    }

    @Test
    void noRowIsEmpty() {
        StepVerifier.create(row(Flux.just(result()))).expectComplete().verify(PATIENCE);
        verify(row(Flux.just(result(7L))), 7);
    }

    @Test
    void firstRowThatCannotBeReadIsTheErrorWhenAllHaveCome() {
        List<Long> seen = new ArrayList<>();
        List<Long> arrived = new ArrayList<>();
        Flux<Result> execution = Flux.just(new Scripted(Flux.just(1L, 2L, 3L).doOnNext(arrived::add)));
        verifyError(
                rows(execution, row -> {
                    seen.add(read(row));
                    throw new IllegalStateException("unreadable " + read(row));
                }),
                "unreadable 1");
        assertThat(seen).containsExactly(1L);
        assertThat(arrived).containsExactly(1L, 2L, 3L);
        assertThat(told).containsExactly("unreadable: unreadable 1");
    }

    @Test
    void rowThatCannotBeReadIsToldBeforeAnErrorThatFollows() {
        Flux<Result> execution = Flux.just(result(1L)).concatWith(Flux.error(late));
        verifyError(
                rows(execution, row -> {
                    throw new IllegalStateException("unreadable");
                }),
                "unreadable");
        assertThat(told).containsExactly("unreadable: unreadable");
    }

    @Test
    void driverSeesTheContextOfTheSubscriber() {
        Mono<Long> answer = count(Flux.deferContextual(context -> Flux.just(new Scripted(
                Flux.deferContextual(inner -> Flux.just(context.<Long>get("one") + inner.<Long>get("two")))))));
        verify(answer.contextWrite(context -> context.put("one", 1L).put("two", 2L)), 3);
    }
}
