package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What was sent comes to its end, and what its subscriber hears of it, whenever that cancels. */
class ExchangeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AtomicInteger broken = new AtomicInteger();
    private final StatementGate gate = new StatementGate(broken::incrementAndGet, error -> {});

    /** A write that has matched nothing, so that more is to be found out. */
    private static Write<String> missed(Supplier<Mono<String>> otherwise) {
        return new Write<>() {
            @Override
            public @Nullable String answered(long count) {
                return null;
            }

            @Override
            public Mono<String> otherwise() {
                return otherwise.get();
            }
        };
    }

    private Mono<String> missedWrite(Supplier<Mono<String>> otherwise) {
        return gate.inTurn(exchange -> Mono.empty(), null, missed(otherwise));
    }

    /** Hears everything, after its cancel too, unlike the subscribers of Reactor. */
    private static final class Listener implements CoreSubscriber<Integer> {

        private final List<Object> heard = new ArrayList<>();
        private final Disposable.Swap subscription = Disposables.swap();

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription.update(subscription::cancel);
            subscription.request(1);
        }

        @Override
        public void onNext(Integer value) {
            heard.add(value);
        }

        @Override
        public void onError(Throwable error) {
            heard.add(error);
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }
    }

    @Test
    void statementWithoutDemandIsNotSent() {
        Sinks.One<String> answer = Sinks.one();
        Mono<String> statement = gate.inTurn(exchange -> answer.asMono(), null, null);
        BaseSubscriber<String> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}
        };
        statement.subscribe(subscriber);
        assertThat(gate.isIdle()).isFalse();
        subscriber.cancel();
        assertThat(gate.isIdle()).isTrue();
        assertThat(answer.currentSubscriberCount()).isZero();
    }

    @Test
    void queryThatIsCancelledIsReadToItsEndAndItsSubscriberHearsNoMore() {
        AtomicLong requested = new AtomicLong();
        Sinks.Many<Integer> rows = Sinks.many().unicast().onBackpressureBuffer();
        Listener listener = new Listener();
        gate.<Integer>manyInTurn(exchange -> rows.asFlux().doOnRequest(requested::set), true, () -> {}, null)
                .subscribe(listener);
        rows.tryEmitNext(1);
        assertThat(requested).hasValue(1);
        listener.subscription.dispose();
        assertThat(requested).hasValueGreaterThan(1_000_000);
        rows.tryEmitNext(2);
        rows.tryEmitComplete();
        assertThat(gate.isIdle()).isTrue();
        assertThat(listener.heard).containsExactly(1);
    }

    @Test
    void queryThatIsCancelledIsOverAlsoWhereItsEndFails() {
        Listener listener = new Listener();
        gate.<Integer>manyInTurn(
                        exchange -> Flux.never(),
                        true,
                        () -> {},
                        () -> Mono.error(new IllegalStateException("on purpose")))
                .subscribe(listener);
        assertThat(gate.isIdle()).isFalse();
        listener.subscription.dispose();
        assertThat(gate.isIdle()).isTrue();
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void rowThatBreaksItsSubscriberIsTheLast() {
        Sinks.Many<Integer> rows = Sinks.many().unicast().onBackpressureBuffer();
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            gate.<Integer>manyInTurn(exchange -> rows.asFlux(), true, () -> {}, null)
                    .map(row -> {
                        throw new StackOverflowError("on purpose");
                    })
                    .subscribe();
            rows.tryEmitNext(1);
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(rows.currentSubscriberCount()).isZero();
        assertThat(broken).hasValue(1);
        assertThat(dropped).hasOnlyElementsOfType(StackOverflowError.class).hasSize(1);
    }

    @Test
    void answerThatBreaksItsSubscriberIsReported() {
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            gate.inTurn(exchange -> Mono.just("answer"), null, null)
                    .map(answer -> {
                        throw new StackOverflowError("on purpose");
                    })
                    .subscribe();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).hasOnlyElementsOfType(StackOverflowError.class).hasSize(1);
    }

    @Test
    void rowThatCannotBeReadIsToldAtOnceAndTheRestIsDiscarded() {
        Sinks.Many<Integer> rows = Sinks.many().unicast().onBackpressureBuffer();
        List<Integer> read = new ArrayList<>();
        AtomicLong requested = new AtomicLong();
        Listener listener = new Listener();
        IllegalStateException unreadable = new IllegalStateException("unreadable");
        gate.<Integer>manyInTurn(
                        exchange -> rows.asFlux()
                                .doOnRequest(requested::set)
                                .map(row -> exchange.readForSubscriber(row, value -> {
                                    read.add(value);
                                    if (value == 1) {
                                        throw unreadable;
                                    }
                                    return value;
                                })),
                        true,
                        () -> {},
                        null)
                .subscribe(listener);
        rows.tryEmitNext(1);
        assertThat(listener.heard).containsExactly(unreadable);
        assertThat(requested).hasValue(Long.MAX_VALUE);
        rows.tryEmitNext(2);
        rows.tryEmitComplete();
        assertThat(gate.isIdle()).isTrue();
        assertThat(read).containsExactly(1);
        assertThat(listener.heard).containsExactly(unreadable);
    }

    @Test
    void whatFollowsOnAWriteIsOfItsSubscriber() {
        StepVerifier.create(missedWrite(() -> Mono.deferContextual(context -> Mono.just(context.get("user"))))
                        .contextWrite(context -> context.put("user", "ada")))
                .expectNext("ada")
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(missedWrite(() -> Mono.error(new IllegalStateException("gone"))))
                .expectErrorMessage("gone")
                .verify(PATIENCE);
        StepVerifier.create(missedWrite(Mono::empty)).expectComplete().verify(PATIENCE);
    }

    @Test
    void whatFollowsOnAWriteIsCancelledWithIt() {
        Sinks.One<String> found = Sinks.one();
        Disposable subscription = missedWrite(found::asMono).subscribe();
        assertThat(gate.isIdle()).isTrue();
        assertThat(found.currentSubscriberCount()).isEqualTo(1);
        subscription.dispose();
        assertThat(found.currentSubscriberCount()).isZero();
    }

    @Test
    void cancelThatComesBeforeWhatFollowsReachesIt() {
        Sinks.One<String> answer = Sinks.one();
        Sinks.One<String> found = Sinks.one();
        Disposable.Swap subscription = Disposables.swap();
        Mono<String> write = gate.inTurn(exchange -> answer.asMono(), null, missed(() -> {
            subscription.dispose();
            return found.asMono();
        }));
        subscription.update(write.subscribe());
        answer.tryEmitEmpty();
        assertThat(found.currentSubscriberCount()).isZero();
    }
}
