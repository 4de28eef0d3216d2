package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
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

/**
 * One operation at one concurrency in one database: in each round every contender that takes part is measured once, in
 * an order that is drawn anew, so that what disturbs the machine for a while disturbs them all. Warm-up rounds are the
 * same and are thrown away. A contender that fails is out of this race; the others go on.
 */
final class Race {

    private final ItemDatabase database;
    private final Operation operation;
    private final int concurrency;
    private final Map<Peer, Contender<?>> contenders = new EnumMap<>(Peer.class);
    private final Map<Peer, List<Sample>> samples = new EnumMap<>(Peer.class);
    private final Map<Peer, String> failures = new LinkedHashMap<>();

    Race(ItemDatabase database, Operation operation, int concurrency, Map<Peer, Contender<?>> contenders) {
        this.database = database;
        this.operation = operation;
        this.concurrency = concurrency;
        contenders.forEach((peer, contender) -> {
            if (peer.takesPart(operation)) {
                this.contenders.put(peer, contender);
                samples.put(peer, new ArrayList<>());
            }
        });
    }

    /** Return how many contenders take part. */
    int size() {
        return contenders.size();
    }

    /**
     * Run warm-up rounds and rounds.
     *
     * @param random draws the orders
     * @param progress is told after each measurement
     */
    void run(Load load, Rounds rounds, Random random, Runnable progress) throws InterruptedException {
        for (int round = 0; round < rounds.total(); round++) {
            List<Peer> order = new ArrayList<>(contenders.keySet());
            Collections.shuffle(order, random);
            for (Peer peer : order) {
                if (samples.containsKey(peer)) {
                    measure(load, peer, rounds.time(), round >= rounds.warmups());
                }
                progress.run();
            }
        }
    }

    private void measure(Load load, Peer peer, Duration time, boolean counts) throws InterruptedException {
        try {
            Sample sample = load.measure(database, operation, contenderOf(peer), concurrency, time);
            if (counts) {
                samplesOf(peer).add(sample);
            }
        } catch (Load.FailedContenderException e) {
            samples.remove(peer);
            failures.put(peer, e.getMessage());
        }
    }

    private Contender<?> contenderOf(Peer peer) {
        return Objects.requireNonNull(contenders.get(peer));
    }

    private List<Sample> samplesOf(Peer peer) {
        return Objects.requireNonNull(samples.get(peer));
    }

    /** Return the figures of all contenders that reached the end, in the order of {@link Peer}. */
    List<Figure> figures() {
        List<Sample> raw = samples.getOrDefault(Peer.RAW, List.of());
        return samples.entrySet().stream()
                .map(entry -> Figure.of(
                        database.product().toString(),
                        operation.toString(),
                        concurrency,
                        entry.getKey(),
                        entry.getValue(),
                        raw))
                .toList();
    }

    /** Return why contenders fell out. */
    List<String> failures() {
        return failures.entrySet().stream()
                .map(entry -> "%s: %s at concurrency %d on %s: %s"
                        .formatted(entry.getKey(), operation, concurrency, database.product(), entry.getValue()))
                .toList();
    }

    @Override
    public String toString() {
        return operation + "@" + concurrency;
    }

    /** How many rounds to run, and how long each measurement takes. */
    record Rounds(int warmups, int counted, Duration time) {
        int total() {
            return warmups + counted;
        }
    }
}
