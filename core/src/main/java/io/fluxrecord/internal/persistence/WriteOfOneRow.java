package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.internal.execution.Write;
import io.fluxrecord.mapping.Mapping;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/** A write of the one row that a record stands for; a key that other rows have as well is an error. */
abstract class WriteOfOneRow<R> implements Write<R> {

    private final Mapping<?> mapping;
    private final Dialect dialect;
    private final Object[] bound;

    /**
     * Describe a write.
     *
     * @param bound the key, and the version if there is one
     */
    WriteOfOneRow(Mapping<?> mapping, Dialect dialect, Object[] bound) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.bound = bound;
    }

    /** The row was written. */
    abstract R written();

    @Override
    public final @Nullable R answered(long count) {
        if (count > 1) {
            throw OneRow.severalRows(mapping, bound);
        }
        return count == 0 ? null : written();
    }

    @Override
    public final Throwable failed(Throwable error) {
        return error instanceof R2dbcException refused && dialect.isSeveralRows(refused)
                ? OneRow.severalRows(mapping, bound)
                : error;
    }
}
