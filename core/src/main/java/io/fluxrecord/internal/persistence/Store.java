package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.sql.Sequence;
import io.r2dbc.spi.Row;
import java.time.Clock;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The records of one model in one database. Writes them to their rows and reads them back: decides what a statement
 * must say, runs it, and only when it has succeeded lets the record know. Fires no hooks. Every method must be called
 * on subscription: it looks at the record as it is now.
 */
public final class Store<E extends Persistent> {

    private final Mapping<E> mapping;
    private final Dialect dialect;
    private final ModelSql sql;
    private final Timestamps timestamps;
    private final Queries<E> queries;
    private final BulkStatements<E> bulk;
    private final RowWrites<E> writes;
    private final @Nullable DeletedDuplicate<E> duplicate;
    private final @Nullable CoalescedFinds<E> finds;
    private final @Nullable CoalescedInserts<E> inserts;
    private volatile @Nullable SequenceKeys sequenceKeys;

    /**
     * Make the store of a model.
     *
     * @param connections those of the database, on which batches of coalesced calls run
     * @param models returns how the records of another class are mapped
     */
    public Store(
            Mapping<E> mapping,
            Connections connections,
            Clock clock,
            Coalescing coalescing,
            Function<Class<?>, Mapping<?>> models) {
        this.mapping = mapping;
        dialect = connections.dialect();
        sql = new ModelSql(mapping, dialect);
        timestamps = new Timestamps(clock);
        queries = new Queries<>(mapping, sql, dialect, models);
        bulk = new BulkStatements<>(mapping, sql, timestamps, models);
        duplicate = DeletedDuplicate.of(mapping, sql, dialect);
        writes = new RowWrites<>(mapping, sql, timestamps, dialect, duplicate);
        finds = coalescing.finds() == null ? null : new CoalescedFinds<>(connections, mapping, sql, coalescing.finds());
        inserts = coalescing.inserts() == null
                ? null
                : new CoalescedInserts<>(
                        dialect, new ManyInserts<>(connections, mapping, sql, null, timestamps), coalescing.inserts());
        sequenceKeys = newSequenceKeys();
    }

    private @Nullable SequenceKeys newSequenceKeys() {
        Sequence sequence = mapping.sequence();
        return sequence == null ? null : new SequenceKeys(mapping, sequence, dialect);
    }

    public Mapping<E> mapping() {
        return mapping;
    }

    /** Read the rows that criteria mean. */
    public Queries<E> queries() {
        return queries;
    }

    /** Write the rows that criteria mean. */
    public BulkStatements<E> bulk() {
        return bulk;
    }

    /** Write stored records to their rows. */
    public RowWrites<E> writes() {
        return writes;
    }

    /**
     * Return the columns that an update would write: those whose values differ from the row, less what a save sets by
     * itself. A value that the row has already, rounded, is no change, and the record takes it over.
     */
    public BitSet dirty(E record) {
        BitSet dirty = new BitSet();
        for (int column = 0; column < mapping.columns().size(); column++) {
            Role role = mapping.role(column);
            if (role != Role.VERSION
                    && role != Role.DELETED_AT
                    && mapping.isDirty(record, column)
                    && !sql.stored.settles(mapping, record, column)) {
                dirty.set(column);
            }
        }
        return dirty;
    }

    /** Emit the record of a key, or nothing when there is none that is not deleted. */
    public Mono<E> find(Session session, Object[] asked) {
        if (finds != null && session instanceof Connections && CoalescedFinds.suit(mapping, asked)) {
            return finds.find(asked[0]);
        }
        Object[] key = sql.stored.key(asked);
        return session.queryOne(sql.find, key, null, OneRow.found(mapping, key, sql.row, session));
    }

    /** Emit the records of keys that are not deleted, in the order of the keys and once each. */
    public Flux<E> findAll(Session session, List<Object[]> keys) {
        return new RecordsOfKeys<>(mapping, sql.stored.keys(keys))
                .find(keysOfAQuery(), criteria -> queries.select(session, criteria));
    }

    /** An array holds any number of keys; without arrays each is a parameter. */
    private int keysOfAQuery() {
        int[] columns = mapping.keyColumns();
        boolean arrays = Arrays.stream(columns)
                .allMatch(
                        column -> dialect.maxArrayLength(mapping.column(column).type()) > 0);
        return arrays ? Integer.MAX_VALUE : Integer.highestOneBit(dialect.maxParameters() / columns.length);
    }

    /** Read the row of a stored, clean record again, deleted or not, with a lock, and emit the record. */
    public Mono<E> lock(Session session, E record) {
        if (RecordState.of(record).stored() && !dirty(record).isEmpty()) {
            return Mono.error(new RecordStateException(mapping.describe(record)
                    + " has unsaved changes, which lock() would lose; save() or reload() it first"));
        }
        return read(session, record, "lock", () -> sql.lock());
    }

    /** Read the row of a stored record again, deleted or not, and emit the record. */
    public Mono<E> reload(Session session, E record) {
        return read(session, record, "reload", () -> sql.reload);
    }

    private Mono<E> read(Session session, E record, String verb, Supplier<RenderedSql> statement) {
        if (!RecordState.of(record).stored()) {
            return Mono.error(
                    new RecordStateException(mapping.describe(record) + " is new: there is no row to " + verb));
        }
        Object[] key = RowWrites.key(mapping, record);
        RowReader columns = sql.row;
        Function<Row, E> reader = row -> {
            mapping.read(row, columns, mapping.instantiate(), null); // What cannot be read leaves the record as it is.
            session.reread(mapping, record, () -> mapping.read(row, columns, record, null));
            return record;
        };
        return session.queryOne(statement.get(), key, underWay(record), OneRow.of(mapping, key, reader))
                .switchIfEmpty(Mono.error(() -> MissedWrite.goneWithoutVersion(mapping, record)));
    }

    private static @Nullable Operation underWay(Persistent record) {
        return RecordState.of(record).operation();
    }

    /** Insert a new record and emit it with its key, version and timestamps. */
    public Mono<E> insert(Session session, E record) {
        RowOfInsert<E> row = new RowOfInsert<>(mapping, record, sql.stored, timestamps.now());
        if (hasKey(row)) {
            return insert(session, row);
        }
        refuseSecondRow(mapping, record);
        SequenceKeys keys = sequenceKeys;
        if (keys == null) {
            return insert(session, row);
        }
        int identity = mapping.indexOf(Role.IDENTITY);
        row.values()[identity] = keys.poll();
        if (hasKey(row)) {
            return insert(session, row);
        }
        return keys.take(session, 1).flatMap(taken -> {
            row.values()[identity] = taken.get(0);
            return insert(session, row);
        });
    }

    /** Where the database makes the key, nothing else would keep a row from being written twice. */
    static <E extends Persistent> void refuseSecondRow(Mapping<E> mapping, E record) {
        if (RecordState.of(record).isInsertUnanswered()) {
            throw UnknownOutcomeException.insertedBefore(mapping.describe(record));
        }
    }

    private boolean hasKey(RowOfInsert<E> row) {
        return !isGenerated(row) && !row.leavesKeyOut();
    }

    private Mono<E> insert(Session session, RowOfInsert<E> insert) {
        Mono<E> written = write(session, insert);
        return duplicate == null ? written : duplicate.explain(written, session, insert.record(), insert.values());
    }

    private Mono<E> write(Session session, RowOfInsert<E> insert) {
        if (inserts != null && session instanceof Connections) {
            return inserts.insert(insert, Objects.requireNonNull(underWay(insert.record())));
        }
        if (!insert.left().isEmpty()) {
            return insertLeavingOut(session, insert);
        }
        E record = insert.record();
        @Nullable Object[] row = insert.values();
        if (hasKey(insert)) {
            return session.update(sql.insert, pick(row, sql.inserted), underWay(record), count -> {
                requireOneRow(record, count);
                session.change(mapping, record, insert::adopt);
                return record;
            });
        }
        int identity = mapping.indexOf(Role.IDENTITY);
        return session.updateReturning(
                sql.insertGeneratingIdentity,
                pick(row, sql.insertedGeneratingIdentity),
                underWay(record),
                generated -> GeneratedKeys.read(sql.identity, generated),
                keys -> {
                    requireOneRow(record, keys.size());
                    Object key = keys.get(0);
                    if (GeneratedKeys.isUnreadable(key)) {
                        session.change(mapping, record, () -> mapping.insertUnanswered(record));
                        throw GeneratedKeys.unreadable(mapping, key, session);
                    }
                    row[identity] = key;
                    session.change(mapping, record, insert::adopt);
                    return record;
                });
    }

    private Mono<E> insertLeavingOut(Session session, RowOfInsert<E> insert) {
        E record = insert.record();
        boolean generating = isGenerated(insert);
        return session.updateReturning(
                sql.insertLeavingOut(insert.left(), 1, null, generating),
                pick(insert.values(), sql.insertedBut(insert.left(), generating)),
                underWay(record),
                made -> MadeRow.read(mapping, sql.row, made),
                rows -> {
                    requireOneRow(record, rows.size());
                    MadeRow.adopt(session, mapping, List.of(insert), rows);
                    return record;
                });
    }

    private boolean isGenerated(RowOfInsert<E> row) {
        int identity = mapping.indexOf(Role.IDENTITY);
        return identity >= 0 && row.values()[identity] == null;
    }

    /** A rule or trigger may keep a row out, or make several of it, and the database says no more than how many. */
    private void requireOneRow(E record, long count) {
        if (count == 0) {
            throw new WriteRefusedException("The database did not insert " + mapping.describe(record)
                    + ": a trigger, rule or row-level policy keeps it out. Trying again does not help");
        }
        if (count > 1) {
            throw new NonUniqueResultException("The INSERT of " + mapping.describe(record) + " wrote " + count
                    + " rows: a trigger or rule adds others to it, so none of them can be taken for the record");
        }
    }

    /**
     * Insert new records, some of them with each statement, and emit them in their order with their keys, versions and
     * timestamps.
     */
    public Flux<E> insertAll(Session session, Publisher<? extends E> records) {
        return new ManyInserts<>(session, mapping, sql, sequenceKeys, timestamps).insert(records);
    }

    /**
     * Forget what is known of the table and of the sequence of its keys: another table need not have the same key, and
     * a sequence that is made anew begins anew, so what was fetched from the old one would come again.
     */
    public void forgetTable() {
        sequenceKeys = newSequenceKeys();
        sql.declaredKey.forget();
    }

    private static @Nullable Object[] pick(@Nullable Object[] row, int[] columns) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = row[columns[i]];
        }
        return values;
    }
}
