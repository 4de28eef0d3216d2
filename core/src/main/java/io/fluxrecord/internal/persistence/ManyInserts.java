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

    private static final Role[] OF_ITSELF = {Role.VERSION, Role.CREATED_AT, Role.UPDATED_AT};

    private final Session session;
    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final @Nullable SequenceKeys keys;
    private final Timestamps timestamps;
    private final int identity;

    ManyInserts(Session session, Mapping<E> mapping, ModelSql sql, @Nullable SequenceKeys keys, Timestamps timestamps) {
        this.session = session;
        this.mapping = mapping;
        this.sql = sql;
        this.keys = keys;
        this.timestamps = timestamps;
        identity = mapping.column(Role.IDENTITY);
    }

    /** Take records as chunks of them are written, no more than one chunk ahead. */
    Flux<E> insert(Publisher<? extends E> records) {
        return Flux.<E>from(records)
                .buffer(sql.unnests ? ROWS_OF_ARRAYS : sql.rowsOfValues)
                .concatMap(this::insertChunk, 1);
    }

    private Flux<E> insertChunk(List<E> records) {
        List<RowOfInsert<E>> rows = new ArrayList<>(records.size());
        Instant now = timestamps.now();
        for (E record : records) {
            if (RecordState.of(record).stored()) {
                return Flux.error(new RecordStateException(
                        mapping.describe(record) + " is stored already; insertAll() takes new records"));
            }
            rows.add(new RowOfInsert<>(mapping, record, timestamps, now));
        }
        if (keys == null) {
            return insertRows(rows);
        }
        List<RowOfInsert<E>> keyless = rows.stream().filter(this::isGenerated).toList();
        return keys.take(session, keyless.size()).flatMapMany(taken -> {
            takeKeys(taken, keyless);
            return insertRows(rows);
        });
    }

    private Flux<E> insertRows(List<RowOfInsert<E>> rows) {
        return Flux.fromIterable(runs(rows)).concatMap(run -> insertRun(run).thenMany(adopt(run)), 1);
    }

    /**
     * Part rows into such as go with one statement: those whose key the database is to generate and others, and of
     * values as many as a power of two.
     */
    List<List<RowOfInsert<E>>> runs(List<RowOfInsert<E>> rows) {
        List<List<RowOfInsert<E>>> runs = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && isGenerated(rows.get(to)) == isGenerated(rows.get(from))) {
                to++;
            }
            if (!sql.unnests) {
                to = from + Math.min(sql.rowsOfValues, Integer.highestOneBit(to - from));
            }
            runs.add(rows.subList(from, to));
            from = to;
        }
        return runs;
    }

    private boolean isGenerated(RowOfInsert<E> row) {
        return identity >= 0 && row.values()[identity] == null;
    }

    /** Insert the rows of a run with one statement, and fill in their keys. */
    Mono<Void> insertRun(List<RowOfInsert<E>> rows) {
        boolean arrays = sql.unnests && rows.size() > 1;
        boolean generating = isGenerated(rows.get(0));
        int[] columns = generating ? sql.insertedGeneratingIdentity : sql.inserted;
        BitSet same = arrays ? sameInAll(rows) : new BitSet();
        RenderedSql statement = arrays ? sql.insertArrays(same, generating) : sql.insertRows(rows.size(), generating);
        @Nullable Object[] values = arrays ? byColumn(rows, columns, same) : rowAfterRow(rows, columns);
        if (!generating) {
            return session.update(statement, values).then();
        }
        return generatedKeys(statement, values, arrays)
                .doOnNext(generated -> {
                    requireAll(generated, rows);
                    takeKeys(generated, rows);
                })
                .then();
    }

    private Mono<List<Object>> generatedKeys(RenderedSql statement, @Nullable Object[] values, boolean arrays) {
        Class<?> type = mapping.column(identity).type().javaType();
        if (arrays) {
            return session.queryOne(
                    statement, values, row -> List.of((Object[]) Objects.requireNonNull(row.get(0, type.arrayType()))));
        }
        return session.query(statement, values, 0, row -> (Object) Objects.requireNonNull(row.get(0, type)))
                .collectList();
    }

    private void requireAll(List<?> keys, List<RowOfInsert<E>> rows) {
        if (keys.size() != rows.size()) {
            throw new IllegalStateException("An insert of " + rows.size() + " rows of " + mapping.name() + " returned "
                    + keys.size() + " keys: a trigger or rule keeps rows out, and nobody can tell which; use save()");
        }
    }

    private void takeKeys(List<?> keys, List<RowOfInsert<E>> rows) {
        for (int i = 0; i < keys.size(); i++) {
            rows.get(i).values()[identity] = keys.get(i);
        }
    }

    private Flux<E> adopt(List<RowOfInsert<E>> rows) {
        return Flux.defer(() -> {
            for (RowOfInsert<E> row : rows) {
                session.change(mapping, row.record(), () -> mapping.adopt(row.record(), row.values()));
            }
            return Flux.fromIterable(rows).map(RowOfInsert::record);
        });
    }

    /** Return which of the columns that a save sets by itself have one value for all rows, which goes once then. */
    private BitSet sameInAll(List<RowOfInsert<E>> rows) {
        BitSet same = new BitSet();
        for (Role role : OF_ITSELF) {
            int column = mapping.column(role);
            if (column >= 0 && isSameInAll(rows, column)) {
                same.set(column);
            }
        }
        return same;
    }

    private boolean isSameInAll(List<RowOfInsert<E>> rows, int column) {
        Object first = rows.get(0).values()[column];
        for (RowOfInsert<E> row : rows) {
            if (!Objects.equals(row.values()[column], first)) {
                return false;
            }
        }
        return true;
    }

    /** The values of each column as an array, or as one value where that is the same in all rows. */
    private @Nullable Object[] byColumn(List<RowOfInsert<E>> rows, int[] columns, BitSet same) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = same.get(columns[i]) ? rows.get(0).values()[columns[i]] : array(rows, columns[i]);
        }
        return values;
    }

    private @Nullable Object[] array(List<RowOfInsert<E>> rows, int column) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows.get(row).values()[column];
        }
        return values;
    }

    /** The values of all rows, one row after the other. */
    private @Nullable Object[] rowAfterRow(List<RowOfInsert<E>> rows, int[] columns) {
        @Nullable Object[] values = new Object[rows.size() * columns.length];
        int next = 0;
        for (RowOfInsert<E> row : rows) {
            for (int column : columns) {
                values[next++] = row.values()[column];
            }
        }
        return values;
    }
}
