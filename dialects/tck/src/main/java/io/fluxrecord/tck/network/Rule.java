package io.fluxrecord.tck.network;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Hold one rule of a {@link FaultProxy}: remove it, and ask how often it was applied. Safe for all threads.
 *
 * <p>A rule is applied, and counted as a hit, before the message goes on; one that says {@link Trigger#afterwards()
 * afterwards} when the message is written to the socket of its receiver.
 *
 * @since 0.1
 */
public final class Rule {

    private final Trigger trigger;
    private final Action action;
    private final Collection<Rule> rules;
    private final Sinks.One<Message> first = Sinks.one();
    private long matches;
    private long hits;

    Rule(Trigger trigger, Action action, Collection<Rule> rules) {
        this.trigger = trigger;
        this.action = action;
        this.rules = rules;
    }

    /** Apply the rule no more. What it has frozen stays so until {@link FaultProxy#thaw()}. */
    public void remove() {
        rules.remove(this);
    }

    /** Return how often the rule was applied. */
    public synchronized long hits() {
        return hits;
    }

    /**
     * Emit the message to which the rule was applied first, when it is, or at once where it was already. What comes of
     * it runs on the thread that carries the message; to block there holds it up.
     */
    public Mono<Message> firstHit() {
        return first.asMono();
    }

    /**
     * Wait until the rule was applied.
     *
     * @throws AssertionError where it was not within that time
     */
    public void awaitHit(Duration patience) {
        awaitHits(1, patience);
    }

    /**
     * Wait until the rule was applied so often.
     *
     * @throws AssertionError where it was not within that time
     */
    public synchronized void awaitHits(long wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (hits < wanted) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("the rule was applied " + hits + " times in " + patience);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for a message", e);
            }
        }
    }

    /** Tell whether the rule is for this message; asked once for each, because it may be for one message only. */
    boolean claims(Message message) {
        if (!trigger.messages().test(message)) {
            return false;
        }
        synchronized (this) {
            long before = matches++;
            return before >= trigger.skipped() && before - trigger.skipped() < trigger.limit();
        }
    }

    void before(Crossing crossing) {
        if (!trigger.isAfterwards()) {
            apply(crossing);
        }
    }

    void after(Crossing crossing) {
        if (trigger.isAfterwards()) {
            apply(crossing);
        }
    }

    private void apply(Crossing crossing) {
        action.take(crossing);
        synchronized (this) {
            hits++;
            notifyAll();
        }
        first.tryEmitValue(crossing.message());
    }
}
