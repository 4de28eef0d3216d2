package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.Disposable;

/** The subscriber of a transaction goes away while BEGIN is under way, and the next save is acknowledged. */
final class CancelledBegin implements Trial {

    private static final Duration LATEST = Duration.ofNanos(400_000);

    /** The only connection has done something else by then, so nobody is still at work in the transaction. */
    private static final Duration AFTER_THE_NEXT = Duration.ofMillis(10);

    @Override
    public String title() {
        return "A transaction is cancelled 0 to 0.4 ms after its start, on a pool of 1. A save without a transaction follows at"
                + " once.\nThen the server is looked at, at rest, and open transactions are rolled back from outside.";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "tries", "next save acknowledged", "next save stuck", "transaction left open", "acknowledged row lost");
    }

    @Override
    public int tries() {
        return 300;
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public <E> List<?> play(Cancellable<E> library, Server server, Tries tries) throws SQLException {
        List<Integer> acknowledged = new ArrayList<>();
        int stuck = 0;
        int open = 0;
        while (tries.next()) {
            int number = 2 * tries.begun();
            Disposable transaction =
                    library.inTransaction(work -> work.insert(number)).subscribe(inserted -> {}, error -> {});
            Pause.exactly(tries.upTo(LATEST));
            transaction.dispose();
            Answer next = Answer.of(library.insert(number + 1));
            if (next == Answer.DONE) {
                acknowledged.add(number + 1);
            }
            if (next == Answer.NONE) {
                stuck++;
            }
            boolean left = server.openAtRest(AFTER_THE_NEXT) > 0;
            if (left) {
                open++;
            }
            if (left || next != Answer.DONE) {
                Recovery.of(library, server, tries);
            }
        }
        server.terminateAll();
        Map<Integer, Integer> rows = server.inserted();
        long lost = acknowledged.stream()
                .filter(number -> !rows.containsKey(number))
                .count();
        return List.of(tries.told(), acknowledged.size(), stuck, open, lost);
    }
}
