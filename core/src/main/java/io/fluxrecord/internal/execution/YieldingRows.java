package io.fluxrecord.internal.execution;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Rows that come as they are requested, until another statement waits for their connection: then all that are left are
 * taken at once and kept for their consumer. For one subscription.
 */
final class YieldingRows<T> extends Flux<T> {

    private final StatementGate gate;
    private final Function<Exchange<T>, Flux<T>> rows;
    private final @Nullable Supplier<? extends Publisher<?>> endAfterCancel;
    private final Sinks.Many<T> taken = Sinks.many().unicast().onBackpressureBuffer();
    private final Source source = new Source();
    private volatile Context context = Context.empty();

    YieldingRows(
            StatementGate gate,
            Function<Exchange<T>, Flux<T>> rows,
            @Nullable Supplier<? extends Publisher<?>> endAfterCancel) {
        this.gate = gate;
        this.rows = rows;
        this.endAfterCancel = endAfterCancel;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        context = actual.currentContext();
        gate.manyInTurn(rows, true, () -> source.request(Long.MAX_VALUE), endAfterCancel)
                .subscribe(source);
        taken.asFlux().doOnRequest(source::request).doOnCancel(source::cancel).subscribe(actual);
    }

    /** Remembers what is requested before the rows are there to be requested. */
    private final class Source extends Operators.DeferredSubscription implements CoreSubscriber<T> {

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            set(subscription);
        }

        @Override
        public void onNext(T row) {
            taken.tryEmitNext(row);
        }

        @Override
        public void onError(Throwable error) {
            taken.tryEmitError(error);
        }

        @Override
        public void onComplete() {
            taken.tryEmitComplete();
        }
    }
}
