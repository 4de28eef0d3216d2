package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * One of the concurrent callers: does an operation, and when it has ended does it again, until time is up. The next one
 * starts on the thread on which the last one ended, as in a pipeline, so that measuring adds no change of thread and
 * next to no work.
 */
final class Caller<E> implements CoreSubscriber<Object> {

    private static final int STARTING = 0;
    private static final int PENDING = 1;
    private static final int ENDED = 2;

    private final Operation operation;
    private final Contender<E> contender;
    private final long id;
    private final E item;
    private final CountDownLatch finished;

    private final AtomicInteger state = new AtomicInteger();
    private long deadline;
    private int number;
    private int emitted;
    private long completed;
    private volatile @Nullable Throwable failure;

    /**
     * Make a caller.
     *
     * @param id the row that is this caller's own
     * @param item that row as the contender's object
     * @param number the last number that was used
     */
    Caller(Operation operation, Contender<E> contender, long id, E item, int number, CountDownLatch finished) {
        this.operation = operation;
        this.contender = contender;
        this.id = id;
        this.item = item;
        this.number = number;
        this.finished = finished;
    }

    void until(long deadline) {
        this.deadline = deadline;
    }

    long id() {
        return id;
    }

    E item() {
        return item;
    }

    /** Return a number that was not used before, so that an update always has something to change. */
    int next() {
        return ++number;
    }

    int number() {
        return number;
    }

    /** Return how many operations were completed; to be asked when the caller has finished. */
    long completed() {
        return completed;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /**
     * Start one operation if there is time. Returns true if it has ended already, so that the caller wants another
     * turn; otherwise it goes on by itself.
     */
    boolean turn() {
        if (failure != null || System.nanoTime() - deadline >= 0) {
            finished.countDown();
            return false;
        }
        emitted = 0;
        state.set(STARTING);
        try {
            operation.start(contender, this).subscribe(this);
        } catch (RuntimeException e) {
            onError(e);
        }
        return !state.compareAndSet(STARTING, PENDING);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object object) {
        emitted++;
    }

    @Override
    public void onComplete() {
        if (emitted == operation.emitted()) {
            completed++;
        } else {
            failure = new IllegalStateException(operation + " emitted " + emitted + " objects");
        }
        ended();
    }

    @Override
    public void onError(Throwable error) {
        failure = error;
        ended();
    }

    @SuppressWarnings("StatementWithEmptyBody")
    private void ended() {
        if (!state.compareAndSet(STARTING, ENDED)) {
            while (turn()) {
                // Operations that end at once need no stack.
            }
        }
    }
}
