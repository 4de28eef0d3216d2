package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A transaction is given less time than it needs, by {@code timeout}. */
final class TimedOutTransaction implements Trial {

    private static final Duration LONGEST = Duration.ofNanos(1_500_000);

    @Override
    public String title() {
        return "A transaction is given 0 to 1.5 ms by timeout(), on a pool of 1."
                + " Then the server is looked at, at rest,\nand a find follows.";
    }

    @Override
    public List<String> columns() {
        return List.of("tries", "timed out", "next find stuck", "transaction left open");
    }

    @Override
    public int tries() {
        return 150;
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public <E> List<?> play(Cancellable<E> library, Server server, Tries tries) throws SQLException {
        int timedOut = 0;
        int stuck = 0;
        int open = 0;
        while (tries.next()) {
            int number = tries.begun();
            Answer answer =
                    Answer.of(library.inTransaction(work -> work.insert(number)).timeout(tries.upTo(LONGEST)));
            if (answer != Answer.DONE) {
                timedOut++;
            }
            boolean left = server.openAtRest() > 0;
            if (left) {
                open++;
            }
            Answer next = Answer.of(library.find(1));
            if (next == Answer.NONE) {
                stuck++;
            }
            if (left || next != Answer.DONE) {
                Recovery.of(library, server, tries);
            }
        }
        return List.of(tries.told(), timedOut, stuck, open);
    }
}
