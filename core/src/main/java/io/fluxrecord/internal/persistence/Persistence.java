package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.RecordState;
import io.fluxrecord.mapping.Role;
import io.fluxrecord.sql.Sequence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Coalescing coalescing;
    private final Map<Mapping<?>, ModelSql> sql = new ConcurrentHashMap<>();
    private final Map<Mapping<?>, CoalescedFinds<?>> finds = new ConcurrentHashMap<>();
    private final Map<Mapping<?>, CoalescedInserts<?>> inserts = new ConcurrentHashMap<>();
    private final Map<Mapping<?>, SequenceKeys> sequenceKeys = new ConcurrentHashMap<>();

    public Persistence(Dialect dialect, Clock clock, Coalescing coalescing) {
        this.dialect = dialect;
        this.coalescing = coalescing;
        timestamps = new Timestamps(clock, dialect.timestampPrecision());
        bulk = new BulkStatements(dialect, timestamps);
    }

    /** Emit how many rows match, are there, or are touched by statements that mean many rows at once. */
    public BulkStatements bulk() {
        return bulk;
    }

    /**
     * Return the columns that an update would write: those whose values differ from the row, less what a save sets by
     * itself.
     */
    public <E extends Persistent> BitSet dirty(Mapping<E> mapping, E record) {
        BitSet dirty = new BitSet();
        for (int column = 0; column < mapping.columns().size(); column++) {
            Role role = mapping.role(column);
            if (role != Role.VERSION && role != Role.DELETED_AT && mapping.isDirty(record, column)) {
                dirty.set(column);
            }
        }
        return dirty;
    }

    /** Emit the record of a key, or nothing when there is none that is not deleted. */
    public <E extends Persistent> Mono<E> find(Session session, Mapping<E> mapping, Object[] key) {
        if (coalescing.finds() != null && session instanceof Connections && CoalescedFinds.suit(mapping, key)) {
            return coalescedFinds(session, mapping, coalescing.finds()).find(key[0]);
        }
        return session.queryOne(
                sql(mapping).find, key, row -> mapping.read(row, mapping.instantiate(), session.provenance()));
    }

    // As below.
    @SuppressWarnings("unchecked")
    private <E extends Persistent> CoalescedFinds<E> coalescedFinds(
            Session session, Mapping<E> mapping, Duration window) {
        return (CoalescedFinds<E>)
                finds.computeIfAbsent(mapping, absent -> new CoalescedFinds<>(session, mapping, sql(mapping), window));
    }

    /** Read the row of a stored record again, deleted or not, and emit the record. */
    public <E extends Persistent> Mono<E> reload(Session session, Mapping<E> mapping, E record) {
        if (!RecordState.of(record).stored()) {
            return Mono.error(
                    new RecordStateException(mapping.describe(record) + " is new: there is no row to reload"));
        }
        return session.queryOne(sql(mapping).reload, key(mapping, record), row -> {
                    session.reread(mapping, record, () -> mapping.read(row, record, null));
                    return record;
                })
                .switchIfEmpty(Mono.error(() -> gone(mapping, record)));
    }

    /** Insert a new record and emit it with its key, version and timestamps. */
    public <E extends Persistent> Mono<E> insert(Session session, Mapping<E> mapping, E record) {
        RowOfInsert<E> row = new RowOfInsert<>(mapping, record, timestamps, timestamps.now());
        SequenceKeys keys = hasKey(mapping, row) ? null : sequenceKeys(mapping);
        if (keys == null) {
            return insert(session, mapping, row);
        }
        int identity = mapping.column(Role.IDENTITY);
        row.values()[identity] = keys.poll();
        if (hasKey(mapping, row)) {
            return insert(session, mapping, row);
        }
        return keys.take(session, 1).flatMap(taken -> {
            row.values()[identity] = taken.get(0);
            return insert(session, mapping, row);
        });
    }

    private static <E extends Persistent> boolean hasKey(Mapping<E> mapping, RowOfInsert<E> row) {
        int identity = mapping.column(Role.IDENTITY);
        return identity < 0 || row.values()[identity] != null;
    }

    private <E extends Persistent> Mono<E> insert(Session session, Mapping<E> mapping, RowOfInsert<E> insert) {
        if (coalescing.inserts() != null && session instanceof Connections) {
            return coalescedInserts(session, mapping, coalescing.inserts()).insert(insert);
        }
        E record = insert.record();
        @Nullable Object[] row = insert.values();
        ModelSql sql = sql(mapping);
        if (hasKey(mapping, insert)) {
            return session.update(sql.insert, pick(row, sql.inserted)).map(count -> {
                adopt(session, mapping, record, row);
                return record;
            });
        }
        int identity = mapping.column(Role.IDENTITY);
        Class<?> keyType = mapping.column(identity).type().javaType();
        return session.queryOne(
                        sql.insertGeneratingIdentity,
                        pick(row, sql.insertedGeneratingIdentity),
                        generated -> Objects.requireNonNull(generated.get(0, keyType)))
                .single()
                .map(key -> {
                    row[identity] = key;
                    adopt(session, mapping, record, row);
                    return record;
                });
    }

    // What is known of a mapping is of its own type.
    @SuppressWarnings("unchecked")
    private <E extends Persistent> CoalescedInserts<E> coalescedInserts(
            Session session, Mapping<E> mapping, Duration window) {
        return (CoalescedInserts<E>) inserts.computeIfAbsent(
                mapping,
                absent -> new CoalescedInserts<>(
                        session, mapping, new ManyInserts<>(session, mapping, sql(mapping), null, timestamps), window));
    }

    /**
     * Insert new records, some of them with each statement, and emit them in their order with their keys, versions and
     * timestamps.
     */
    public <E extends Persistent> Flux<E> insertAll(
            Session session, Mapping<E> mapping, Publisher<? extends E> records) {
        return new ManyInserts<>(session, mapping, sql(mapping), sequenceKeys(mapping), timestamps).insert(records);
    }

    /** Forget the keys that were fetched from the sequence of a model, if it has one, and not used. */
    public void forgetKeys(Mapping<?> mapping) {
        sequenceKeys.remove(mapping);
    }

    /** Update the columns of a stored record that differ from the row, and emit the record. */
    public <E extends Persistent> Mono<E> update(Session session, Mapping<E> mapping, E record, BitSet dirty) {
        RecordState state = RecordState.of(record);
        refuseChangedKey(mapping, record, dirty);
        @Nullable Object[] row = state.row();
        int updatedAt = mapping.column(Role.UPDATED_AT);
        dirty.stream().forEach(column -> row[column] = timestamps.written(mapping, record, column));
        if (updatedAt >= 0 && (!dirty.get(updatedAt) || row[updatedAt] == null)) {
            row[updatedAt] = timestamps.now();
            dirty.set(updatedAt);
        }
        if (dirty.isEmpty() && !mapping.has(Role.VERSION)) {
            return Mono.error(new RecordStateException(
                    mapping.name() + " has neither timestamps nor a version that touch() could change"));
        }
        Object[] key = keyAndVersion(mapping, record);
        @Nullable Object[] values = new Object[dirty.cardinality() + key.length];
        int next = 0;
        for (int column = dirty.nextSetBit(0); column >= 0; column = dirty.nextSetBit(column + 1)) {
            values[next++] = row[column];
        }
        System.arraycopy(key, 0, values, next, key.length);
        bumpVersion(mapping, row);
        return session.update(sql(mapping).update(dirty), values).flatMap(count -> {
            if (count == 0) {
                return missed(session, mapping, record);
            }
            adopt(session, mapping, record, row);
            return Mono.just(record);
        });
    }

    /** Mark a stored, live record as deleted; emits false, and takes over the mark, when it was already. */
    public <E extends Persistent> Mono<Boolean> softDelete(Session session, Mapping<E> mapping, E record) {
        Instant now = timestamps.now();
        Object[] key = keyAndVersion(mapping, record);
        Object[] values = new Object[key.length + 1];
        values[0] = now;
        System.arraycopy(key, 0, values, 1, key.length);
        return mark(session, mapping, record, sql(mapping).softDelete, values, now);
    }

    /** Take the deleted mark from a stored record; emits false when the row has none. */
    public <E extends Persistent> Mono<Boolean> restore(Session session, Mapping<E> mapping, E record) {
        return mark(session, mapping, record, sql(mapping).restore, keyAndVersion(mapping, record), null);
    }

    private <E extends Persistent> Mono<Boolean> mark(
            Session session,
            Mapping<E> mapping,
            E record,
            RenderedSql statement,
            Object[] values,
            @Nullable Instant deletedAt) {
        @Nullable Object[] row = RecordState.of(record).row();
        row[mapping.column(Role.DELETED_AT)] = deletedAt;
        bumpVersion(mapping, row);
        return session.update(statement, values).flatMap(count -> {
            if (count == 0) {
                return alreadyMarked(session, mapping, record);
            }
            session.change(mapping, record, () -> mapping.adoptMark(record, row));
            return Mono.just(true);
        });
    }

    /** Without a version there is no conflict: somebody else did what was asked for, and the record follows. */
    private <E extends Persistent> Mono<Boolean> alreadyMarked(Session session, Mapping<E> mapping, E record) {
        if (mapping.has(Role.VERSION)) {
            return missed(session, mapping, record).thenReturn(false);
        }
        return fate(session, mapping, record)
                .switchIfEmpty(Mono.error(() -> gone(mapping, record)))
                .map(fate -> {
                    @Nullable Object[] row = RecordState.of(record).row();
                    row[mapping.column(Role.DELETED_AT)] = fate.deletedAt;
                    session.change(mapping, record, () -> mapping.adoptMark(record, row));
                    return false;
                });
    }

    /** Remove the row of a stored record, which is then new; emits false when an unversioned row was already gone. */
    public <E extends Persistent> Mono<Boolean> hardDelete(Session session, Mapping<E> mapping, E record) {
        return session.update(sql(mapping).hardDelete, keyAndVersion(mapping, record))
                .flatMap(count -> {
                    if (count == 0 && mapping.has(Role.VERSION)) {
                        return missed(session, mapping, record).thenReturn(false);
                    }
                    session.change(mapping, record, () -> mapping.forget(record));
                    return Mono.just(count > 0);
                });
    }

    /** Find out why a statement matched no row, which is never silence. */
    private <E extends Persistent> Mono<E> missed(Session session, Mapping<E> mapping, E record) {
        if (!mapping.has(Role.VERSION)) {
            return Mono.error(gone(mapping, record));
        }
        long expected = RecordState.of(record).version();
        return fate(session, mapping, record)
                .map(fate -> new VersionConflictException(
                        mapping.name(),
                        mapping.key(record),
                        expected,
                        fate.deletedAt == null ? Reason.STALE : Reason.DELETED,
                        OptionalLong.of(fate.version)))
                .defaultIfEmpty(new VersionConflictException(
                        mapping.name(), mapping.key(record), expected, Reason.GONE, OptionalLong.empty()))
                .flatMap(Mono::error);
    }

    private <E extends Persistent> Mono<Fate> fate(Session session, Mapping<E> mapping, E record) {
        boolean versioned = mapping.has(Role.VERSION);
        boolean softDeletable = mapping.has(Role.DELETED_AT);
        return session.queryOne(sql(mapping).fate, key(mapping, record), row -> {
            Long version = versioned ? row.get(0, Long.class) : null;
            Instant deletedAt = softDeletable ? row.get(versioned ? 1 : 0, Instant.class) : null;
            return new Fate(version == null ? 0 : version, deletedAt);
        });
    }

    /** What became of a row. */
    private record Fate(long version, @Nullable Instant deletedAt) {}

    private static <E extends Persistent> RecordNotFoundException gone(Mapping<E> mapping, E record) {
        return new RecordNotFoundException(
                mapping.describe(record)
                        + " no longer has a row: somebody removed it. insert() writes it again as a new one after hardDelete()");
    }

    private <E extends Persistent> void adopt(Session session, Mapping<E> mapping, E record, @Nullable Object[] row) {
        session.change(mapping, record, () -> mapping.adopt(record, row));
    }

    private static void bumpVersion(Mapping<?> mapping, @Nullable Object[] row) {
        int version = mapping.column(Role.VERSION);
        if (version >= 0) {
            row[version] = (Long) Objects.requireNonNull(row[version]) + 1;
        }
    }

    private static <E extends Persistent> void refuseChangedKey(Mapping<E> mapping, E record, BitSet dirty) {
        for (int column : mapping.keyColumns()) {
            if (dirty.get(column)) {
                throw new RecordStateException("The key of " + mapping.describe(record)
                        + " was changed, and a stored record keeps its key; set it back, or save a new record");
            }
        }
    }

    private static <E extends Persistent> Object[] key(Mapping<E> mapping, E record) {
        int[] columns = mapping.keyColumns();
        Object[] key = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            key[i] = Objects.requireNonNull(RecordState.of(record).seen(columns[i]));
        }
        return key;
    }

    private static <E extends Persistent> Object[] keyAndVersion(Mapping<E> mapping, E record) {
        Object[] key = key(mapping, record);
        if (!mapping.has(Role.VERSION)) {
            return key;
        }
        Object[] both = new Object[key.length + 1];
        System.arraycopy(key, 0, both, 0, key.length);
        both[key.length] = RecordState.of(record).lockVersion();
        return both;
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
