package io.fluxrecord.benchmarks.conflict;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.peers.Peer;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Loads a versioned row twice, saves one copy, then the other, then the other again, and prints whose update is lost.
 */
@Command(
        name = "benchmarks/conflict",
        mixinStandardHelpOptions = true,
        description = "Load one versioned row twice, as A and B. Save A. Save B: refused. Save the same B again."
                + " Print who lost A's update.")
public final class ConflictCommand implements Callable<Integer> {

    private static final int BY_A = 111;
    private static final int BY_B = 222;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--h2", description = "Run on H2 instead of PostgreSQL; without Hibernate Reactive then.")
    private boolean h2;

    /** Run the program and exit. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new ConflictCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ItemDatabase database = h2 ? ItemDatabase.h2() : ItemDatabase.postgresql("")) {
            out.println(
                    "One versioned row, loaded twice as mutable objects A and B. Save A, save B, save the same B again.");
            out.printf("On %s.%n%n", h2 ? "H2" : "PostgreSQL");
            out.println(Outcome.HEADER);
            Iterator<Long> rows = database.owned().iterator();
            for (Peer peer : Peer.values()) {
                if (peer.knows(database)) {
                    out.println(play(database, peer, rows.next()));
                }
            }
            out.flush();
        }
        return 0;
    }

    private static Outcome play(ItemDatabase database, Peer peer, long id) {
        try (Contender<?> contender = peer.connect(database)) {
            return play(database, peer, contender, id);
        }
    }

    private static <E> Outcome play(ItemDatabase database, Peer peer, Contender<E> contender, long id) {
        E a = Objects.requireNonNull(contender.find(id).block());
        E b = Objects.requireNonNull(contender.find(id).block());
        save(contender, a, BY_A);
        String first = save(contender, b, BY_B);
        String second = save(contender, b, BY_B);
        return new Outcome(peer.version(), first, second, database.inventory(id) == BY_A);
    }

    private static <E> String save(Contender<E> contender, E item, int inventory) {
        try {
            contender.update(item, inventory).block();
            return "accepted";
        } catch (RuntimeException e) {
            return "refused: " + rootOf(e).getClass().getSimpleName();
        }
    }

    private static Throwable rootOf(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null || error.getClass().getName().contains("Lock") ? error : rootOf(cause);
    }

    private record Outcome(String library, String first, String second, boolean kept) {

        private static final String ROW = "| %-57s | %-42s | %-42s | %-12s |";
        private static final String HEADER = String.format(ROW, "library", "save B", "save B again", "A's update")
                + System.lineSeparator()
                + String.format(ROW, "-".repeat(57), "-".repeat(42), "-".repeat(42), "-".repeat(12));

        @Override
        public String toString() {
            return String.format(ROW, library, first, second, kept ? "kept" : "LOST");
        }
    }
}
