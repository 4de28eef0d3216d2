package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Result;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.util.context.Context;

/**
 * The answer to a statement, of which one value is made when it is complete, so that an error that comes after a row or
 * row count is not lost. What cannot be read ends it no sooner. For one subscription.
 *
 * @param <V> what the result consists of
 * @param <R> what is made of it
 */
abstract class Answer<V, R> implements CorePublisher<R>, CoreSubscriber<Result>, Subscription, Outcome.Made<R> {

    private static final int FAILED = Integer.MIN_VALUE / 2;

    @SuppressWarnings("rawtypes") // An updater knows no type arguments.
    private static final AtomicIntegerFieldUpdater<Answer> OPEN =
            AtomicIntegerFieldUpdater.newUpdater(Answer.class, "open");

    private final Publisher<? extends Result> execution;
    private final @Nullable Outcome outcome;
    private @Nullable CoreSubscriber<? super R> actual;
    private @Nullable Subscription upstream;
    private @Nullable Throwable failure;

    /** How many publishers have not completed: the execution, and each result that it has emitted. */
    private volatile int open = 1;

    /**
     * Make an answer.
     *
     * @param outcome what the end means to the session; null for nothing, as of a statement that writes nothing
     */
    Answer(Publisher<? extends Result> execution, @Nullable Outcome outcome) {
        this.execution = execution;
        this.outcome = outcome;
    }

    abstract Publisher<? extends V> values(Result result);

    abstract void add(V value);

    /** Return how many rows the statement has touched or emitted. */
    abstract long rows();

    private Throwable failed(Throwable error) {
        return outcome == null ? error : outcome.failed(error, failure == null);
    }

    final void unreadable(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    final boolean isReadable() {
        return failure == null;
    }

    @Override
    public final void subscribe(CoreSubscriber<? super R> subscriber) {
        actual = subscriber;
        execution.subscribe(this);
    }

    @Override
    public final void subscribe(Subscriber<? super R> subscriber) {
        throw new IllegalStateException("An answer is taken by an exchange");
    }

    private CoreSubscriber<? super R> actual() {
        return Objects.requireNonNull(actual);
    }

    @Override
    public final Context currentContext() {
        return actual().currentContext();
    }

    @Override
    public final void onSubscribe(Subscription subscription) {
        upstream = subscription;
        actual().onSubscribe(this);
    }

    /** The one value is made when all has come, whatever is requested. */
    @Override
    public final void request(long n) {
        Subscription subscription = upstream;
        if (subscription != null) {
            upstream = null;
            subscription.request(Long.MAX_VALUE);
        }
    }

    /** An exchange lets what it has sent come to its end. */
    @Override
    public final void cancel() {}

    @Override
    public final void onNext(Result result) {
        OPEN.incrementAndGet(this);
        values(result).subscribe(new Values());
    }

    @Override
    public final void onError(Throwable error) {
        fail(error);
    }

    @Override
    public final void onComplete() {
        close();
    }

    private void fail(Throwable error) {
        if (open > 0 && OPEN.getAndSet(this, FAILED) > 0) {
            actual().onError(failed(failure == null ? Exceptions.unwrap(error) : failure));
        }
    }

    private void close() {
        if (OPEN.decrementAndGet(this) != 0) {
            return;
        }
        R made = null;
        if (failure == null) {
            try {
                made = outcome == null ? make() : outcome.answered(rows(), this);
            } catch (Throwable refused) {
                failure = refused;
            }
        }
        if (failure != null) {
            actual().onError(failed(failure));
            return;
        }
        if (made != null) {
            actual().onNext(made);
        }
        actual().onComplete();
    }

    private final class Values implements CoreSubscriber<V> {

        @Override
        public Context currentContext() {
            return actual().currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(V value) {
            if (failure == null) {
                add(value);
            }
        }

        @Override
        public void onError(Throwable error) {
            fail(error);
        }

        @Override
        public void onComplete() {
            close();
        }
    }
}
