package io.fluxrecord;

import io.fluxrecord.mapping.RecordState;
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

    /** Return the key: null until the record is saved or given one. */
    default @Nullable UUID getId() {
        return RecordState.of(this).id();
    }

    /**
     * Give a new record this key instead of a generated one. The key of a stored record cannot change: {@code save()}
     * refuses.
     */
    default void setId(@Nullable UUID id) {
        RecordState.of(this).id(id);
    }

    /**
     * Return the key of a new record that was given none. Called once per save, after the before-hooks, on the thread
     * of the pipeline; it must not block.
     */
    default UUID generateId() {
        return TimeOrderedUuids.next();
    }
}
