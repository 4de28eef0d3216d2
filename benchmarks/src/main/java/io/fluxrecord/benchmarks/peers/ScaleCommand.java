package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Streaming;
import io.fluxrecord.benchmarks.contender.fluxrecord.Fluxrecord;
import io.fluxrecord.benchmarks.contender.raw.RawR2dbc;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads results of a row up to a million, and tells speed, allocation and what they hold of a small heap. */
@Command(
        name = "benchmarks/scale",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Read results of PostgreSQL of more and more rows with Fluxrecord and raw R2DBC, each with one"
                + " query whose rows are consumed as they come. The longest is read without a fetch size at the end.")
public final class ScaleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rows",
            split = ",",
            description = "Lengths of results.",
            defaultValue = "1,10,100,1000,10000,100000,1000000")
    private List<Integer> lengths = List.of();

    @Option(names = "--fetch-size", description = "Rows to ask for at a time.", defaultValue = "1000")
    private int fetchSize;

    @Option(names = "--rounds", description = "Rounds that count.", defaultValue = "5")
    private int rounds;

    @Option(names = "--warmups", description = "Rounds before that, thrown away.", defaultValue = "2")
    private int warmups;

    @Option(names = "--seconds", description = "Seconds that each measurement takes at least.", defaultValue = "1")
    private double seconds;

    private final LiveHeap heap = LiveHeap.watched();
    private final Random random = new Random();

    /** Run the program and exit. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new ScaleCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int longest = lengths.stream().mapToInt(rows -> rows).max().orElseThrow();
        try (ItemDatabase database = ItemDatabase.postgresql("forceBinary=true");
                RawR2dbc raw = new RawR2dbc(database);
                Fluxrecord fluxrecord = new Fluxrecord(database)) {
            database.fillStreamed(longest);
            Map<Peer, Streaming<?>> contenders = new EnumMap<>(Map.of(Peer.RAW, raw, Peer.FLUXRECORD, fluxrecord));
            out.printf(
                    "Heap of %d MiB, Java %s, %s%n%n%s",
                    Runtime.getRuntime().maxMemory() >> 20,
                    Runtime.version(),
                    database.description(),
                    StreamTable.HEADER);
            boolean all = run(
                    out,
                    lengths.stream()
                            .map(rows -> new StreamRace(rows, fetchSize, contenders))
                            .toList());
            return run(out, List.of(new StreamRace(longest, 0, contenders))) && all ? 0 : 1;
        }
    }

    private boolean run(PrintWriter out, List<StreamRace> races) {
        Race.Rounds plan = new Race.Rounds(warmups, rounds, Duration.ofNanos((long) (seconds * 1e9)));
        try (ProgressBar progress = Progress.bar("stream", races.size() * plan.total() * 2)) {
            races.forEach(race -> race.run(heap, plan, random, progress::step));
        }
        races.forEach(race -> out.print(StreamTable.of(race.figures())));
        races.stream().flatMap(race -> race.failures().stream()).forEach(failure -> out.println("FAILED: " + failure));
        out.flush();
        return races.stream().allMatch(race -> race.failures().isEmpty());
    }
}
