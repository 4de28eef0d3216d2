package io.fluxrecord.internal.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Lets the statements of one connection run one after another, in the order in which they were subscribed to. Drivers
 * disagree on what happens to a statement that is sent while another is under way, and on none of them is it good.
 *
 * <p>A result whose consumer is slow, or waits for a statement that waits here, would keep the others out for good. So
 * a statement that has to wait asks the one under way to make way: see {@link YieldingRows}.
 */
final class StatementGate {

    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    private final AtomicInteger drains = new AtomicInteger();
    private @Nullable Turn<?> running;
    private @Nullable Supplier<Throwable> refusal;

    /** Return the statement such that it is subscribed to when its turn has come. */
    <T> Mono<T> inTurn(Supplier<Mono<T>> statement) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                await(new Turn<>(StatementGate.this, statement, () -> {}, actual));
            }
        };
    }

    /**
     * Return the statement such that it is subscribed to when its turn has come.
     *
     * @param makeWay is called when others wait for the end of the statement, perhaps before it begins
     */
    <T> Flux<T> inTurn(Supplier<Flux<T>> statement, Runnable makeWay) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                await(new Turn<>(StatementGate.this, statement, makeWay, actual));
            }
        };
    }

    private void await(Turn<?> turn) {
        turn.actual.onSubscribe(turn);
        enter(turn);
    }

    /** Refuse all statements that have not begun, now and later. */
    void close(Supplier<Throwable> refusal) {
        synchronized (this) {
            if (this.refusal == null) {
                this.refusal = refusal;
            }
        }
        drain();
    }

    private void enter(Turn<?> turn) {
        Turn<?> holder;
        synchronized (this) {
            waiting.add(turn);
            holder = running;
        }
        if (holder != null) {
            holder.makeWay.run();
        }
        drain();
    }

    private void leave(Turn<?> turn) {
        synchronized (this) {
            if (running == turn) {
                running = null;
            } else {
                waiting.remove(turn);
            }
        }
        drain();
    }

    /** Begin turns in a loop: a statement that ends at once would otherwise begin the next one on its own stack. */
    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        do {
            Turn<?> next;
            Supplier<Throwable> refused;
            boolean contended;
            synchronized (this) {
                refused = refusal;
                next = running == null ? waiting.poll() : null;
                contended = !waiting.isEmpty();
                if (next != null && refused == null) {
                    running = next;
                }
            }
            if (next != null && refused != null) {
                drains.incrementAndGet();
                next.refuse(refused.get());
            } else if (next != null) {
                next.begin(contended);
            }
        } while (drains.decrementAndGet() != 0);
    }

    /** One subscription to one statement, which waits, runs, and leaves the gate exactly once. */
    private static final class Turn<T> extends Operators.DeferredSubscription implements CoreSubscriber<T> {

        private final StatementGate gate;
        private final Supplier<? extends CorePublisher<T>> statement;
        private final Runnable makeWay;
        private final CoreSubscriber<? super T> actual;

        private Turn(
                StatementGate gate,
                Supplier<? extends CorePublisher<T>> statement,
                Runnable makeWay,
                CoreSubscriber<? super T> actual) {
            this.gate = gate;
            this.statement = statement;
            this.makeWay = makeWay;
            this.actual = actual;
        }

        void begin(boolean contended) {
            if (isCancelled()) {
                gate.leave(this);
                return;
            }
            if (contended) {
                makeWay.run();
            }
            statement().subscribe(this);
        }

        private CorePublisher<T> statement() {
            try {
                return statement.get();
            } catch (Throwable refused) { // Whatever it is, the turn must end, or nobody's would come.
                Exceptions.throwIfJvmFatal(refused);
                return Mono.error(refused);
            }
        }

        void refuse(Throwable error) {
            if (!isCancelled()) {
                actual.onError(error);
            }
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
            gate.leave(this);
            actual.onError(error);
        }

        @Override
        public void onComplete() {
            gate.leave(this);
            actual.onComplete();
        }

        @Override
        public void cancel() {
            super.cancel();
            gate.leave(this);
        }
    }
}
