package io.fluxrecord.benchmarks.cancel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.peers.Peer;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.springframework.core.SpringVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Cancels work of each library at bad moments and prints what is left behind of it. */
@Command(
        name = "benchmarks/cancel",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Cancel work of each library at bad moments, on PostgreSQL. Print who leaks an open transaction, who"
                        + " loses an acknowledged row, who commits by half, who hands out a stuck connection, and who writes"
                        + " one object twice.")
public final class CancelCommand implements Callable<Integer> {

    private static final List<Trial> TRIALS = List.of(
            new CancelledBegin(),
            new TimedOutTransaction(),
            new TimedOutPart(),
            new CancelledStatement(),
            new SavedTwice());
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--tries", description = "At most so many tries of each trial.", defaultValue = "300")
    private int tries;

    @Option(names = "--seed", description = "Of the random moments.", defaultValue = "1")
    private long seed;

    @Option(
            names = "--seconds",
            description = "After so many seconds no more tries begin; the tables say how many there were.",
            defaultValue = "110")
    private int seconds;

    @Option(names = "--library", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<Library> libraries = Arrays.asList(Library.values());

    /** Run the program and exit. */
    public static void main(String... arguments) {
        silence();
        System.exit(new CommandLine(new CancelCommand()).execute(arguments));
    }

    /** Libraries log what they can no longer tell anybody, and here they have much of that. */
    private static void silence() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        LogManager.getLogManager().reset();
        Infrastructure.setDroppedExceptionHandler(dropped -> {});
    }

    @Override
    public Integer call() throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        PrintWriter out = spec.commandLine().getOut();
        try (ItemDatabase database = ItemDatabase.postgresql("");
                Server server = new Server(database)) {
            out.printf(
                    "PostgreSQL %s; %s; Spring %s; Java %s; seed %d%n",
                    server.version(), Peer.drivers(), SpringVersion.getVersion(), Runtime.version(), seed);
            int runs = TRIALS.size() * libraries.size();
            for (Trial trial : TRIALS) {
                Table table = new Table("library", trial.columns());
                for (Library library : libraries) {
                    Duration limit = share(Duration.ofNanos(end - System.nanoTime()), runs--);
                    Tries attempts = new Tries(Math.min(tries, trial.tries()), limit, new Random(seed));
                    table.add(library.label(), play(trial, library, database, server, attempts));
                }
                out.printf("%n%s%n%n%s%n", trial.title(), table);
                out.flush();
            }
        }
        return 0;
    }

    /** Some runs need more time than others; none may take all that is left. */
    private static Duration share(Duration left, int runs) {
        Duration share = left.dividedBy(runs).multipliedBy(3);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }

    /** Try one trial on one library, which has a connection open by then and finds the table as it was. */
    static List<?> play(Trial trial, Library library, ItemDatabase database, Server server, Tries tries)
            throws SQLException {
        database.tidy();
        Cancellable<?> contender = library.connect(database, trial.connections());
        try {
            Answer.of(contender.find(1));
            return trial.play(contender, server, tries);
        } finally {
            server.terminateAll();
            Answer.of(CompletableFuture.runAsync(contender::close));
        }
    }
}
