package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * An operation of a record, which does one at a time: while one is under way, another one is refused. One whose
 * subscriber has cancelled is under way until what was sent for it has answered; that is waited for. In a hook, the
 * record may do operations of its own, one at a time again.
 */
public abstract class Exclusive<T> extends Mono<T> {

    private final Persistent record;

    protected Exclusive(Persistent record) {
        this.record = record;
    }

    /** Return what the operation does; called on subscription. */
    protected abstract Mono<T> in(ContextView context);

    /** Return how messages name the record. */
    protected abstract String describe();

    @Override
    public final void subscribe(CoreSubscriber<? super T> actual) {
        RecordState state = RecordState.of(record);
        Context context = actual.currentContext();
        Operation current = state.operation();
        while (current == null || UnderWay.includes(context, current)) {
            Operation mine = new Operation(state, current);
            if (state.begin(current, mine)) {
                begin(work(context, mine), actual, mine);
                return;
            }
            current = state.operation();
        }
        if (current.isAbandoned()) {
            current.whenOver()
                    .timeout(Operation.LONGEST_WAIT, Mono.error(() -> underWay(" was cancelled and has not ended yet")))
                    .then(this)
                    .subscribe(actual);
        } else {
            Operators.error(actual, underWay(" has an operation under way"));
        }
    }

    /** What is thrown here is fatal to Reactor: nothing is signalled any more that could take the mark off. */
    private void begin(Mono<T> work, CoreSubscriber<? super T> actual, Operation mine) {
        try {
            work.subscribe(new Marked<>(actual, mine));
        } catch (Throwable fatal) {
            mine.finish();
            throw fatal;
        }
    }

    private Mono<T> work(Context context, Operation mine) {
        try {
            return in(context);
        } catch (Throwable refused) {
            if (Exceptions.isJvmFatal(refused)) {
                mine.finish();
                throw refused;
            }
            return Mono.error(refused);
        }
    }

    private RecordStateException underWay(String what) {
        return new RecordStateException(describe() + what
                + ", and does one at a time; chain them, as in save().then(reload()), or load a record for each");
    }

    /** The mark comes off before anybody is signalled, so that the next operation may begin in the signal. */
    private static final class Marked<T> implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private final Operation operation;
        private @Nullable Subscription upstream;

        private Marked(CoreSubscriber<? super T> actual, Operation operation) {
            this.actual = actual;
            this.operation = operation;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T value) {
            operation.finish();
            actual.onNext(value);
        }

        @Override
        public void onError(Throwable error) {
            operation.finish();
            actual.onError(error);
        }

        @Override
        public void onComplete() {
            operation.finish();
            actual.onComplete();
        }

        @Override
        public void request(long n) {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.request(n);
            }
        }

        @Override
        public void cancel() {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
            operation.abandon();
        }
    }
}
