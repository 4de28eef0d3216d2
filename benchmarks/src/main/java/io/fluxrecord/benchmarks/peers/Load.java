package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts a contender under load: so many callers in a closed loop for so long. They start on as many threads as there are
 * processors. With a driver that answers later (PostgreSQL), callers go on on the threads of its event loop; with one
 * that answers on the calling thread (H2), the callers of a thread take turns.
 */
final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService clients = Executors.newFixedThreadPool(threads, task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });

    private int number;

    /**
     * Measure a contender.
     *
     * @throws FailedContenderException if an operation fails, never ends, or does not do to the table what it should
     */
    <E> Sample measure(
            ItemDatabase database, Operation operation, Contender<E> contender, int concurrency, Duration time)
            throws InterruptedException {
        database.tidy();
        CountDownLatch finished = new CountDownLatch(concurrency);
        List<Caller<E>> callers = callers(database, operation, contender, concurrency, finished);
        long versions = database.ownedVersions();
        System.gc();

        long bytes = AllocatedBytes.soFar();
        long start = System.nanoTime();
        start(callers, start + time.toNanos());
        boolean inTime = finished.await(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        long nanos = System.nanoTime() - start;
        bytes = AllocatedBytes.soFar() - bytes;

        failIfAny(callers, inTime);
        number = callers.stream().mapToInt(Caller::number).max().orElse(number);
        long completed = callers.stream().mapToLong(Caller::completed).sum();
        check("rows inserted", operation.inserted() * completed, database.inserted());
        check("versions raised", operation.raised() * completed, database.ownedVersions() - versions);
        return new Sample(completed * 1e9 / nanos, (double) bytes / completed);
    }

    private <E> List<Caller<E>> callers(
            ItemDatabase database,
            Operation operation,
            Contender<E> contender,
            int concurrency,
            CountDownLatch finished) {
        List<Caller<E>> callers = new ArrayList<>();
        for (long id : database.owned().subList(0, concurrency)) {
            callers.add(new Caller<>(operation, contender, id, find(contender, id), number, finished));
        }
        return callers;
    }

    private static <E> E find(Contender<E> contender, long id) {
        try {
            return Objects.requireNonNull(contender.find(id).block(PATIENCE), "found nothing");
        } catch (RuntimeException e) {
            throw new FailedContenderException("the item of a caller could not be read", e);
        }
    }

    private <E> void start(List<Caller<E>> callers, long deadline) {
        List<Deque<Caller<E>>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            shares.add(new ArrayDeque<>());
        }
        for (int i = 0; i < callers.size(); i++) {
            callers.get(i).until(deadline);
            shares.get(i % threads).add(callers.get(i));
        }
        shares.forEach(share -> clients.execute(() -> takeTurns(share)));
    }

    private static <E> void takeTurns(Deque<Caller<E>> callers) {
        Caller<E> caller;
        while ((caller = callers.poll()) != null) {
            if (caller.turn()) {
                callers.add(caller);
            }
        }
    }

    private static <E> void failIfAny(List<Caller<E>> callers, boolean inTime) {
        for (Caller<E> caller : callers) {
            Throwable failure = caller.failure();
            if (failure != null) {
                throw new FailedContenderException("an operation failed", failure);
            }
        }
        if (!inTime) {
            throw new FailedContenderException("an operation did not end within " + PATIENCE, null);
        }
    }

    private static void check(String what, long expected, long actual) {
        if (expected != actual) {
            throw new FailedContenderException(what + " should be " + expected + " but are " + actual, null);
        }
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }

    /** A contender did not do what it was measured for. */
    static final class FailedContenderException extends RuntimeException {

        FailedContenderException(String message, @Nullable Throwable cause) {
            super(cause == null ? message : message + ": " + cause, cause);
        }
    }
}
