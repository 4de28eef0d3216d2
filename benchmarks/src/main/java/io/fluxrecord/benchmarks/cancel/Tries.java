package io.fluxrecord.benchmarks.cancel;

import java.time.Duration;
import java.util.Random;

/** The tries of one library in one trial, which end early when time is up or the library no longer answers. */
final class Tries {

    private final int planned;
    private final Duration limit;
    private final Random random;
    private long start;
    private int begun;
    private boolean stopped;

    Tries(int planned, Duration limit, Random random) {
        this.planned = planned;
        this.limit = limit;
        this.random = random;
    }

    /** Return whether there is to be another try. */
    boolean next() {
        if (begun == 0) {
            start = System.nanoTime();
        }
        if (stopped || begun == planned || System.nanoTime() - start > limit.toNanos()) {
            return false;
        }
        begun++;
        return true;
    }

    /** Return which try this is, from 1, or how many there were. */
    int begun() {
        return begun;
    }

    /** Return how many there were, and why there were no more where that was not planned. */
    String told() {
        if (stopped) {
            return begun + ", then stuck";
        }
        return begun == planned ? String.valueOf(begun) : begun + ", then late";
    }

    /** Draw a time from none up to a limit. */
    Duration upTo(Duration limit) {
        return Duration.ofNanos((long) (random.nextDouble() * limit.toNanos()));
    }

    /** Let this try be the last one. */
    void stop() {
        stopped = true;
    }
}
