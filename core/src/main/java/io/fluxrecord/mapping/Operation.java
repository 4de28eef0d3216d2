package io.fluxrecord.mapping;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * An operation that is under way on one record, or on several that one statement writes: a record does one at a time.
 * It is held by its pipeline, and by each statement that was sent for it until that has answered, so it can outlast a
 * subscriber that cancels. Not for applications. Safe for all threads.
 *
 * @since 0.1
 */
public final class Operation {

    /** How long another operation waits for one that was cancelled; outside of transactions it is over long before. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int RUNNING = 0;
    private static final int FINISHED = 1;
    private static final int ABANDONED = 2;

    private static final AtomicIntegerFieldUpdater<Operation> HOLDS =
            AtomicIntegerFieldUpdater.newUpdater(Operation.class, "holds");
    private static final AtomicIntegerFieldUpdater<Operation> PIPELINE =
            AtomicIntegerFieldUpdater.newUpdater(Operation.class, "pipeline");

    private final List<RecordState> records;
    private final @Nullable Operation around;
    private volatile int holds = 1;
    private volatile int pipeline = RUNNING;
    private Sinks.@Nullable Empty<Void> over;

    /**
     * Make an operation that is held by its pipeline.
     *
     * @param around the operation in one of whose hooks this one runs, or null
     */
    public Operation(List<RecordState> records, @Nullable Operation around) {
        this.records = records;
        this.around = around;
    }

    /** Keep this operation under way until the matching {@link #release()}. */
    public void hold() {
        HOLDS.incrementAndGet(this);
    }

    /** Give up one hold; with the last one the operation is over. */
    public void release() {
        if (HOLDS.decrementAndGet(this) == 0) {
            end();
        }
    }

    /** Give up the hold of the pipeline, unless that has been done. */
    public void finish() {
        if (PIPELINE.compareAndSet(this, RUNNING, FINISHED)) {
            release();
        }
    }

    /** Give up the hold of the pipeline, whose subscriber has cancelled; what was sent may still hold the operation. */
    public void abandon() {
        if (PIPELINE.compareAndSet(this, RUNNING, ABANDONED)) {
            release();
        }
    }

    /** Return whether only what was sent keeps this operation under way, so that its end is worth waiting for. */
    public boolean isAbandoned() {
        return pipeline == ABANDONED;
    }

    private boolean isOver() {
        return holds == 0;
    }

    private void end() {
        records.forEach(this::end);
        synchronized (this) {
            if (over != null) {
                over.tryEmitEmpty();
            }
        }
    }

    /** Let a record go, perhaps before the others. */
    public void end(RecordState record) {
        record.end(this);
    }

    /** Return the innermost operation around this one that is not over, or null. */
    @Nullable
    Operation around() {
        Operation each = around;
        while (each != null && each.isOver()) {
            each = each.around;
        }
        return each;
    }

    /** Complete when this operation is over. */
    public Mono<Void> whenOver() {
        return Mono.defer(() -> {
            synchronized (this) {
                if (isOver()) {
                    return Mono.empty();
                }
                if (over == null) {
                    over = Sinks.empty();
                }
                return over.asMono();
            }
        });
    }
}
