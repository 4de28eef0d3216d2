package io.fluxrecord.reactor;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Does work over when it lost a race for a versioned row. Immutable; safe for all threads.
 *
 * <pre>{@code
 * Mono<Inventory> sold = ConflictRetry.reloadAndRetry(() -> Inventory_.find(id), item -> { item.quantity -= 1; });
 *
 * Mono<Order> placed = Mono.defer(() -> db.transaction(() -> place(order)))
 *         .retryWhen(ConflictRetry.upTo(5).spec());
 * }</pre>
 *
 * <p>Only a conflict in which the row is at another version ({@link Reason#STALE}) is worth another attempt; every
 * other error, also that of a row that is deleted or gone, is signalled at once. Between attempts passes a random time
 * that grows: on average 10 ms before the second attempt, doubling up to one second. Whatever is to happen once per
 * attempt, a transaction above all, belongs inside the retry.
 *
 * @since 0.1
 */
public final class ConflictRetry {

    private static final ConflictRetry DEFAULT = new ConflictRetry(20, Duration.ofMillis(10), Duration.ofSeconds(1));

    private static final double JITTER = 0.75;

    private final int attempts;
    private final Duration firstDelay;
    private final Duration maxDelay;

    private ConflictRetry(int attempts, Duration firstDelay, Duration maxDelay) {
        this.attempts = attempts;
        this.firstDelay = firstDelay;
        this.maxDelay = maxDelay;
    }

    /**
     * Load a record, change it and save it, in up to 20 attempts. Emits and signals as {@link #update} does.
     *
     * @param load finds the record, anew for each attempt
     * @param change is applied to each record loaded; it must not block
     */
    @CheckReturnValue
    public static <T extends ActiveRecord<T>> Mono<T> reloadAndRetry(
            Supplier<? extends Mono<T>> load, Consumer<? super T> change) {
        return DEFAULT.update(load, change);
    }

    /** Return a retry of at most so many attempts, the first one counted. */
    public static ConflictRetry upTo(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
        return new ConflictRetry(attempts, DEFAULT.firstDelay, DEFAULT.maxDelay);
    }

    /** Return this retry with other average delays: before the second attempt, and at most. */
    public ConflictRetry delays(Duration first, Duration max) {
        return new ConflictRetry(attempts, first, max);
    }

    /**
     * Load a record, change it and save it, as often as it takes.
     *
     * <p>Emits the saved record, or nothing if there was none to load. Signals {@link VersionConflictException}, that
     * of the last attempt, when all attempts lost. Cancelling ends the attempt under way and starts no other.
     *
     * @param load finds the record, anew for each attempt
     * @param change is applied to each record loaded; it must not block
     */
    @CheckReturnValue
    public <T extends ActiveRecord<T>> Mono<T> update(Supplier<? extends Mono<T>> load, Consumer<? super T> change) {
        return Mono.defer(load)
                .flatMap(record -> {
                    change.accept(record);
                    return record.save();
                })
                .retryWhen(spec());
    }

    /**
     * Return this retry for {@link Mono#retryWhen}; the {@code Mono} must load what it changes at each subscription.
     */
    public Retry spec() {
        return Retry.backoff(attempts - 1L, firstDelay)
                .maxBackoff(maxDelay)
                .jitter(JITTER)
                .filter(ConflictRetry::isStale)
                .onRetryExhaustedThrow((spec, last) -> last.failure());
    }

    private static boolean isStale(Throwable error) {
        return error instanceof VersionConflictException conflict && conflict.reason() == Reason.STALE;
    }
}
