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
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes records to their rows and reads them back: decides what a statement must say, runs it, and only when it has
 * succeeded lets the record know. Fires no hooks. Every method must be called on subscription: it looks at the record
 * as it is now.
 */
public final class Persistence {

    private final Dialect dialect;
    private final Timestamps timestamps;
    private final BulkStatements bulk;
    private final RowWrites writes;
    private final Coalescing coalescing;
    private final Map<Mapping<?>, ModelSql> sql = new ConcurrentHashMap<>();
    private final Map<Mapping<?>, CoalescedFinds<?>> finds = new ConcurrentHashMap<>();
    private final Map<Mapping<?>, CoalescedInserts<?>> inserts = new ConcurrentHashMap<>();
    private final Map<Mapping<?>, SequenceKeys> sequenceKeys = new ConcurrentHashMap<>();

    public Persistence(Dialect dialect, Clock clock, Coalescing coalescing) {
        this.dialect = dialect;
        this.coalescing = coalescing;
        timestamps = new Timestamps(clock);
        bulk = new BulkStatements(dialect, timestamps, this::sql);
        writes = new RowWrites(dialect, timestamps, this::sql);
    }

    /** Emit how many rows match, are there, or are touched by statements that mean many rows at once. */
    public BulkStatements bulk() {
        return bulk;
    }

    /** Write stored records to their rows. */
    public RowWrites writes() {
        return writes;
    }

    /**
     * Return the columns that an update would write: those whose values differ from the row, less what a save sets by
     * itself. A value that the row has already, rounded, is no change, and the record takes it over.
     */
    public <E extends Persistent> BitSet dirty(Mapping<E> mapping, E record) {
        BitSet dirty = new BitSet();
        for (int column = 0; column < mapping.columns().size(); column++) {
            Role role = mapping.role(column);
            if (role != Role.VERSION
                    && role != Role.DELETED_AT
                    && mapping.isDirty(record, column)
                    && !sql(mapping).stored.settles(mapping, record, column)) {
                dirty.set(column);
            }
        }
        return dirty;
    }

    /** Emit the record of a key, or nothing when there is none that is not deleted. */
    public <E extends Persistent> Mono<E> find(Session session, Mapping<E> mapping, Object[] asked) {
        if (coalescing.finds() != null && session instanceof Connections && CoalescedFinds.suit(mapping, asked)) {
            return coalescedFinds(session, mapping, coalescing.finds()).find(asked[0]);
        }
        ModelSql sql = sql(mapping);
        Object[] key = sql.stored.key(asked);
        return session.queryOne(sql.find, key, null, OneRow.found(mapping, key, sql.row, session));
    }

    // As below.
    @SuppressWarnings("unchecked")
    private <E extends Persistent> CoalescedFinds<E> coalescedFinds(
            Session session, Mapping<E> mapping, Duration window) {
        return (CoalescedFinds<E>)
                finds.computeIfAbsent(mapping, absent -> new CoalescedFinds<>(session, mapping, sql(mapping), window));
    }

    /** Emit the records of keys that are not deleted, in the order of the keys and once each. */
    public <E extends Persistent> Flux<E> findAll(Session session, Mapping<E> mapping, List<Object[]> keys) {
        return new RecordsOfKeys<>(mapping, sql(mapping).stored.keys(keys))
                .find(keysOfAQuery(mapping), criteria -> bulk.select(session, mapping, criteria));
    }

    /** An array holds any number of keys; without arrays each is a parameter. */
    private int keysOfAQuery(Mapping<?> mapping) {
        int[] columns = mapping.keyColumns();
        boolean arrays = Arrays.stream(columns)
                .allMatch(
                        column -> dialect.maxArrayLength(mapping.column(column).type()) > 0);
        return arrays ? Integer.MAX_VALUE : Integer.highestOneBit(dialect.maxParameters() / columns.length);
    }

    /** Read the row of a stored, clean record again, deleted or not, with a lock, and emit the record. */
    public <E extends Persistent> Mono<E> lock(Session session, Mapping<E> mapping, E record) {
        if (RecordState.of(record).stored() && !dirty(mapping, record).isEmpty()) {
            return Mono.error(new RecordStateException(mapping.describe(record)
                    + " has unsaved changes, which lock() would lose; save() or reload() it first"));
        }
        return read(session, mapping, record, "lock", () -> sql(mapping).lock());
    }

    /** Read the row of a stored record again, deleted or not, and emit the record. */
    public <E extends Persistent> Mono<E> reload(Session session, Mapping<E> mapping, E record) {
        return read(session, mapping, record, "reload", () -> sql(mapping).reload);
    }

    private <E extends Persistent> Mono<E> read(
            Session session, Mapping<E> mapping, E record, String verb, Supplier<RenderedSql> statement) {
        if (!RecordState.of(record).stored()) {
            return Mono.error(
                    new RecordStateException(mapping.describe(record) + " is new: there is no row to " + verb));
        }
        Object[] key = RowWrites.key(mapping, record);
        RowReader columns = sql(mapping).row;
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
    public <E extends Persistent> Mono<E> insert(Session session, Mapping<E> mapping, E record) {
        RowOfInsert<E> row = new RowOfInsert<>(mapping, record, sql(mapping).stored, timestamps.now());
        if (hasKey(mapping, row)) {
            return insert(session, mapping, row);
        }
        refuseSecondRow(mapping, record);
        SequenceKeys keys = sequenceKeys(mapping);
        if (keys == null) {
            return insert(session, mapping, row);
        }
        int identity = mapping.indexOf(Role.IDENTITY);
        row.values()[identity] = keys.poll();
        if (hasKey(mapping, row)) {
            return insert(session, mapping, row);
        }
        return keys.take(session, 1).flatMap(taken -> {
            row.values()[identity] = taken.get(0);
            return insert(session, mapping, row);
        });
    }

    /** Where the database makes the key, nothing else would keep a row from being written twice. */
    static <E extends Persistent> void refuseSecondRow(Mapping<E> mapping, E record) {
        if (RecordState.of(record).isInsertUnanswered()) {
            throw UnknownOutcomeException.insertedBefore(mapping.describe(record));
        }
    }

    private static <E extends Persistent> boolean hasKey(Mapping<E> mapping, RowOfInsert<E> row) {
        int identity = mapping.indexOf(Role.IDENTITY);
        return identity < 0 || row.values()[identity] != null;
    }

    private <E extends Persistent> Mono<E> insert(Session session, Mapping<E> mapping, RowOfInsert<E> insert) {
        if (coalescing.inserts() != null && session instanceof Connections) {
            return coalescedInserts(session, mapping, coalescing.inserts())
                    .insert(insert, Objects.requireNonNull(underWay(insert.record())));
        }
        E record = insert.record();
        @Nullable Object[] row = insert.values();
        ModelSql sql = sql(mapping);
        if (hasKey(mapping, insert)) {
            return session.update(sql.insert, pick(row, sql.inserted), underWay(record), count -> {
                requireOneRow(mapping, record, count);
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
                    requireOneRow(mapping, record, keys.size());
                    row[identity] = GeneratedKeys.require(mapping, keys.get(0));
                    session.change(mapping, record, insert::adopt);
                    return record;
                });
    }

    /** A rule or trigger may keep a row out, or make several of it, and the database says no more than how many. */
    private static <E extends Persistent> void requireOneRow(Mapping<E> mapping, E record, long count) {
        if (count == 0) {
            throw new WriteRefusedException("The database did not insert " + mapping.describe(record)
                    + ": a trigger, rule or row-level policy keeps it out. Trying again does not help");
        }
        if (count > 1) {
            throw new NonUniqueResultException("The INSERT of " + mapping.describe(record) + " wrote " + count
                    + " rows: a trigger or rule adds others to it, so none of them can be taken for the record");
        }
    }

    // What is known of a mapping is of its own type.
    @SuppressWarnings("unchecked")
    private <E extends Persistent> CoalescedInserts<E> coalescedInserts(
            Session session, Mapping<E> mapping, Duration window) {
        return (CoalescedInserts<E>) inserts.computeIfAbsent(
                mapping,
                absent -> new CoalescedInserts<>(
                        dialect, new ManyInserts<>(session, mapping, sql(mapping), null, timestamps), window));
    }

    /**
     * Insert new records, some of them with each statement, and emit them in their order with their keys, versions and
     * timestamps.
     */
    public <E extends Persistent> Flux<E> insertAll(
            Session session, Mapping<E> mapping, Publisher<? extends E> records) {
        return new ManyInserts<>(session, mapping, sql(mapping), sequenceKeys(mapping), timestamps).insert(records);
    }

    /**
     * Forget what is known of the table of a model and of the sequence of its keys: another table need not have the
     * same key, and a sequence that is made anew begins anew, so what was fetched from the old one would come again.
     */
    public void forget(Mapping<?> mapping) {
        sequenceKeys.remove(mapping);
        sql(mapping).declaredKey.forget();
    }

    private static @Nullable Object[] pick(@Nullable Object[] row, int[] columns) {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = row[columns[i]];
        }
        return values;
    }

    private @Nullable SequenceKeys sequenceKeys(Mapping<?> mapping) {
        Sequence sequence = mapping.sequence();
        if (sequence == null) {
            return null;
        }
        SequenceKeys known = sequenceKeys.get(mapping);
        return known != null
                ? known
                : sequenceKeys.computeIfAbsent(mapping, absent -> new SequenceKeys(absent, sequence, dialect));
    }

    private ModelSql sql(Mapping<?> mapping) {
        ModelSql known = sql.get(mapping);
        return known != null ? known : sql.computeIfAbsent(mapping, absent -> new ModelSql(absent, dialect));
    }
}
