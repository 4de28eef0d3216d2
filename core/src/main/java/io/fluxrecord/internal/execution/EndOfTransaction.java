package io.fluxrecord.internal.execution;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Lets a transaction know that its subscriber has cancelled, and the subscriber the true error of its end. */
final class EndOfTransaction<T> extends FluxOperator<T, T> {

    private final OwnTransaction transaction;

    EndOfTransaction(Flux<T> source, OwnTransaction transaction) {
        super(source);
        this.transaction = transaction;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Outside<>(actual, transaction));
    }

    private static final class Outside<T> implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private final OwnTransaction transaction;
        private @Nullable Subscription upstream;

        private Outside(CoreSubscriber<? super T> actual, OwnTransaction transaction) {
            this.actual = actual;
            this.transaction = transaction;
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
            try {
                actual.onNext(value);
            } catch (Throwable fatal) {
                drop(fatal);
            }
        }

        @Override
        public void onError(Throwable error) {
            try {
                actual.onError(EndingFailure.unwrap(error));
            } catch (Throwable fatal) {
                drop(fatal);
            }
        }

        @Override
        public void onComplete() {
            try {
                actual.onComplete();
            } catch (Throwable fatal) {
                drop(fatal);
            }
        }

        /** As {@link Exchange} does: what is fatal to Reactor must not break a pool that is at work on this stack. */
        private void drop(Throwable fatal) {
            transaction.broken();
            Operators.onErrorDropped(fatal, currentContext());
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
            transaction.abandoned();
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
