package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.execution.Write;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.util.List;
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

    /** Take the answer of a statement that returns the row, which the record then follows. */
    final <E extends Persistent> @Nullable R answered(Mapping<E> mapping, E record, List<MadeRow> rows) {
        R result = answered(rows.size());
        if (result != null) {
            rows.get(0).adoptGenerated(session, mapping, record);
        }
        return result;
    }
}
