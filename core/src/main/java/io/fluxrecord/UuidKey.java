package io.fluxrecord;

import io.fluxrecord.internal.record.RecordState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a model a key of type {@link UUID}, made on the client before the insert and stored as the database's own uuid
 * type, in column {@code id}.
 *
 * <p>By default keys are of version 7 (RFC 9562, section 5.7): they sort by the time at which they were made, which
 * keeps indexes compact. Override {@link #generateId()} for another kind.
 *
 * @since 0.1
 */
public interface UuidKey {

    /** Return the key: null until a save begins, or the record is given one. */
    default @Nullable UUID getId() {
        return RecordState.of(this).id();
    }

    /**
     * Give a new record this key instead of a generated one; null asks for a fresh one at the next save. The key of a
     * stored record cannot change: {@code save()} refuses.
     */
    default void setId(@Nullable UUID id) {
        RecordState.of(this).id(id);
    }

    /**
     * Return the key of a new record that has none. Called when a save begins, before the first before-hook, on the
     * thread of the pipeline; it must not block. The key stays with the record, whatever becomes of the save, so that a
     * second try meets the row of a first one whose answer was lost.
     */
    default UUID generateId() {
        return TimeOrderedUuids.next();
    }
}
