package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import java.sql.SQLException;
import java.time.Duration;

/** Gives a library connections that know nothing of the last try. */
final class Recovery {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Recovery() {}

    /** End all connections and wait until the library has noticed; one that never does is out of the trial. */
    static void of(Cancellable<?> library, Server server, Tries tries) throws SQLException {
        server.terminateAll();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (Answer.within(LONGEST, library.find(1)) != Answer.DONE) {
            if (System.nanoTime() > end) {
                tries.stop();
                return;
            }
            Pause.about(PAUSE);
        }
    }
}
