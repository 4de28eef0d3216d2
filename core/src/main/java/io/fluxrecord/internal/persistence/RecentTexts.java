package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.RenderedSql;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements that were last used, by their columns. What is used is in the younger of two generations; when that is
 * full, it becomes the older one, and what was not used since the last time is forgotten. So to read takes no lock and
 * writes nothing, but for one text that is getting old. Safe for all threads.
 */
final class RecentTexts {

    private final int generation;
    private volatile Map<BitSet, RenderedSql> young = new ConcurrentHashMap<>();
    private volatile Map<BitSet, RenderedSql> old = Map.of();

    /** Remember at most so many. */
    RecentTexts(int most) {
        generation = most / 2;
    }

    @Nullable
    RenderedSql get(BitSet columns) {
        RenderedSql known = young.get(columns);
        if (known != null) {
            return known;
        }
        RenderedSql aging = old.get(columns);
        if (aging != null) {
            put(columns, aging);
        }
        return aging;
    }

    /** Remember a text; the columns may be changed afterwards. */
    synchronized void put(BitSet columns, RenderedSql text) {
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put((BitSet) columns.clone(), text);
    }

    /** Return how many are remembered; one that is in both generations counts twice. */
    int size() {
        return young.size() + old.size();
    }
}
