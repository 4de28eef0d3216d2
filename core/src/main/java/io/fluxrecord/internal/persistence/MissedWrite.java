package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.FluxrecordException;
import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds out why a write matched no row, which is never silence. What the row holds now is compared with what was bound:
 * the record may have been changed in the meantime.
 */
final class MissedWrite<E extends Persistent> {

    private final Session session;
    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final E record;
    private final Object[] key;
    private final boolean snapshots;
    private final boolean versioned;
    private final long boundVersion;
    private final long version;

    /**
     * Describe a write that matched no row.
     *
     * @param snapshots whether a query in a transaction may show an older state than the write has gone by
     * @param bound the key, and the version if there is one, that the row was to have
     */
    MissedWrite(Session session, Mapping<E> mapping, ModelSql sql, boolean snapshots, E record, Object[] bound) {
        this.session = session;
        this.mapping = mapping;
        this.sql = sql;
        this.snapshots = snapshots;
        this.record = record;
        versioned = mapping.has(Role.VERSION);
        key = versioned ? Arrays.copyOf(bound, bound.length - 1) : bound;
        boundVersion = versioned ? (Long) bound[bound.length - 1] : 0;
        version = RecordState.of(record).version();
    }

    /** Signal why: a conflict, a row that is gone, or a refusal by the database. */
    <T> Mono<T> explain() {
        return row().switchIfEmpty(Mono.error(this::gone)).flatMap(row -> refused());
    }

    /**
     * Emit the row if it is there and at the version that was bound, or nothing if it is gone. Signals a conflict if it
     * is at another version.
     */
    Mono<FoundRow> row() {
        return read(sql.fate).flatMap(row -> isAsBound(row) ? asItIsNow(row) : Mono.error(conflict(row)));
    }

    /** A row that is as the write expected it may be of an old snapshot; a lock reads it as it is now. */
    private Mono<FoundRow> asItIsNow(FoundRow row) {
        return snapshots && session instanceof Transaction
                ? read(sql.fateLocking()).flatMap(now -> isAsBound(now) ? Mono.just(now) : Mono.error(conflict(now)))
                : Mono.just(row);
    }

    /** Signal that the database has refused the write of a row that is there. */
    <T> Mono<T> refused() {
        return Mono.error(new WriteRefusedException("The database did not write " + mapping.describe(record)
                + ", though its row is there as expected: a trigger, rule or row-level policy keeps it from being changed."
                + " Trying again does not help"));
    }

    private Mono<FoundRow> read(RenderedSql lookUp) {
        return session.queryOne(lookUp, key, null, OneRow.of(mapping, key, this::found));
    }

    private FoundRow found(Row row) {
        Long found = versioned ? sql.fateRow.bigint(row, 0) : null;
        Instant deletedAt = mapping.has(Role.DELETED_AT) ? sql.fateRow.instant(row, versioned ? 1 : 0) : null;
        return new FoundRow(found == null ? 0 : found, deletedAt);
    }

    /** What a row holds that decides about writes. */
    record FoundRow(long version, @Nullable Instant deletedAt) {}

    private boolean isAsBound(FoundRow row) {
        return !versioned || row.version == boundVersion;
    }

    private VersionConflictException conflict(FoundRow row) {
        Object named = mapping.key(record);
        Reason reason = row.deletedAt == null ? Reason.STALE : Reason.DELETED;
        OptionalLong actual = OptionalLong.of(row.version);
        return boundVersion == version
                ? new VersionConflictException(record, mapping.name(), named, version, reason, actual)
                : VersionConflictException.afterRollback(record, mapping.name(), named, version, reason, actual);
    }

    FluxrecordException gone() {
        if (versioned) {
            return new VersionConflictException(
                    record, mapping.name(), mapping.key(record), version, Reason.GONE, OptionalLong.empty());
        }
        return goneWithoutVersion(mapping, record);
    }

    static <E extends Persistent> RecordNotFoundException goneWithoutVersion(Mapping<E> mapping, E record) {
        return new RecordNotFoundException(
                mapping.describe(record)
                        + " no longer has a row: it was removed elsewhere. insert() writes it again as a new one after hardDelete()");
    }
}
