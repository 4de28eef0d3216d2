package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.RecordState;
import io.fluxrecord.mapping.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Inserts of many new records of one model, a chunk of them with each statement. */
final class ManyInserts<E extends Persistent> {

    /** How many rows go from arrays: enough to make the round trip small, few enough to keep memory small. */
    private static final int ROWS_OF_ARRAYS = 1000;

    /** How many rows go as values at most, a power of two: what is left over takes smaller ones, so texts are few. */
    private static final int ROWS_OF_VALUES = 64;

    private static final Role[] OF_ITSELF = {Role.VERSION, Role.CREATED_AT, Role.UPDATED_AT};

    private final Session session;
    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final Timestamps timestamps;
    private final int identity;

    ManyInserts(Session session, Mapping<E> mapping, ModelSql sql, Timestamps timestamps) {
        this.session = session;
        this.mapping = mapping;
        this.sql = sql;
        this.timestamps = timestamps;
        identity = mapping.column(Role.IDENTITY);
    }

    /** Take records as chunks of them are written, no more than one chunk ahead. */
    Flux<E> insert(Publisher<? extends E> records) {
        return Flux.<E>from(records)
                .buffer(sql.unnests ? ROWS_OF_ARRAYS : ROWS_OF_VALUES)
                .concatMap(this::insertChunk, 1);
    }

    private Flux<E> insertChunk(List<E> records) {
        List<@Nullable Object[]> rows = new ArrayList<>(records.size());
        Instant now = timestamps.now();
        for (E record : records) {
            if (RecordState.of(record).stored()) {
                return Flux.error(new RecordStateException(
                        mapping.describe(record) + " is stored already; insertAll() takes new records"));
            }
            rows.add(new RowOfInsert<>(mapping, record, timestamps, now).values());
        }
        return Flux.fromIterable(runs(rows))
                .concatMap(run -> insertRun(rows.subList(run.from, run.to), records.subList(run.from, run.to)), 1);
    }

    /** Rows that go with one statement. */
    private record Run(int from, int to) {}

    /** Part rows whose key the database is to generate from others, and values into powers of two. */
    private List<Run> runs(List<@Nullable Object[]> rows) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && isGenerated(rows.get(to)) == isGenerated(rows.get(from))) {
                to++;
            }
            if (!sql.unnests) {
                to = from + Integer.highestOneBit(to - from);
            }
            runs.add(new Run(from, to));
            from = to;
        }
        return runs;
    }

    private boolean isGenerated(@Nullable Object[] row) {
        return identity >= 0 && row[identity] == null;
    }

    private Flux<E> insertRun(List<@Nullable Object[]> rows, List<E> records) {
        boolean generating = isGenerated(rows.get(0));
        int[] columns = generating ? sql.insertedGeneratingIdentity : sql.inserted;
        BitSet same = sql.unnests ? sameInAll(rows) : new BitSet();
        RenderedSql statement =
                sql.unnests ? sql.insertArrays(same, generating) : sql.insertRows(rows.size(), generating);
        @Nullable Object[] values = sql.unnests ? byColumn(rows, columns, same) : rowAfterRow(rows, columns);
        if (!generating) {
            return session.update(statement, values).thenMany(Flux.defer(() -> adopt(rows, records)));
        }
        return keys(statement, values).flatMapMany(keys -> {
            takeKeys(keys, rows);
            return adopt(rows, records);
        });
    }

    private Mono<List<Object>> keys(RenderedSql statement, @Nullable Object[] values) {
        Class<?> type = mapping.column(identity).type().javaType();
        if (sql.unnests) {
            return session.queryOne(
                    statement, values, row -> List.of((Object[]) Objects.requireNonNull(row.get(0, type.arrayType()))));
        }
        return session.query(statement, values, 0, row -> (Object) Objects.requireNonNull(row.get(0, type)))
                .collectList();
    }

    private void takeKeys(List<?> keys, List<@Nullable Object[]> rows) {
        if (keys.size() != rows.size()) {
            throw new IllegalStateException("An insert of " + rows.size() + " rows of " + mapping.name() + " returned "
                    + keys.size() + " keys: a trigger or rule keeps rows out, and nobody can tell which; use save()");
        }
        for (int i = 0; i < keys.size(); i++) {
            rows.get(i)[identity] = keys.get(i);
        }
    }

    private Flux<E> adopt(List<@Nullable Object[]> rows, List<E> records) {
        for (int i = 0; i < records.size(); i++) {
            E record = records.get(i);
            @Nullable Object[] row = rows.get(i);
            session.change(mapping, record, () -> mapping.adopt(record, row));
        }
        return Flux.fromIterable(records);
    }

    /** Return which of the columns that a save sets by itself have one value for all rows, which goes once then. */
    private BitSet sameInAll(List<@Nullable Object[]> rows) {
        BitSet same = new BitSet();
        for (Role role : OF_ITSELF) {
            int column = mapping.column(role);
            if (column >= 0 && isSameInAll(rows, column)) {
                same.set(column);
            }
        }
        return same;
    }

    private static boolean isSameInAll(List<@Nullable Object[]> rows, int column) {
        Object first = rows.get(0)[column];
        for (@Nullable Object[] row : rows) {
            if (!Objects.equals(row[column], first)) {
                return false;
            }
        }
        return true;
    }

    /** The values of each column as an array, or as one value where that is the same in all rows. */
    private static @Nullable Object[] byColumn(List<@Nullable Object[]> rows, int[] columns, BitSet same) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = same.get(columns[i]) ? rows.get(0)[columns[i]] : array(rows, columns[i]);
        }
        return values;
    }

    private static @Nullable Object[] array(List<@Nullable Object[]> rows, int column) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows.get(row)[column];
        }
        return values;
    }

    /** The values of all rows, one row after the other. */
    private static @Nullable Object[] rowAfterRow(List<@Nullable Object[]> rows, int[] columns) {
        @Nullable Object[] values = new Object[rows.size() * columns.length];
        int next = 0;
        for (@Nullable Object[] row : rows) {
            for (int column : columns) {
                values[next++] = row[column];
            }
        }
        return values;
    }
}
