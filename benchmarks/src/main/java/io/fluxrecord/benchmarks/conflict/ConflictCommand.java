package io.fluxrecord.benchmarks.conflict;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.hibernate.HibernateReactive;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.peers.Operation;
import io.fluxrecord.benchmarks.peers.Peer;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

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
            out.printf(
                    "One versioned row on %s, loaded twice as mutable objects A and B.%n"
                            + "Save A, save B, save the same B again.%n%n%s%n",
                    database.product(), Outcome.HEADER);
            Iterator<Long> rows = database.owned().iterator();
            for (Peer peer : Peer.values()) {
                if (peer.knows(database) && peer.takesPart(Operation.UPDATE)) {
                    try (Contender<?> contender = peer.connect(database)) {
                        out.println(play(peer.version(), database, contender, rows.next()));
                    }
                }
            }
            if (!h2) {
                out.println(playMerging(database, rows.next()));
            }
            out.flush();
        }
        return 0;
    }

    private static Outcome playMerging(ItemDatabase database, long id) {
        try (HibernateReactive hibernate = new HibernateReactive(database)) {
            String library = Peer.HIBERNATE.version().replace("StatelessSession", "Session.merge");
            return play(library, database, hibernate, hibernate::merge, id);
        }
    }

    private static <E> Outcome play(String library, ItemDatabase database, Contender<E> contender, long id) {
        return play(library, database, contender, contender::update, id);
    }

    private static <E> Outcome play(
            String library,
            ItemDatabase database,
            Contender<E> contender,
            BiFunction<E, Integer, Mono<E>> update,
            long id) {
        E a = Objects.requireNonNull(contender.find(id).block());
        E b = Objects.requireNonNull(contender.find(id).block());
        save(update.apply(a, BY_A));
        String first = save(Mono.defer(() -> update.apply(b, BY_B)));
        String second = save(Mono.defer(() -> update.apply(b, BY_B)));
        return new Outcome(library, first, second, database.inventory(id) == BY_A);
    }

    private static String save(Mono<?> saving) {
        try {
            saving.block();
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

        private static final String ROW = "| %-55s | %-42s | %-42s | %-12s |";
        private static final String HEADER = String.format(ROW, "library", "save B", "save B again", "A's update")
                + System.lineSeparator()
                + String.format(ROW, "-".repeat(55), "-".repeat(42), "-".repeat(42), "-".repeat(12));

        @Override
        public String toString() {
            return String.format(ROW, library, first, second, kept ? "kept" : "LOST");
        }
    }
}
