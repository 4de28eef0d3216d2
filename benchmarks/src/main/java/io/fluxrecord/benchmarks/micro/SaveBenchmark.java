package io.fluxrecord.benchmarks.micro;

import io.fluxrecord.Database;
import io.fluxrecord.benchmarks.contender.fluxrecord.HookedItem;
import io.fluxrecord.benchmarks.contender.fluxrecord.HookedItem_;
import io.fluxrecord.benchmarks.contender.fluxrecord.Item;
import io.fluxrecord.benchmarks.contender.fluxrecord.Item_;
import java.util.Objects;
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

/**
 * The path of {@code save()}: insert with a generated key, versioned update, the latter with hooks, and a clean record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SaveBenchmark {

    private final Database keys = OneAnswer.database(new Object[] {7L});
    private final Database rows = OneAnswer.database(Rows.of(1));
    private final Item stored =
            Objects.requireNonNull(Item_.find(1L).contextWrite(rows.context()).block());
    private final HookedItem hooked = Objects.requireNonNull(
            HookedItem_.find(1L).contextWrite(rows.context()).block());

    /** Insert a new record whose key the database makes. */
    @Benchmark
    public @Nullable Item insert() {
        Item item = new Item();
        item.name = "Lamp";
        return item.save().contextWrite(keys.context()).block();
    }

    /** Update one column of a versioned record. */
    @Benchmark
    public @Nullable Item update() {
        stored.inventory++;
        return stored.save().contextWrite(rows.context()).block();
    }

    /** The same with two empty hooks, and so in a transaction. */
    @Benchmark
    public @Nullable HookedItem updateWithHooks() {
        hooked.inventory++;
        return hooked.save().contextWrite(rows.context()).block();
    }

    /** Save a record that is unchanged. */
    @Benchmark
    public @Nullable Item clean() {
        return stored.save().contextWrite(rows.context()).block();
    }
}
