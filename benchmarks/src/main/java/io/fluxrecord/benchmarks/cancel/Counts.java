package io.fluxrecord.benchmarks.cancel;

import java.util.EnumMap;
import java.util.Map;

/** How often each of some things was seen. */
final class Counts<K extends Enum<K>> {

    private final Map<K, Integer> counts;

    Counts(Class<K> kinds) {
        counts = new EnumMap<>(kinds);
    }

    void add(K seen) {
        counts.merge(seen, 1, Integer::sum);
    }

    int of(K kind) {
        return counts.getOrDefault(kind, 0);
    }
}
