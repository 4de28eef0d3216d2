package io.fluxrecord.internal.execution;

import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.internal.record.Operation;
import io.r2dbc.spi.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets the statements of one connection run one after another, in the order in which they were subscribed to. Drivers
 * disagree on what happens to a statement that is sent while another is under way, and on none of them is it good. A
 * statement whose subscriber has cancelled is under way until it has answered, like any other.
 *
 * <p>A result whose consumer is slow, or waits for a statement that waits here, would keep the others out for good. So
 * a statement that has to wait asks the one under way to make way: see {@link YieldingRows}.
 */
final class StatementGate {

    private final Runnable broken;
    private final Consumer<Throwable> failed;
    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    private final AtomicInteger drains = new AtomicInteger();
    private @Nullable Turn<?> running;
    private @Nullable Supplier<Throwable> refusal;
    private Sinks.@Nullable Empty<Void> idle;

    /**
     * Make a gate.
     *
     * @param broken is called when a subscriber has thrown an error that is fatal to Reactor
     * @param failed is called with the error of a statement, before the next one begins
     */
    StatementGate(Runnable broken, Consumer<Throwable> failed) {
        this.broken = broken;
        this.failed = failed;
    }

    /** Return the statement such that it is subscribed to when its turn has come. */
    <T> Mono<T> inTurn(
            Function<Exchange<T>, ? extends CorePublisher<T>> statement,
            @Nullable Operation operation,
            @Nullable Write<T> write) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                await(new Turn<>(StatementGate.this, statement, true, true, () -> {}, null, operation, write, actual));
            }
        };
    }

    /**
     * Return a statement that emits many rows, or work on the connection, such that it is subscribed to when its turn
     * has come.
     *
     * @param statement whether it is a statement, so that its error is one of the database
     * @param makeWay is called when others wait for the end of the statement, perhaps before it begins
     * @param endAfterCancel as {@link Exchange#endAfterCancel()}
     */
    <T> Flux<T> manyInTurn(
            Function<Exchange<T>, Flux<T>> rows,
            boolean statement,
            Runnable makeWay,
            @Nullable Supplier<? extends Publisher<?>> endAfterCancel) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                await(new Turn<>(
                        StatementGate.this, rows, false, statement, makeWay, endAfterCancel, null, null, actual));
            }
        };
    }

    /**
     * Return work that is alone on the connection when its turn has come. A statement of this gate inside it would wait
     * for the end of the work, which waits for the statement, so it is refused.
     */
    <T> Flux<T> lend(Supplier<Connection> connection, Function<Connection, ? extends Publisher<T>> work) {
        return manyInTurn(
                exchange -> Flux.from(work.apply(connection.get()))
                        .contextWrite(context -> context.put(StatementGate.class, this)),
                true,
                () -> {},
                () -> Connections.barrier(connection.get()));
    }

    private void await(Turn<?> turn) {
        turn.actual.onSubscribe(turn);
        if (turn.currentContext().getOrDefault(StatementGate.class, null) == this) {
            turn.refuse(new TransactionStateException(
                    "Work that db.connection() has lent the connection of the transaction to holds it until it ends, and"
                            + " an operation inside the work would wait for that; run it before or after the work"));
            return;
        }
        enter(turn);
    }

    /** Refuse all statements that have not begun, each when its turn comes. */
    void close(Supplier<Throwable> refusal) {
        Turn<?> holder;
        synchronized (this) {
            if (this.refusal == null) {
                this.refusal = refusal;
            }
            holder = running;
        }
        if (holder != null) {
            holder.makeWay.run();
        }
    }

    /** Return whether statements are refused, the transaction being over. */
    synchronized boolean isClosed() {
        return refusal != null;
    }

    /** Return whether no statement is under way. */
    synchronized boolean isIdle() {
        return running == null;
    }

    /** Complete when no statement is under way; to be asked for once the gate is closed. */
    synchronized Mono<Void> idle() {
        if (running == null) {
            return Mono.empty();
        }
        if (idle == null) {
            idle = Sinks.empty();
        }
        return idle.asMono();
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
        Sinks.Empty<Void> waitingForEnd;
        synchronized (this) {
            if (running == turn) {
                running = null;
            } else {
                waiting.remove(turn);
            }
            waitingForEnd = running == null && refusal != null ? idle : null;
        }
        drain();
        if (waitingForEnd != null) {
            waitingForEnd.tryEmitEmpty();
        }
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
    private static final class Turn<T> extends Exchange<T> {

        private final StatementGate gate;
        private final Function<? super Exchange<T>, ? extends CorePublisher<T>> sending;
        private final boolean statement;
        private final Runnable makeWay;
        private final @Nullable Supplier<? extends Publisher<?>> endAfterCancel;

        private Turn(
                StatementGate gate,
                Function<? super Exchange<T>, ? extends CorePublisher<T>> sending,
                boolean single,
                boolean statement,
                Runnable makeWay,
                @Nullable Supplier<? extends Publisher<?>> endAfterCancel,
                @Nullable Operation operation,
                @Nullable Write<T> write,
                CoreSubscriber<? super T> actual) {
            super(actual, single, operation, write);
            this.gate = gate;
            this.sending = sending;
            this.statement = statement;
            this.makeWay = makeWay;
            this.endAfterCancel = endAfterCancel;
        }

        void begin(boolean contended) {
            if (contended) {
                makeWay.run();
            }
            if (!send(() -> sending.apply(this))) {
                gate.leave(this); // It was cancelled, perhaps before it had entered.
            }
        }

        void refuse(Throwable error) {
            send(() -> Mono.error(error));
        }

        @Override
        @Nullable
        Supplier<? extends Publisher<?>> endAfterCancel() {
            return endAfterCancel;
        }

        @Override
        void withdrawn() {
            gate.leave(this);
        }

        @Override
        void ended(boolean subscribed, @Nullable Throwable error) {
            if (error != null && statement) {
                gate.failed.accept(error);
            }
            gate.leave(this);
            if (subscribed) {
                signal(error);
            }
        }

        @Override
        void broken() {
            gate.broken.run();
        }
    }
}
