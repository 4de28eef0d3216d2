package io.fluxrecord.benchmarks.cancel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** How an operation ended for its caller, who does not wait for ever. */
enum Answer {
    DONE,
    REFUSED,
    NONE;

    /** How long the patient wait: far longer than any lock is held here. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Run an operation; without an answer in time it is cancelled. */
    static Answer within(Duration limit, Mono<?> operation) {
        return of(operation.toFuture(), limit);
    }

    /** Run an operation and wait for long. */
    static Answer of(Mono<?> operation) {
        return within(PATIENCE, operation);
    }

    /** Wait for long for an operation that runs. */
    static Answer of(CompletableFuture<?> operation) {
        return of(operation, PATIENCE);
    }

    /** Wait for long for operations that run together. */
    static List<Answer> of(List<CompletableFuture<?>> operations) {
        return of(operations, PATIENCE);
    }

    /** Wait for operations that run together; those without an answer in time are cancelled. */
    static List<Answer> of(List<CompletableFuture<?>> operations, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        return operations.stream()
                .map(operation -> of(operation, Duration.ofNanos(Math.max(0, end - System.nanoTime()))))
                .toList();
    }

    private static Answer of(CompletableFuture<?> operation, Duration limit) {
        try {
            operation.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return DONE;
        } catch (ExecutionException e) {
            return REFUSED;
        } catch (TimeoutException e) {
            operation.cancel(true);
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
