package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.execution.Write;
import io.fluxrecord.internal.record.Mapping;
import org.jspecify.annotations.Nullable;

/** A write of the one row that a record stands for; a key that other rows have as well is an error. */
abstract class WriteOfOneRow<R> implements Write<R> {

    private final Session session;
    private final Mapping<?> mapping;
    private final ModelSql sql;
    private final Object[] bound;

    /**
     * Describe a write.
     *
     * @param bound the key, and the version if there is one
     */
    WriteOfOneRow(Session session, Mapping<?> mapping, ModelSql sql, Object[] bound) {
        this.session = session;
        this.mapping = mapping;
        this.sql = sql;
        this.bound = bound;
    }

    /** The row was written. */
    abstract R written();

    @Override
    public final @Nullable R answered(long count) {
        if (count > 1) {
            sql.declaredKey.severalRows();
            throw OneRow.severalWritten(mapping, bound, count, session instanceof Connections);
        }
        return count == 0 ? null : written();
    }
}
