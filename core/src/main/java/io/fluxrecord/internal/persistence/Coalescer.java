package io.fluxrecord.internal.persistence;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Batches concurrent calls: the first is sent at once; later ones queue until the batch in flight completes or the
 * window expires, so that a statement which is stuck delays its own callers and no others.
 *
 * @param <I> what a caller asks for
 * @param <O> what it is answered
 */
final class Coalescer<I, O> {

    private static final int MOST_TOGETHER = 256;

    private final Duration window;
    private final Function<List<Call<I, O>>, Mono<Void>> statement;
    private final Consumer<I> withdrawn;
    private final Deque<Call<I, O>> waiting = new ArrayDeque<>();
    private final AtomicInteger reasonsToSend = new AtomicInteger();

    // Guarded by this, as is what waits.
    private int underWay;
    private boolean overdue;
    private @Nullable Disposable timer;
    private @Nullable Thread answering;

    /**
     * Make a coalescer.
     *
     * @param window how long a call waits at most
     * @param statement answers or fails each of the calls before it completes; its error fails all of them. It is
     *     cancelled when all callers have cancelled
     * @param withdrawn takes what was asked for by a caller that cancels before it is part of a statement
     */
    Coalescer(Duration window, Function<List<Call<I, O>>, Mono<Void>> statement, Consumer<I> withdrawn) {
        this.window = window;
        this.statement = statement;
        this.withdrawn = withdrawn;
    }

    /** Emit what the statement answers, or nothing; each subscription is a call. */
    Mono<O> call(I input) {
        return Mono.create(sink -> {
            Call<I, O> call = new Call<>(input, sink);
            boolean now = add(call);
            sink.onCancel(() -> cancel(call)); // After it was added: one that is cancelled by now is taken out again.
            if (now) {
                send();
            }
        });
    }

    /** Return whether the call is to be sent now: what is called in answers waits until all are answered. */
    private synchronized boolean add(Call<I, O> call) {
        waiting.add(call);
        return answering != Thread.currentThread();
    }

    /** Send all that is to go now. One thread does so at a time, and none waits for it. */
    private void send() {
        if (reasonsToSend.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            for (Together together = next(); together != null; together = next()) {
                together.go();
            }
            seen = reasonsToSend.addAndGet(-seen);
        }
    }

    private synchronized @Nullable Together next() {
        if (waiting.isEmpty()) {
            return null;
        }
        // What is called in answers on another thread is still coming.
        boolean answeredElsewhere = answering != null && answering != Thread.currentThread();
        if ((underWay > 0 || answeredElsewhere) && !overdue && waiting.size() < MOST_TOGETHER) {
            startTimer();
            return null;
        }
        stopTimer();
        underWay++;
        List<Call<I, O>> calls = new ArrayList<>();
        while (calls.size() < MOST_TOGETHER && !waiting.isEmpty()) {
            calls.add(waiting.remove());
        }
        Together together = new Together(calls);
        calls.forEach(call -> call.together = together);
        return together;
    }

    private void startTimer() {
        if (timer == null) {
            timer = Schedulers.parallel().schedule(this::timeOut, window.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void stopTimer() {
        overdue = false;
        if (timer != null) {
            timer.dispose();
            timer = null;
        }
    }

    private void timeOut() {
        synchronized (this) {
            overdue = true;
        }
        send();
    }

    private void cancel(Call<I, O> call) {
        if (withdraw(call)) {
            withdrawn.accept(call.input);
        } else if (leave(call)) {
            Objects.requireNonNull(call.together).cancel();
        }
    }

    private synchronized boolean withdraw(Call<I, O> call) {
        return call.together == null && waiting.remove(call);
    }

    /** Take a call out of its batch, and return whether no other call is left in that. */
    private synchronized boolean leave(Call<I, O> call) {
        return call.together != null && --call.together.callers == 0;
    }

    private void answer(List<Call<I, O>> calls) {
        boolean first = comeBack();
        try {
            long since = System.nanoTime();
            for (Call<I, O> call : calls) {
                call.end();
                if (System.nanoTime() - since > window.toNanos()) {
                    send();
                    since = System.nanoTime();
                }
            }
        } finally {
            if (first) {
                answered();
            }
            send();
        }
    }

    private synchronized void answered() {
        answering = null;
    }

    private synchronized boolean comeBack() {
        underWay--;
        if (answering != null) {
            return false;
        }
        answering = Thread.currentThread();
        return true;
    }

    /** Calls that are under way in one statement, which belongs to no caller and so has the Context of none. */
    private final class Together extends BaseSubscriber<Void> {

        private final List<Call<I, O>> calls;
        private int callers;

        private Together(List<Call<I, O>> calls) {
            this.calls = calls;
            callers = calls.size();
        }

        private void go() {
            Mono.defer(() -> statement.apply(calls)).subscribe(this);
        }

        @Override
        protected void hookOnComplete() {
            answer(calls);
        }

        @Override
        protected void hookOnError(Throwable error) {
            calls.forEach(call -> call.fail(error));
            answer(calls);
        }

        @Override
        protected void hookOnCancel() {
            answer(List.of());
        }
    }

    /** One caller's part in a statement. */
    static final class Call<I, O> {

        private final I input;
        private final MonoSink<O> sink;
        private @Nullable O answer;
        private @Nullable Throwable failure;
        private Coalescer<I, O>.@Nullable Together together;

        private Call(I input, MonoSink<O> sink) {
            this.input = input;
            this.sink = sink;
        }

        I input() {
            return input;
        }

        void answer(O answer) {
            this.answer = answer;
        }

        void fail(Throwable failure) {
            this.failure = failure;
        }

        /** Tell the caller, whose own trouble with what it is told must not be that of the others. */
        private void end() {
            try {
                if (failure != null) {
                    sink.error(failure);
                } else {
                    sink.success(answer);
                }
            } catch (RuntimeException e) {
                Operators.onErrorDropped(e, Context.of(sink.contextView()));
            }
        }
    }
}
