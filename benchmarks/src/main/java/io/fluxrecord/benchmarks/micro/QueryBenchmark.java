package io.fluxrecord.benchmarks.micro;

import io.fluxrecord.Database;
import io.fluxrecord.Query;
import io.fluxrecord.benchmarks.contender.fluxrecord.Item;
import io.fluxrecord.benchmarks.contender.fluxrecord.Item_;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Find by id; building a query; building, rendering and running it where no row matches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueryBenchmark {

    private final Database oneRow = OneAnswer.database(Rows.of(1));
    private final Database noRow = OneAnswer.database();
    private final Query<Item> kept = query();

    /** Find a record by its key. */
    @Benchmark
    public @Nullable Item find() {
        return Item_.find(1L).contextWrite(oneRow.context()).block();
    }

    /** Build a query of two conditions, an order and a limit. */
    @Benchmark
    public Query<Item> build() {
        return query();
    }

    private static Query<Item> query() {
        return Item_.query()
                .where(Item_.category.eq(1), Item_.name.like("L%"))
                .orderBy(Item_.name.asc())
                .limit(20);
    }

    /** Build the same query, render it and run it. */
    @Benchmark
    public @Nullable Item buildRenderRun() {
        return build().all().contextWrite(noRow.context()).blockLast();
    }

    /** Render and run the query that was built before. */
    @Benchmark
    public @Nullable Item renderRun() {
        return kept.all().contextWrite(noRow.context()).blockLast();
    }
}
