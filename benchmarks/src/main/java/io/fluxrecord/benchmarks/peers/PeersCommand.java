package io.fluxrecord.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.database.Product;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Fluxrecord beside raw R2DBC and its peers, and writes down what they reach. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measure Fluxrecord beside raw R2DBC and its peers.")
public final class PeersCommand implements Callable<Integer> {

    private static final int QUICK_ROUNDS = 3;
    private static final double QUICK_SECONDS = 0.2;

    /** Everything runs a little once before anything is measured, so that the first race is not run on cold code. */
    private static final Race.Rounds FIRST_LAP = new Race.Rounds(1, 0, Duration.ofMillis(500));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--database",
            split = ",",
            description = "Databases to run on: ${COMPLETION-CANDIDATES}. MariaDB starts on Linux on x86-64 alone.")
    private Set<Product> databases = Product.supported();

    @Option(names = "--op", split = ",", description = "Operations to measure: ${COMPLETION-CANDIDATES}.")
    private Set<Operation> operations = EnumSet.allOf(Operation.class);

    @Option(
            names = "--contender",
            split = ",",
            description = "Libraries to measure, raw is always among them: ${COMPLETION-CANDIDATES}."
                    + " On MariaDB only raw, Fluxrecord and Spring Data are.")
    private Set<Peer> peers = EnumSet.allOf(Peer.class);

    @Option(names = "--concurrency", split = ",", description = "Numbers of concurrent callers.", defaultValue = "1,64")
    private List<Integer> concurrencies = List.of();

    @Option(names = "--rounds", description = "Rounds that count.", defaultValue = "15")
    private int rounds;

    @Option(names = "--warmups", description = "Rounds before that, thrown away.", defaultValue = "4")
    private int warmups;

    @Option(names = "--seconds", description = "Seconds that each measurement takes.", defaultValue = "0.4")
    private double seconds;

    @Option(
            names = "--pg-options",
            description = "Options of the R2DBC driver for PostgreSQL, the same for all contenders.",
            defaultValue = "forceBinary=true")
    private String driverOptions = "";

    @Option(
            names = "--mariadb-options",
            description = "Options of the R2DBC driver for MariaDB, the same for all contenders.",
            defaultValue = "")
    private String mariadbOptions = "";

    @Option(names = "--quick", description = "Only see that it runs: 3 rounds of 0.2 seconds.")
    private boolean quick;

    @Option(names = "--seed", description = "Seed of the order of contenders; drawn if not given.")
    private long seed = new Random().nextInt(Integer.MAX_VALUE);

    @Option(
            names = "--target",
            description = "Where to write peers.json and peers.md, seen from benchmarks.",
            defaultValue = "target")
    private Path target = Path.of("");

    @Option(
            names = "--charts",
            description = "Where to draw charts, seen from benchmarks.",
            defaultValue = "target/charts")
    private Path charts = Path.of("");

    /** Run the comparison and exit. */
    public static void main(String... arguments) {
        CommandLine command = new CommandLine(new PeersCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        peers.add(Peer.RAW);
        Race.Rounds plan = quick
                ? new Race.Rounds(1, QUICK_ROUNDS, seconds(QUICK_SECONDS))
                : new Race.Rounds(warmups, rounds, seconds(seconds));
        Random random = new Random(seed);
        Report report = new Report(peers, plan, seed);
        out.print(report);
        out.flush();

        List<Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (Load load = new Load()) {
            for (Product choice : databases) {
                try (ItemDatabase database = start(choice)) {
                    List<Figure> ofDatabase = new ArrayList<>();
                    for (Race race : races(database, load, plan, random)) {
                        ofDatabase.addAll(race.figures());
                        failures.addAll(race.failures());
                    }
                    out.print(report.add(database.description(), ofDatabase));
                    out.flush();
                    figures.addAll(ofDatabase);
                }
            }
        }
        out.print(report.addFailures(failures));
        out.flush();
        Files.createDirectories(target);
        Files.writeString(target.resolve("peers.md"), report.toString());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(target.resolve("peers.json").toFile(), figures);
        Charts.draw(figures, charts);
        return failures.isEmpty() ? 0 : 1;
    }

    private List<Race> races(ItemDatabase database, Load load, Race.Rounds plan, Random random)
            throws InterruptedException {
        Map<Peer, Contender<?>> contenders = new EnumMap<>(Peer.class);
        peers.stream()
                .filter(peer -> peer.knows(database) && operations.stream().anyMatch(peer::takesPart))
                .forEach(peer -> contenders.put(peer, peer.connect(database)));
        List<Race> races = new ArrayList<>();
        for (Operation operation : operations) {
            for (int concurrency : concurrencies) {
                races.add(new Race(database, operation, concurrency, contenders));
            }
        }
        int rounds = FIRST_LAP.total() + plan.total();
        int size = races.stream().mapToInt(Race::size).sum();
        try (ProgressBar progress = Progress.bar(database.product().toString(), size * rounds)) {
            for (Race.Rounds lap : List.of(FIRST_LAP, plan)) {
                for (Race race : races) {
                    progress.setExtraMessage(race.toString());
                    race.run(load, lap, random, progress::step);
                }
            }
        }
        contenders.values().forEach(Contender::close);
        return races;
    }

    private ItemDatabase start(Product choice) {
        return switch (choice) {
            case POSTGRESQL -> ItemDatabase.postgresql(driverOptions);
            case MARIADB -> ItemDatabase.mariadb(mariadbOptions);
            case H2 -> ItemDatabase.h2();
        };
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
