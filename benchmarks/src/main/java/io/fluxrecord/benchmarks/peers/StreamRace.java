package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Streaming;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A {@link Race} in reading results of so many rows, by one caller, over and over: rows are summed as they come and are
 * not kept. What is an operation in a {@link Sample} is a row here.
 */
final class StreamRace {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int rows;
    private final int fetchSize;
    private final Map<Peer, Streaming<?>> contenders;
    private final Map<Peer, List<Sample>> samples = new EnumMap<>(Peer.class);
    private final Map<Peer, Long> heaps = new EnumMap<>(Peer.class);
    private final Map<Peer, String> failures = new LinkedHashMap<>();

    /**
     * Plan a race.
     *
     * @param fetchSize how many rows the database is asked for at a time, or 0 for all
     */
    StreamRace(int rows, int fetchSize, Map<Peer, Streaming<?>> contenders) {
        this.rows = rows;
        this.fetchSize = fetchSize;
        this.contenders = contenders;
        contenders.keySet().forEach(peer -> samples.put(peer, new ArrayList<>()));
    }

    /**
     * Run warm-up rounds and rounds.
     *
     * @param random draws the orders
     * @param progress is told after each measurement
     */
    void run(LiveHeap heap, Race.Rounds rounds, Random random, Runnable progress) {
        for (int round = 0; round < rounds.total(); round++) {
            List<Peer> order = new ArrayList<>(contenders.keySet());
            Collections.shuffle(order, random);
            for (Peer peer : order) {
                if (samples.containsKey(peer)) {
                    measure(heap, peer, rounds.time(), round >= rounds.warmups());
                }
                progress.run();
            }
        }
    }

    /** The memory may give out, which is a result too. */
    private void measure(LiveHeap heap, Peer peer, Duration time, boolean counts) {
        System.gc();
        heap.takePeak();
        try {
            Sample sample = measure(Objects.requireNonNull(contenders.get(peer)), time);
            heaps.merge(peer, heap.takePeak(), Math::max);
            if (counts) {
                Objects.requireNonNull(samples.get(peer)).add(sample);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            samples.remove(peer);
            failures.put(peer, e.toString());
        }
    }

    private Sample measure(Streaming<?> contender, Duration time) {
        long read = 0;
        long bytes = AllocatedBytes.soFar();
        long start = System.nanoTime();
        long nanos;
        do {
            check(sum(contender).block(PATIENCE));
            read += rows;
            nanos = System.nanoTime() - start;
        } while (nanos < time.toNanos());
        return new Sample(read * 1e9 / nanos, (double) (AllocatedBytes.soFar() - bytes) / read);
    }

    private <E> Mono<Long> sum(Streaming<E> contender) {
        return contender.stream(ItemDatabase.FIRST_STREAMED, ItemDatabase.FIRST_STREAMED + rows - 1, fetchSize)
                .reduce(0L, (sum, item) -> sum + contender.inventory(item));
    }

    private void check(@Nullable Long sum) {
        long expected = rows * (2 * ItemDatabase.FIRST_STREAMED + rows - 1) / 2;
        if (!Objects.equals(sum, expected)) {
            throw new IllegalStateException("the sum of the inventories should be " + expected + " but is " + sum);
        }
    }

    /** Return the rows of a table about those who reached the end. */
    List<StreamFigure> figures() {
        List<Sample> raw = samples.getOrDefault(Peer.RAW, List.of());
        return samples.entrySet().stream()
                .map(entry -> new StreamFigure(
                        rows,
                        fetchSize,
                        Figure.of("postgresql", "stream", 1, entry.getKey(), entry.getValue(), raw),
                        heaps.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    /** Return why contenders fell out. */
    List<String> failures() {
        return failures.entrySet().stream()
                .map(entry ->
                        "%s: %,d rows, %d at a time: %s".formatted(entry.getKey(), rows, fetchSize, entry.getValue()))
                .toList();
    }
}
