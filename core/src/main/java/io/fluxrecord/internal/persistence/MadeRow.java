package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.r2dbc.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a row that was written, with what the database has made of it, or why they cannot be read. */
final class MadeRow {

    private final @Nullable Object @Nullable [] values;
    private final @Nullable MappingException refusal;

    private MadeRow(@Nullable Object @Nullable [] values, @Nullable MappingException refusal) {
        this.values = values;
        this.refusal = refusal;
    }

    /** Read all columns of a row; that they cannot be read is no reason to take it for unwritten. */
    static <E extends Persistent> MadeRow read(Mapping<E> mapping, RowReader reader, Row row) {
        try {
            return new MadeRow(mapping.generated().fill(mapping.instantiate(), row, reader), null);
        } catch (MappingException e) {
            return new MadeRow(null, e);
        }
    }

    /** Let records know of their rows, which are these in their order. */
    static <E extends Persistent> void adopt(
            Session session, Mapping<E> mapping, List<RowOfInsert<E>> rows, List<MadeRow> made) {
        MappingException unreadable = null;
        for (int i = 0; i < rows.size(); i++) {
            RowOfInsert<E> row = rows.get(i);
            @Nullable Object[] values = made.get(i).values;
            if (values == null) {
                session.change(mapping, row.record(), () -> mapping.insertUnanswered(row.record()));
                unreadable = made.get(i).unreadable("The INSERT of a new " + mapping.name(), session);
            } else {
                row.take(values);
                session.reread(mapping, row.record(), row::adopt);
            }
        }
        if (unreadable != null) {
            throw unreadable;
        }
    }

    /** Let a record whose row was updated know what the database has made of its generated columns. */
    <E extends Persistent> void adoptGenerated(Session session, Mapping<E> mapping, E record) {
        @Nullable Object[] made = values;
        if (made == null) {
            throw unreadable("The UPDATE of " + mapping.describe(record), session);
        }
        session.reread(mapping, record, () -> mapping.adoptGenerated(record, made));
    }

    private MappingException unreadable(String statement, Session session) {
        String reason = refusal == null ? "" : refusal.getMessage();
        return new MappingException(statement + " wrote its row, which is "
                + (session instanceof Connections ? "committed" : "undone with the transaction")
                + ", but what the database has made of it cannot be read: " + reason);
    }
}
