package io.fluxrecord.examples;

import io.fluxrecord.Database;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.IsoTables;
import io.fluxrecord.examples.source.TpchTables;
import io.fluxrecord.examples.step.AllTogether;
import io.fluxrecord.examples.step.ConcurrentSales;
import io.fluxrecord.examples.step.LifecycleEvents;
import io.fluxrecord.examples.step.Loading;
import io.fluxrecord.examples.step.OptimisticLocking;
import io.fluxrecord.examples.step.Queries;
import io.fluxrecord.examples.step.SoftDelete;
import io.fluxrecord.examples.step.Step;
import io.fluxrecord.examples.step.Timestamps;
import io.fluxrecord.examples.step.UuidKeys;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The main job: load real records, walk the features on them, and exit with 0 if every figure is right, else with 1.
 */
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        description = "Load real records through Fluxrecord, walk its features on them, and check the figures.")
public final class Tour implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @ArgGroup
    private Place place = new Place();

    @Option(
            names = "--scale",
            defaultValue = "0.01",
            description = "Scale of TPC-H; 0.01, the default, is 15,000 orders.")
    private double scale;

    @Option(names = "--replace", description = "Drop the tables of an earlier tour first. All their rows are lost.")
    private boolean replace;

    private static final class Place {

        @Option(names = "--url", description = "R2DBC URL of the database; H2 in memory by default.")
        private @Nullable String url;

        @Option(names = "--embedded-postgres", description = "Start a PostgreSQL server for this tour.")
        private boolean embeddedPostgres;

        @Option(names = "--embedded-mariadb", description = "Start a MariaDB server for this tour (Linux on x86-64).")
        private boolean embeddedMariadb;

        private Server server() throws IOException {
            if (embeddedPostgres) {
                return Server.embeddedPostgres();
            }
            if (embeddedMariadb) {
                return Server.embeddedMariadb();
            }
            return url == null ? Server.h2() : Server.at(url);
        }
    }

    /** Run the tour and end the JVM with its exit code. */
    public static void main(String... args) {
        System.exit(new CommandLine(new Tour()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Report report = new Report(spec.commandLine().getOut());
        try (Server server = place.server()) {
            visit(Database.connect(server.url()), report);
        }
        report.printFigures();
        return report.exitCode();
    }

    private void visit(Database database, Report report) {
        Database.setDefault(database);
        try {
            walk(database, report).block();
        } finally {
            database.close().block();
        }
    }

    private Mono<Void> walk(Database database, Report report) {
        Tables tables = new Tables(database);
        return (replace ? tables.replace() : tables.create())
                .thenMany(Flux.fromIterable(steps(database)))
                .concatMap(step -> walk(step, report))
                .then();
    }

    private static Mono<Void> walk(Step step, Report report) {
        report.title(step.title());
        return step.walk(report);
    }

    private List<Step> steps(Database database) {
        IsoTables iso = new IsoTables();
        TpchTables tpch = new TpchTables(scale);
        return List.of(
                new Loading(database, iso, tpch),
                new Queries(iso, tpch),
                new OptimisticLocking(),
                new SoftDelete(tpch),
                new Timestamps(tpch),
                new UuidKeys(tpch),
                new LifecycleEvents(database, tpch),
                new ConcurrentSales(),
                new AllTogether());
    }
}
