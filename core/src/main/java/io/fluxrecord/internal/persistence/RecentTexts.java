package io.fluxrecord.internal.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts that were last used, by what they were made of. What is used is in the younger of two generations; when
 * that is full, it becomes the older one, and what was not used since the last time is forgotten. So to read takes no
 * lock and writes nothing, but for one text that is getting old. Safe for all threads.
 */
final class RecentTexts<K, V> {

    private final int generation;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = Map.of();

    /** Remember at most so many. */
    RecentTexts(int most) {
        generation = most / 2;
    }

    @Nullable
    V get(K key) {
        V known = young.get(key);
        if (known != null) {
            return known;
        }
        V aging = old.get(key);
        if (aging != null) {
            put(key, aging);
        }
        return aging;
    }

    /** Remember a text; its key must not be changed afterwards. */
    synchronized void put(K key, V text) {
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(key, text);
    }

    /** Return how many are remembered; one that is in both generations counts twice. */
    int size() {
        return young.size() + old.size();
    }
}
