package io.fluxrecord.internal.record;

import java.time.Duration;
import java.util.Objects;
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
public sealed class Operation permits OperationOfMany {

    /** How long another operation waits for one that was cancelled; outside of transactions it is over long before. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** The hold of the pipeline, which is given up in one of two ways; the others are counted above these bits. */
    private static final int RUNNING = 1;

    private static final int ABANDONED = 2;
    private static final int HOLD = 4;

    private static final AtomicIntegerFieldUpdater<Operation> HOLDS =
            AtomicIntegerFieldUpdater.newUpdater(Operation.class, "holds");

    private final @Nullable RecordState record;
    private final @Nullable Operation around;
    private @Nullable RowChange changeBefore;
    private volatile int holds = RUNNING;
    private Sinks.@Nullable Empty<Void> over;

    /**
     * Make an operation of one record, held by its pipeline.
     *
     * @param around the operation in one of whose hooks this one runs, or null
     */
    public Operation(RecordState record, @Nullable Operation around) {
        this.record = record;
        this.around = around;
    }

    Operation() {
        record = null;
        around = null;
    }

    /** Keep this operation under way until the matching {@link #release()}. */
    public void hold() {
        HOLDS.addAndGet(this, HOLD);
    }

    /** Give up one hold; with the last one the operation is over. */
    public void release() {
        if (isOver(HOLDS.addAndGet(this, -HOLD))) {
            end();
        }
    }

    /** Give up the hold of the pipeline, unless that has been done. */
    public void finish() {
        give(0);
    }

    /** Give up the hold of the pipeline, whose subscriber has cancelled; what was sent may still hold the operation. */
    public void abandon() {
        give(ABANDONED);
    }

    private void give(int left) {
        int before = HOLDS.getAndUpdate(this, held -> (held & RUNNING) == 0 ? held : held - RUNNING + left);
        if ((before & RUNNING) != 0 && isOver(before - RUNNING + left)) {
            end();
        }
    }

    /** Return whether only what was sent keeps this operation under way, so that its end is worth waiting for. */
    public boolean isAbandoned() {
        return (holds & ABANDONED) != 0;
    }

    /** Return whether nothing keeps this operation under way any more. */
    public boolean isOver() {
        return isOver(holds);
    }

    private static boolean isOver(int holds) {
        return (holds & RUNNING) == 0 && holds < HOLD;
    }

    private void end() {
        endRecords();
        Sinks.Empty<Void> waitedFor;
        synchronized (this) {
            waitedFor = over;
        }
        if (waitedFor != null) {
            waitedFor.tryEmitEmpty();
        }
    }

    /** What was sent may have been carried out or not: its answer was lost. */
    public void unanswered() {
        Objects.requireNonNull(record).insertUnanswered();
    }

    void endRecords() {
        Objects.requireNonNull(record).end(this);
    }

    boolean isOfOne() {
        return record != null;
    }

    boolean isNested() {
        return around != null;
    }

    /** Remember what the operation before this one, or around it, has changed; a rollback goes back to that. */
    void beganAfter(@Nullable RowChange changeBefore) {
        this.changeBefore = changeBefore;
    }

    @Nullable
    RowChange changeBefore() {
        return changeBefore;
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
