package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** A part of a transaction runs out of time while its first statement waits for a lock, and the rest goes on. */
final class TimedOutPart implements Trial {

    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final Duration HELD = Duration.ofMillis(400);

    @Override
    public String title() {
        return "A transaction inserts a row. Then a part of it, a transaction inside, updates a row and inserts an audit row;"
                + " it has 150 ms,\nand somebody else holds the row for 400 ms. The timeout is handled and the transaction"
                + " goes on to its commit. All tries run\nside by side, with a connection and a row for each.";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "tries",
                "committed by half",
                "committed whole",
                "audit row apart",
                "part undone",
                "all undone",
                "acknowledged row lost");
    }

    @Override
    public int tries() {
        return 10;
    }

    @Override
    public int connections() {
        return tries();
    }

    @Override
    public <E> List<?> play(Cancellable<E> library, Server server, Tries tries) throws SQLException {
        List<Numbers> begun = new ArrayList<>();
        while (tries.next()) {
            begun.add(Numbers.of(server, tries.begun()));
        }
        List<Answer> answers = run(library, server, begun);
        if (server.openAtRest() > 0) {
            server.terminateAll();
        }
        Counts<Outcome> seen = new Counts<>(Outcome.class);
        int lost = 0;
        for (int i = 0; i < begun.size(); i++) {
            Outcome outcome = Outcome.of(server, begun.get(i));
            seen.add(outcome);
            if (answers.get(i) == Answer.DONE && outcome == Outcome.ALL_UNDONE) {
                lost++;
            }
        }
        return List.of(
                tries.told(),
                seen.of(Outcome.BY_HALF),
                seen.of(Outcome.WHOLE),
                seen.of(Outcome.APART),
                seen.of(Outcome.PART_UNDONE),
                seen.of(Outcome.ALL_UNDONE),
                lost);
    }

    private static <E> List<Answer> run(Cancellable<E> library, Server server, List<Numbers> begun)
            throws SQLException {
        List<CompletableFuture<?>> running = new ArrayList<>();
        Server.Lock lock = server.lock(begun.stream().map(Numbers::item).toList());
        try (lock) {
            for (Numbers numbers : begun) {
                running.add(library.find(numbers.item)
                        .flatMap(item -> library.inTransaction(work -> withPart(work, numbers, item)))
                        .toFuture());
            }
            server.awaitWaiting(begun.size());
            Pause.about(HELD);
        }
        return Answer.of(running);
    }

    private static <E> Mono<?> withPart(Work<E> work, Numbers numbers, E item) {
        return work.insert(numbers.row)
                .then(work.inTransaction(part ->
                                part.update(item, numbers.inventory).then(Mono.defer(() -> part.insert(numbers.audit))))
                        .timeout(PATIENCE)
                        .onErrorResume(TimeoutException.class, handled -> Mono.empty()));
    }

    /** What a transaction inserts, updates and inserts; the row to update is locked. */
    private record Numbers(int row, long item, int inventory, int audit) {

        static Numbers of(Server server, int number) {
            long item = server.item(number);
            return new Numbers(2 * number, item, (int) server.inventory(item) + 1, 2 * number + 1);
        }
    }

    /** What is there afterwards; the audit row is apart when another transaction than that of the update wrote it. */
    private enum Outcome {
        BY_HALF,
        WHOLE,
        APART,
        PART_UNDONE,
        ALL_UNDONE;

        static Outcome of(Server server, Numbers numbers) throws SQLException {
            Map<Integer, Integer> rows = server.inserted();
            boolean updated = server.inventory(numbers.item) == numbers.inventory;
            boolean audited = rows.containsKey(numbers.audit);
            if (updated && audited) {
                return server.together(numbers.item, numbers.audit) ? WHOLE : APART;
            }
            if (updated || audited) {
                return BY_HALF;
            }
            return rows.containsKey(numbers.row) ? PART_UNDONE : ALL_UNDONE;
        }
    }
}
