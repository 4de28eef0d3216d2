package io.fluxrecord.internal.execution;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/** Lets a transaction know that its subscriber has cancelled, and the subscriber the true error of its end. */
final class EndOfTransaction<T> extends FluxOperator<T, T> {

    private final Transaction transaction;

    EndOfTransaction(Flux<T> source, Transaction transaction) {
        super(source);
        this.transaction = transaction;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Outside<>(actual, transaction));
    }

    private static final class Outside<T> implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private final Transaction transaction;
        private @Nullable Subscription upstream;

        private Outside(CoreSubscriber<? super T> actual, Transaction transaction) {
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
            actual.onNext(value);
        }

        @Override
        public void onError(Throwable error) {
            actual.onError(EndingFailure.unwrap(error));
        }

        @Override
        public void onComplete() {
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
            transaction.abandoned();
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
