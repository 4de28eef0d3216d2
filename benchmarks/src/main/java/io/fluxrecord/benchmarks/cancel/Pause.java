package io.fluxrecord.benchmarks.cancel;

import java.time.Duration;

/** Waiting of the thread that cancels. */
final class Pause {

    private Pause() {}

    /** Wait to the microsecond, which a thread that sleeps cannot. */
    static void exactly(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Wait about so long. */
    static void about(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
