package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.execution.Write;
import io.fluxrecord.mapping.Mapping;
import org.jspecify.annotations.Nullable;

/** A write of the one row that a record stands for; a key that other rows have as well is an error. */
abstract class WriteOfOneRow<R> implements Write<R> {

    private final Mapping<?> mapping;
    private final Object[] bound;

    /**
     * Describe a write.
     *
     * @param bound the key, and the version if there is one
     */
    WriteOfOneRow(Mapping<?> mapping, Object[] bound) {
        this.mapping = mapping;
        this.bound = bound;
    }

    /** The row was written. */
    abstract R written();

    @Override
    public final @Nullable R answered(long count) {
        if (count > 1) {
            throw OneRow.severalWritten(mapping, bound, count);
        }
        return count == 0 ? null : written();
    }
}
