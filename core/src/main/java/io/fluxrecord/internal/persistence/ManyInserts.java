package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.OperationOfMany;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        identity = mapping.indexOf(Role.IDENTITY);
    }

    /** Take records as chunks of them are written, no more than one chunk ahead. */
    Flux<E> insert(Publisher<? extends E> records) {
        return Flux.<E>from(records)
                .buffer(sql.unnests ? ROWS_OF_ARRAYS : sql.rowsOfValues)
                .concatMap(this::insertChunk, 1);
    }

    private Flux<E> insertChunk(List<E> records) {
        return Flux.defer(() -> {
            List<RecordState> states = records.stream().map(RecordState::of).toList();
            OperationOfMany chunk = new OperationOfMany(states);
            for (E record : records) {
                Operation current = RecordState.of(record).operation();
                if (current != null || !RecordState.of(record).begin(null, chunk)) {
                    chunk.finish();
                    return waitFor(current, record).thenMany(insertChunk(records));
                }
            }
            return Flux.defer(() -> insertMarked(records, chunk)) // What it throws ends the operation too.
                    .doOnTerminate(chunk::finish)
                    .doOnCancel(chunk::abandon);
        });
    }

    private Mono<Void> waitFor(@Nullable Operation current, E record) {
        Mono<Void> refused = Mono.error(() -> new RecordStateException(mapping.describe(record)
                + " has an operation under way, or comes twice; insertAll() takes each record once"));
        return current != null && current.isAbandoned()
                ? current.whenOver().timeout(Operation.LONGEST_WAIT, refused)
                : refused;
    }

    private Flux<E> insertMarked(List<E> records, OperationOfMany chunk) {
        List<RowOfInsert<E>> rows = new ArrayList<>(records.size());
        Instant now = timestamps.now();
        for (E record : records) {
            if (RecordState.of(record).stored()) {
                return Flux.error(new RecordStateException(
                        mapping.describe(record) + " is stored already; insertAll() takes new records"));
            }
            RowOfInsert<E> row = new RowOfInsert<>(mapping, record, sql.stored, now);
            if (isGenerated(row) || row.leavesKeyOut()) {
                Store.refuseSecondRow(mapping, record);
            }
            rows.add(row);
        }
        if (keys == null) {
            return insertRows(rows, chunk);
        }
        List<RowOfInsert<E>> keyless = rows.stream().filter(this::isGenerated).toList();
        return keys.take(session, keyless.size()).flatMapMany(taken -> {
            takeKeys(taken, keyless);
            return insertRows(rows, chunk);
        });
    }

    private Flux<E> insertRows(List<RowOfInsert<E>> rows, OperationOfMany chunk) {
        if (mapping.leavesColumnsOut()) {
            return Flux.fromIterable(runs(alikeTogether(rows)))
                    .concatMap(run -> insertRun(run, chunk), 1)
                    .thenMany(Flux.fromIterable(rows))
                    .map(RowOfInsert::record);
        }
        return Flux.fromIterable(runs(rows))
                .concatMap(
                        run -> insertRun(run, chunk).flatMapMany(written -> {
                            // An emitted record is free for another operation while others are still to be inserted.
                            written.forEach(row -> chunk.end(RecordState.of(row.record())));
                            return Flux.fromIterable(written).map(RowOfInsert::record);
                        }),
                        1);
    }

    /** Rows that leave out the same columns go with one statement, whatever is between them. */
    private List<RowOfInsert<E>> alikeTogether(List<RowOfInsert<E>> rows) {
        Map<BitSet, List<RowOfInsert<E>>> alike = new LinkedHashMap<>();
        for (RowOfInsert<E> row : rows) {
            alike.computeIfAbsent(row.left(), left -> new ArrayList<>()).add(row);
        }
        return alike.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Part rows into such as go with one statement: those whose key the database is to generate and others. Where they
     * go as values, all but the last statement of a kind have as many rows as one may have.
     */
    List<List<RowOfInsert<E>>> runs(List<RowOfInsert<E>> rows) {
        List<List<RowOfInsert<E>>> runs = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && isAlike(rows.get(to), rows.get(from))) {
                to++;
            }
            if (!sql.unnests) {
                to = Math.min(to, from + sql.rowsOfValues);
            }
            runs.add(rows.subList(from, to));
            from = to;
        }
        return runs;
    }

    private boolean isAlike(RowOfInsert<E> row, RowOfInsert<E> other) {
        return isGenerated(row) == isGenerated(other) && row.left().equals(other.left());
    }

    private boolean isGenerated(RowOfInsert<E> row) {
        return identity >= 0 && row.values()[identity] == null;
    }

    /**
     * Insert the rows of a run with one statement, and when it has answered let their records know, be there a
     * subscriber or not. Emits the rows.
     *
     * @param operation is under way until then
     */
    Mono<List<RowOfInsert<E>>> insertRun(List<RowOfInsert<E>> rows, OperationOfMany operation) {
        operation.inserts(rows.stream().map(row -> RecordState.of(row.record())).toList());
        if (!rows.get(0).left().isEmpty()) {
            return insertLeavingOut(rows, operation);
        }
        boolean arrays = sql.unnests && rows.size() > 1;
        boolean generating = isGenerated(rows.get(0));
        int[] columns = generating ? sql.insertedGeneratingIdentity : sql.inserted;
        BitSet same = arrays ? sameInAll(rows, columns) : new BitSet();
        RenderedSql statement = arrays ? sql.insertArrays(same, generating) : sql.insertRows(rows.size(), generating);
        @Nullable Object[] values = arrays ? byColumn(rows, columns, same) : rowAfterRow(rows, columns);
        if (!generating) {
            return session.update(statement, values, operation, count -> {
                requireAll(count, rows);
                return adopt(rows);
            });
        }
        return arrays
                ? session.updateReturning(
                        statement,
                        values,
                        operation,
                        row -> GeneratedKeys.readArray(sql.identity, row),
                        answer -> adopt(answer.isEmpty() ? List.of() : answer.get(0), rows))
                : session.updateReturning(
                        statement,
                        values,
                        operation,
                        row -> GeneratedKeys.read(sql.identity, row),
                        keys -> adopt(keys, rows));
    }

    private Mono<List<RowOfInsert<E>>> insertLeavingOut(List<RowOfInsert<E>> rows, OperationOfMany operation) {
        BitSet left = rows.get(0).left();
        boolean generating = isGenerated(rows.get(0));
        int[] columns = sql.insertedBut(left, generating);
        boolean arrays = sql.unnests && rows.size() > 1 && columns.length > 0;
        BitSet same = arrays ? sameInAll(rows, columns) : null;
        return session.updateReturning(
                sql.insertLeavingOut(left, arrays ? 1 : rows.size(), same, generating),
                same == null ? rowAfterRow(rows, columns) : byColumn(rows, columns, same),
                operation,
                row -> MadeRow.read(mapping, sql.row, row),
                made -> {
                    requireAll(made.size(), rows);
                    MadeRow.adopt(session, mapping, rows, made);
                    return rows;
                });
    }

    private List<RowOfInsert<E>> adopt(List<?> generated, List<RowOfInsert<E>> rows) {
        for (Object key : generated) {
            if (GeneratedKeys.isUnreadable(key)) {
                rows.forEach(
                        row -> session.change(mapping, row.record(), () -> mapping.insertUnanswered(row.record())));
                throw GeneratedKeys.unreadable(mapping, key, session);
            }
        }
        requireAll(generated.size(), rows);
        takeKeys(generated, rows);
        return adopt(rows);
    }

    private void requireAll(long written, List<RowOfInsert<E>> rows) {
        if (written != rows.size()) {
            throw new WriteRefusedException("An INSERT of " + rows.size() + " rows of " + mapping.name() + " wrote "
                    + written + ": a trigger, rule or row-level policy keeps rows out or adds some, and which is not"
                    + " known; save() them one by one. Those that were written stay, unless a transaction rolls back");
        }
    }

    /** Let a record know of its row if that is there; emits whether it is, as far as its key can tell. */
    Mono<Boolean> adoptIfWritten(RowOfInsert<E> row) {
        if (isGenerated(row) || row.leavesKeyOut()) {
            return Mono.just(false);
        }
        int[] columns = mapping.keyColumns();
        Object[] key = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            key[i] = Objects.requireNonNull(row.values()[columns[i]]);
        }
        return session.queryOne(row.left().isEmpty() ? sql.fate : sql.reload, key, null, found -> {
                    if (row.left().isEmpty()) {
                        adopt(List.of(row));
                    } else {
                        MadeRow.adopt(session, mapping, List.of(row), List.of(MadeRow.read(mapping, sql.row, found)));
                    }
                    return true;
                })
                .defaultIfEmpty(false);
    }

    private List<RowOfInsert<E>> adopt(List<RowOfInsert<E>> rows) {
        for (RowOfInsert<E> row : rows) {
            session.change(mapping, row.record(), row::adopt);
        }
        return rows;
    }

    private void takeKeys(List<?> keys, List<RowOfInsert<E>> rows) {
        for (int i = 0; i < keys.size(); i++) {
            rows.get(i).values()[identity] = keys.get(i);
        }
    }

    /**
     * Return which of the columns that a save sets by itself have one value for all rows, which goes once then. One
     * column is always an array, which tells how many rows there are.
     */
    private BitSet sameInAll(List<RowOfInsert<E>> rows, int[] columns) {
        BitSet same = new BitSet();
        for (Role role : OF_ITSELF) {
            int column = mapping.indexOf(role);
            if (column >= 0 && isSameInAll(rows, column)) {
                same.set(column);
            }
        }
        if (same.cardinality() == columns.length) {
            same.clear(columns[0]);
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
