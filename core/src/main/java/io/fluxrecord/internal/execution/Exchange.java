package io.fluxrecord.internal.execution;

import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.internal.record.Operation;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One statement or command, from when it waits to be sent until its answer is complete. A subscriber that cancels is
 * signalled nothing more, but what was sent is not cancelled: the driver would let go of it while the server still
 * works on it. It runs to its end, and only then is its connection free for anything else. What reads the answer of a
 * write stands upstream of this operator, so that it runs whether or not there still is a subscriber.
 */
abstract class Exchange<T> extends Operators.DeferredSubscription implements CoreSubscriber<T> {

    private static final int WAITING = 0;
    private static final int SENT = 1;
    private static final int ABANDONED = 2;
    private static final int ENDED = 3;

    private static final Object DISCARDED = new Object();

    @SuppressWarnings("rawtypes") // An updater knows no type arguments.
    private static final AtomicIntegerFieldUpdater<Exchange> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Exchange.class, "state");

    final CoreSubscriber<? super T> actual;
    private final @Nullable Operation operation;
    private final boolean single;
    private final @Nullable Write<T> write;
    private volatile int state = WAITING;
    private volatile boolean demanded;
    private @Nullable T value;
    private volatile @Nullable Continuation<T> continuation;

    /**
     * Make an exchange.
     *
     * @param single whether at most one value is emitted, which is kept until the connection is free: what follows may
     *     want it
     * @param operation is under way until the answer is complete; null if no record is concerned
     * @param write says what follows where the answer emits nothing; null for nothing
     */
    Exchange(
            CoreSubscriber<? super T> actual, boolean single, @Nullable Operation operation, @Nullable Write<T> write) {
        this.actual = actual;
        this.single = single;
        this.write = write;
        this.operation = operation;
    }

    /** Send, unless the subscriber has cancelled; return whether it was sent. */
    final boolean send(Supplier<? extends CorePublisher<T>> answer) {
        if (operation != null) {
            operation.hold();
        }
        if (!STATE.compareAndSet(this, WAITING, SENT)) {
            releaseOperation();
            return false;
        }
        CorePublisher<T> publisher;
        try {
            publisher = answer.get();
        } catch (Throwable refused) { // Whatever it is, the exchange must end, or the connection would never be free.
            publisher = Mono.error(refused);
        }
        publisher.subscribe(this);
        return true;
    }

    /** The subscriber has cancelled before anything was sent. */
    abstract void withdrawn();

    /** The subscriber has cancelled, and what was sent may not have been answered yet. */
    void abandoned() {}

    /**
     * The answer is complete: free the connection, then call {@link #signal} if there still is a subscriber.
     *
     * @param subscribed whether there still is a subscriber
     * @param error how it ended, or null
     */
    abstract void ended(boolean subscribed, @Nullable Throwable error);

    /** Code of the user has thrown an error that is fatal to Reactor: nothing more comes of this pipeline. */
    abstract void broken();

    /** The driver, and the pool whose loop may be further up on the stack, must not be broken by that error too. */
    private void drop(Throwable fatal) {
        broken();
        Operators.onErrorDropped(fatal, currentContext());
    }

    /**
     * Return how to tell the end of what was sent if it is cancelled; null lets it run to its end, discarding what
     * comes.
     */
    @Nullable
    Supplier<? extends Publisher<?>> endAfterCancel() {
        return null;
    }

    final void signal(@Nullable Throwable error) {
        T kept = value;
        try {
            if (error != null) {
                actual.onError(error);
                return;
            }
            if (kept != null) {
                actual.onNext(kept);
            } else if (write != null) {
                goOn(write.otherwise());
                return;
            }
            actual.onComplete();
        } catch (Throwable fatal) {
            drop(fatal);
        }
    }

    private void goOn(Mono<T> more) {
        Continuation<T> next = new Continuation<>(actual);
        continuation = next;
        if (isCancelled()) {
            next.cancel();
        }
        more.subscribe(next);
    }

    /** What follows on an exchange, for the same subscriber. */
    private static final class Continuation<T> extends Operators.DeferredSubscription implements CoreSubscriber<T> {

        private final CoreSubscriber<? super T> actual;

        private Continuation(CoreSubscriber<? super T> actual) {
            this.actual = actual;
            request(Long.MAX_VALUE);
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            set(subscription);
        }

        @Override
        public void onNext(T value) {
            actual.onNext(value);
        }

        @Override
        public void onError(Throwable error) {
            actual.onError(error);
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }
    }

    /** Return whether the subscriber has cancelled since this was sent. */
    final boolean isAbandoned() {
        return state == ABANDONED;
    }

    /** Read a row for a subscriber, or nothing if there is none. What the reader throws is signalled to it at once. */
    final <R, V> V readForSubscriber(R row, Function<? super R, V> reader) {
        if (state == SENT) {
            try {
                return reader.apply(row);
            } catch (RuntimeException unreadable) {
                if (STATE.compareAndSet(this, SENT, ABANDONED)) {
                    abandon();
                    actual.onError(unreadable);
                }
            }
        }
        return discarded();
    }

    /** A driver wants something for each row; what goes nowhere may be of any type. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <V> V discarded() {
        return (V) DISCARDED;
    }

    @Override
    public final Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public final void onSubscribe(Subscription subscription) {
        set(subscription);
    }

    @Override
    public final void onNext(T value) {
        if (state != SENT) {
            return;
        }
        if (single) {
            this.value = value;
            return;
        }
        try {
            actual.onNext(value);
        } catch (Throwable fatal) {
            state = ABANDONED;
            super.cancel();
            drop(fatal);
        }
    }

    @Override
    public final void request(long n) {
        demanded = true;
        super.request(n);
    }

    /** Drivers that part an answer with Reactor's window have errors of their connection wrapped. */
    @Override
    public final void onError(Throwable error) {
        end(Exceptions.unwrap(error));
    }

    @Override
    public final void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable error) {
        int before = STATE.getAndSet(this, ENDED);
        if (before != ENDED) {
            if (operation != null && error instanceof UnknownOutcomeException) {
                operation.unanswered();
            }
            releaseOperation();
            ended(before == SENT, error);
        }
    }

    private void releaseOperation() {
        if (operation != null) {
            operation.release();
        }
    }

    @Override
    public final void cancel() {
        if (STATE.compareAndSet(this, WAITING, ENDED)) {
            super.cancel();
            withdrawn();
        } else if (STATE.compareAndSet(this, SENT, ABANDONED)) {
            abandon();
        } else if (write != null) {
            super.cancel();
            Continuation<T> next = continuation;
            if (next != null) {
                next.cancel();
            }
        }
    }

    private void abandon() {
        if (single && !demanded) {
            super.cancel();
            end(null); // Without demand, nothing was sent.
            return;
        }
        Supplier<? extends Publisher<?>> end = endAfterCancel();
        if (end == null) {
            request(Long.MAX_VALUE);
        } else {
            super.cancel();
            Flux.from(end.get()).subscribe(ignored -> {}, error -> end(null), () -> end(null));
        }
        if (state == ABANDONED) {
            abandoned();
        }
    }
}
