package io.fluxrecord.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that was written by hand, which is split at its parameters when it is first rendered, and not again. Safe for
 * all threads.
 *
 * @since 0.1
 */
public final class NativeText {

    private final String sql;
    private volatile @Nullable Split split;

    public NativeText(String sql) {
        this.sql = sql;
    }

    /** Return the text as it was written. */
    public String sql() {
        return sql;
    }

    /**
     * Return the text, split as a database reads it.
     *
     * @throws IllegalArgumentException as {@link NamedParameters#parse} does, each time
     */
    public NamedParameters split(Set<Lexis> lexis) {
        Split known = split;
        if (known == null || !known.lexis.equals(lexis)) {
            known = new Split(lexis, NamedParameters.parse(sql, lexis));
            split = known;
        }
        return known.parameters;
    }

    @Override
    public String toString() {
        return sql;
    }

    private record Split(Set<Lexis> lexis, NamedParameters parameters) {}
}
