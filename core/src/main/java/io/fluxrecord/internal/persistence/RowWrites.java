package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.StoredValues.Rounded;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes of a stored record to its row: by its key, and at its version if it has one. As {@link Store}, of which it is
 * a part, these fire no hooks and must be called on subscription.
 */
public final class RowWrites<E extends Persistent> {

    private static final BitSet NO_TIMES = new BitSet(); // Never changed.

    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final Timestamps timestamps;
    private final boolean snapshots;
    private final boolean returns;
    private final @Nullable DeletedDuplicate<E> duplicate;

    /**
     * Make the writes of a model.
     *
     * @param duplicate explains those that are refused; null if none can meet a deleted row
     */
    RowWrites(
            Mapping<E> mapping,
            ModelSql sql,
            Timestamps timestamps,
            Dialect dialect,
            @Nullable DeletedDuplicate<E> duplicate) {
        this.duplicate = duplicate;
        this.mapping = mapping;
        this.sql = sql;
        this.timestamps = timestamps;
        snapshots = dialect.queriesOldSnapshots();
        returns = sql.writes(1).isReturning();
    }

    /** Update the columns of a stored record that differ from the row, and emit the record. */
    public Mono<E> update(Session session, E record, BitSet dirty) {
        if (!sql.declaredKey.suits(session)) {
            return sql.declaredKey.write(session, record, inner -> update(inner, record, dirty));
        }
        if (mustRead(session)) {
            return DeclaredKey.inTransaction(session, record, inner -> update(inner, record, dirty));
        }
        if (RecordState.of(record).isUpdatedByHand()) {
            dirty.set(mapping.indexOf(Role.UPDATED_AT)); // The row may have another one by now.
        }
        return update(session, record, dirty, NO_TIMES, row -> mapping.adopt(record, row));
    }

    /**
     * Update these columns of a stored record, which hooks have changed, and set others to the time of the update; what
     * else was changed stays as it is. Emits the record.
     */
    public Mono<E> touch(Session session, E record, BitSet dirty, BitSet times) {
        if (!sql.declaredKey.suits(session)) {
            return sql.declaredKey.write(session, record, inner -> touch(inner, record, dirty, times));
        }
        if (mustRead(session)) {
            return DeclaredKey.inTransaction(session, record, inner -> touch(inner, record, dirty, times));
        }
        return update(session, record, dirty, times, row -> mapping.adoptTouched(record, row, dirty, times));
    }

    private Mono<E> update(
            Session session, E record, BitSet dirty, BitSet times, Consumer<@Nullable Object[]> adoption) {
        refuseChangedKey(record, dirty);
        refuseFixed(record, dirty);
        refuseMissingCreationTime(record, dirty);
        @Nullable Object[] row = RecordState.of(record).row();
        List<Rounded> rounded = takeChanges(record, dirty, row);
        setTimes(dirty, times, row);
        if (dirty.isEmpty() && !mapping.has(Role.VERSION)) {
            return Mono.error(new RecordStateException(
                    mapping.name() + " has neither an update time nor a version that touch() could change"));
        }
        Object[] key = keyAndVersion(record);
        @Nullable Object[] values = values(row, dirty, key);
        bumpVersion(row);
        WriteOfOneRow<E> write = new WriteOfOneRow<>(session, mapping, sql, key) {
            @Override
            E written() {
                session.change(mapping, record, () -> {
                    adoption.accept(row);
                    StoredValues.settle(mapping, record, rounded);
                });
                return record;
            }

            @Override
            public Mono<E> otherwise() {
                return missed(session, record, key).explain();
            }
        };
        Mono<E> written = run(session, record, writes(key).update(dirty), values, write);
        return duplicate == null ? written : duplicate.explain(written, session, record, row);
    }

    /** Run an update or mark, and let the record know what the database has made of its generated columns. */
    private <R> Mono<R> run(
            Session session, E record, RenderedSql statement, @Nullable Object[] values, WriteOfOneRow<R> write) {
        if (returns) {
            Mono<R> written = session.updateReturning(
                    statement,
                    values,
                    underWay(record),
                    row -> MadeRow.read(mapping, sql.row, row),
                    rows -> write.answered(mapping, record, rows));
            return written.switchIfEmpty(Mono.defer(write::otherwise));
        }
        Mono<R> written = session.update(statement, values, underWay(record), write);
        return mapping.generatedColumns().isEmpty()
                ? written
                : written.flatMap(result -> readGenerated(session, record)
                        .switchIfEmpty(Mono.error(() -> new MappingException("What the database has made of "
                                + mapping.describe(record)
                                + " cannot be read: no row has its key any more; does a trigger change that?")))
                        .thenReturn(result));
    }

    /** Return whether what the database makes of a write is to be read with it, in one transaction. */
    private boolean mustRead(Session session) {
        return session instanceof Connections
                && !returns
                && !mapping.generatedColumns().isEmpty();
    }

    private Mono<E> readGenerated(Session session, E record) {
        return session.queryOne(sql.reload, key(mapping, record), underWay(record), row -> {
            @Nullable Object[] made = mapping.generated().fill(mapping.instantiate(), row, sql.row);
            session.reread(mapping, record, () -> mapping.adoptGenerated(record, made));
            return record;
        });
    }

    /** Take the values of these columns into the row, and return those that their properties are to hold otherwise. */
    private List<Rounded> takeChanges(E record, BitSet dirty, @Nullable Object[] row) {
        List<Rounded> rounded = List.of();
        for (int column = dirty.nextSetBit(0); column >= 0; column = dirty.nextSetBit(column + 1)) {
            Object given = mapping.frozenValue(record, column);
            mapping.relations().requireWritable(record, column, given);
            row[column] = sql.stored.written(column, given);
            rounded = sql.stored.note(rounded, mapping, record, column, given, row[column]);
        }
        return rounded;
    }

    private void setTimes(BitSet dirty, BitSet times, @Nullable Object[] row) {
        int updatedAt = mapping.indexOf(Role.UPDATED_AT);
        boolean movesUpdatedAt = updatedAt >= 0 && (!dirty.get(updatedAt) || row[updatedAt] == null);
        if (!movesUpdatedAt && times.isEmpty()) {
            return;
        }
        Instant now = timestamps.now();
        if (movesUpdatedAt) {
            row[updatedAt] = sql.stored.written(updatedAt, now);
            dirty.set(updatedAt);
        }
        for (int column = times.nextSetBit(0); column >= 0; column = times.nextSetBit(column + 1)) {
            row[column] = sql.stored.written(column, now);
            dirty.set(column);
        }
    }

    private static @Nullable Object[] values(@Nullable Object[] row, BitSet dirty, Object[] key) {
        @Nullable Object[] values = new Object[dirty.cardinality() + key.length];
        int next = 0;
        for (int column = dirty.nextSetBit(0); column >= 0; column = dirty.nextSetBit(column + 1)) {
            values[next++] = row[column];
        }
        System.arraycopy(key, 0, values, next, key.length);
        return values;
    }

    private MissedWrite<E> missed(Session session, E record, Object[] bound) {
        return new MissedWrite<>(session, mapping, sql, snapshots, record, bound);
    }

    /** Mark a stored, live record as deleted; emits false, and takes over the mark, when it was already. */
    public Mono<Boolean> softDelete(Session session, E record) {
        if (!sql.declaredKey.suits(session)) {
            return sql.declaredKey.write(session, record, inner -> softDelete(inner, record));
        }
        if (mustRead(session)) {
            return DeclaredKey.inTransaction(session, record, inner -> softDelete(inner, record));
        }
        Instant now = (Instant)
                Objects.requireNonNull(sql.stored.written(mapping.indexOf(Role.DELETED_AT), timestamps.now()));
        Object[] key = keyAndVersion(record);
        Object[] values = new Object[key.length + 1];
        values[0] = now;
        System.arraycopy(key, 0, values, 1, key.length);
        return mark(session, record, writes(key).softDelete, values, key, now);
    }

    /** Take the deleted mark from a stored record; emits false when the row has none. */
    public Mono<Boolean> restore(Session session, E record) {
        if (!sql.declaredKey.suits(session)) {
            return sql.declaredKey.write(session, record, inner -> restore(inner, record));
        }
        if (mustRead(session)) {
            return DeclaredKey.inTransaction(session, record, inner -> restore(inner, record));
        }
        Object[] key = keyAndVersion(record);
        return mark(session, record, writes(key).restore, key, key, null);
    }

    private Mono<Boolean> mark(
            Session session,
            E record,
            RenderedSql statement,
            Object[] values,
            Object[] bound,
            @Nullable Instant deletedAt) {
        @Nullable Object[] row = RecordState.of(record).row();
        row[mapping.indexOf(Role.DELETED_AT)] = deletedAt;
        bumpVersion(row);
        WriteOfOneRow<Boolean> write = new WriteOfOneRow<>(session, mapping, sql, bound) {
            @Override
            Boolean written() {
                session.change(mapping, record, () -> mapping.adoptMark(record, row));
                return true;
            }

            @Override
            public Mono<Boolean> otherwise() {
                return alreadyMarked(session, record, bound, deletedAt != null);
            }
        };
        return run(session, record, statement, values, write);
    }

    /** At the same version there is no conflict: another writer did what was asked for, and the record follows. */
    private Mono<Boolean> alreadyMarked(Session session, E record, Object[] bound, boolean deleted) {
        MissedWrite<E> missed = missed(session, record, bound);
        return missed.row().switchIfEmpty(Mono.error(missed::gone)).flatMap(found -> {
            if ((found.deletedAt() != null) != deleted) {
                return missed.refused();
            }
            @Nullable Object[] row = RecordState.of(record).row();
            row[mapping.indexOf(Role.DELETED_AT)] = found.deletedAt();
            session.change(mapping, record, () -> mapping.adoptMarkOfOthers(record, row));
            return returns ? readGenerated(session, record).thenReturn(false) : Mono.just(false);
        });
    }

    /** Remove the row of a stored record, which is then new; emits false when an unversioned row was already gone. */
    public Mono<Boolean> hardDelete(Session session, E record) {
        if (!sql.declaredKey.suits(session)) {
            return sql.declaredKey.write(session, record, inner -> hardDelete(inner, record));
        }
        Object[] bound = keyAndVersion(record);
        return session.update(
                writes(bound).hardDelete, bound, underWay(record), new WriteOfOneRow<>(session, mapping, sql, bound) {
                    @Override
                    Boolean written() {
                        session.change(mapping, record, () -> mapping.forget(record));
                        return true;
                    }

                    @Override
                    public Mono<Boolean> otherwise() {
                        return alreadyGone(session, record, bound);
                    }
                });
    }

    private Mono<Boolean> alreadyGone(Session session, E record, Object[] bound) {
        MissedWrite<E> missed = missed(session, record, bound);
        if (mapping.has(Role.VERSION)) {
            return missed.explain();
        }
        return missed.row().flatMap(there -> missed.<Boolean>refused()).switchIfEmpty(Mono.fromSupplier(() -> {
            session.change(mapping, record, () -> mapping.forgetRemovedByOthers(record));
            return false;
        }));
    }

    private void bumpVersion(@Nullable Object[] row) {
        int version = mapping.indexOf(Role.VERSION);
        if (version >= 0) {
            row[version] = (Long) Objects.requireNonNull(row[version]) + 1;
        }
    }

    private void refuseChangedKey(E record, BitSet dirty) {
        for (int column : mapping.keyColumns()) {
            if (dirty.get(column)) {
                throw new RecordStateException("The key of " + mapping.describe(record)
                        + " was changed, and a stored record keeps its key; set it back, or save a new record");
            }
        }
    }

    private void refuseFixed(E record, BitSet dirty) {
        BitSet fixed = mapping.fixedColumns();
        if (!fixed.intersects(dirty)) {
            return;
        }
        int column = dirty.stream().filter(fixed::get).findFirst().orElseThrow();
        throw new RecordStateException(
                mapping.name() + "." + mapping.properties().get(column).name() + " of " + mapping.describe(record)
                        + " was changed, and its column is "
                        + (mapping.generatedColumns().get(column) ? "generated by the database" : "not updatable")
                        + "; reload() the record, or change what the database makes it of");
    }

    /** A creation time is made by the insert alone, so null cannot ask for another one later. */
    private void refuseMissingCreationTime(E record, BitSet dirty) {
        int column = mapping.indexOf(Role.CREATED_AT);
        if (column >= 0 && dirty.get(column) && mapping.value(record, column) == null) {
            throw new RecordStateException(
                    mapping.name() + "." + mapping.properties().get(column).name() + " of "
                            + mapping.describe(record)
                            + " was set to null, and a stored record keeps a creation time; set one, or reload() it");
        }
    }

    static <E extends Persistent> Object[] key(Mapping<E> mapping, E record) {
        int[] columns = mapping.keyColumns();
        Object[] key = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            key[i] = Objects.requireNonNull(RecordState.of(record).seen(columns[i]));
        }
        return key;
    }

    private Object[] keyAndVersion(E record) {
        Object[] key = key(mapping, record);
        if (!mapping.has(Role.VERSION)) {
            return key;
        }
        Object[] both = new Object[key.length + 1];
        System.arraycopy(key, 0, both, 0, key.length);
        both[key.length] = RecordState.of(record).lockVersion();
        return both;
    }

    /** Return the writes of a record whose key and version, if any, are bound. */
    private WriteSql writes(Object[] bound) {
        return sql.writes(mapping.has(Role.VERSION) ? (Long) bound[bound.length - 1] : 0);
    }

    private static Operation underWay(Persistent record) {
        return Objects.requireNonNull(RecordState.of(record).operation());
    }
}
