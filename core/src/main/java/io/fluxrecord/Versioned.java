package io.fluxrecord;

import io.fluxrecord.internal.record.RecordState;

/**
 * Gives a model optimistic locking, by a number in column {@code version}.
 *
 * <p>Every update, soft delete and restore of the record is a statement that raises the version and only matches the
 * row at the version that the record was loaded with; a hard delete matches it likewise. When another writer was first,
 * it matches nothing, and the operation signals {@link io.fluxrecord.error.VersionConflictException}. Bulk updates
 * raise the version of every row that they touch.
 *
 * <p>A version that is null in the database, as in rows that are older than the column, counts as 0.
 *
 * @since 0.1
 */
public interface Versioned {

    /** Return the version of the row as last seen: 1 after the insert, 0 for a new record. */
    default long getVersion() {
        return RecordState.of(this).version();
    }
}
