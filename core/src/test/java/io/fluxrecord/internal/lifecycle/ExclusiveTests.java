package io.fluxrecord.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** An operation is under way until it has ended, in whatever way that is. */
class ExclusiveTests {

    private final Persistent record = new Persistent() {};
    private final List<Object> signals = new ArrayList<>();

    /** Subscribe as an operator does, so that what is thrown is not made into a signal by the way. */
    private void subscribe(Supplier<Mono<String>> work) {
        Exclusive<String> operation = new Exclusive<>(record) {
            @Override
            protected Mono<String> in(ContextView context) {
                return work.get();
            }

            @Override
            protected String describe() {
                return "Record[new]";
            }
        };
        operation.subscribe(new CoreSubscriber<String>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String value) {
                signals.add(value);
            }

            @Override
            public void onError(Throwable error) {
                signals.add(error);
            }

            @Override
            public void onComplete() {
                signals.add("end");
            }
        });
    }

    private void assertOver() {
        assertThat(RecordState.of(record).operation()).isNull();
    }

    @Test
    void operationThatEmitsNothingIsOver() {
        subscribe(Mono::empty);
        assertThat(signals).containsExactly("end");
        assertOver();
    }

    @Test
    void operationThatCannotBeginSignalsWhy() {
        IllegalStateException refusal = new IllegalStateException("on purpose");
        subscribe(() -> {
            throw refusal;
        });
        assertThat(signals).containsExactly(refusal);
        assertOver();
    }

    @Test
    void fatalErrorIsThrownAndLeavesNothingUnderWay() {
        assertThatThrownBy(() -> subscribe(() -> {
                    throw new LinkageError("on purpose");
                }))
                .isInstanceOf(LinkageError.class);
        assertThat(signals).isEmpty();
        assertOver();
    }
}
