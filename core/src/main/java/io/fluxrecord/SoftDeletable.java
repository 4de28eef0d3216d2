package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gives a model a mark of deletion, in column {@code deleted_at}: {@code delete()} sets it, {@link #restore()} takes it
 * away, and reads leave marked rows out unless a query says {@link Query#includeDeleted()} or
 * {@link Query#onlyDeleted()}.
 *
 * @since 0.1
 */
public interface SoftDeletable {

    /** Return when the record was deleted; null while it is live. UTC, of the database's clock. */
    default @Nullable Instant getDeletedAt() {
        return RecordState.of(this).deletedAt();
    }

    /** Return whether the record was deleted, as far as it knows. */
    default boolean deleted() {
        return getDeletedAt() != null;
    }

    /**
     * Take the mark of deletion away, and nothing else but raise the version: unsaved changes are not written.
     *
     * <p>Nothing happens until the {@code Mono} is subscribed to. It emits true, or false when there was nothing to do:
     * the record is new or live (no statement, no events), a hook stopped it, or another writer had restored the
     * unversioned row.
     *
     * <p>Signals {@link io.fluxrecord.error.RecordNotFoundException} if the row is gone, and
     * {@link io.fluxrecord.error.VersionConflictException} if the model is versioned and another writer was first.
     */
    @CheckReturnValue
    default Mono<Boolean> restore() {
        return ActiveRecord.restore(this);
    }
}
