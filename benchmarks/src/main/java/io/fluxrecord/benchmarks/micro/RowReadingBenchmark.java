package io.fluxrecord.benchmarks.micro;

import io.fluxrecord.Database;
import io.fluxrecord.benchmarks.contender.fluxrecord.Item;
import io.fluxrecord.benchmarks.contender.fluxrecord.Item_;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading rows into records, per row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowReadingBenchmark {

    private static final int ROWS = 1_000;

    private final Database rows = OneAnswer.database(Rows.of(ROWS));

    /** Query 1,000 rows; figures are for one of them. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public @Nullable Item read() {
        return Item_.query().all().contextWrite(rows.context()).blockLast();
    }
}
