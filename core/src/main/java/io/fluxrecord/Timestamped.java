package io.fluxrecord;

import io.fluxrecord.mapping.RecordState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives a model the times of its insert and of its last update, in columns {@code created_at} and {@code updated_at}.
 *
 * <p>Times are UTC instants of the database's {@link Database.Builder#clock clock}, cut to the precision of the column
 * (microseconds by default, see {@link io.fluxrecord.annotation.ColumnName#secondPrecision()}), so that memory equals
 * the row. On insert both are the same instant. An update changes {@code updated_at} alone; a soft delete or restore
 * changes neither.
 *
 * @since 0.1
 */
public interface Timestamped {

    /** Return when the row was inserted; null for a new record. */
    default @Nullable Instant getCreatedAt() {
        return RecordState.of(this).createdAt();
    }

    /** Set the creation time by hand; the next save writes it. */
    default void setCreatedAt(@Nullable Instant createdAt) {
        RecordState.of(this).createdAt(createdAt);
    }

    /** Return when the row was inserted or last updated; null for a new record. */
    default @Nullable Instant getUpdatedAt() {
        return RecordState.of(this).updatedAt();
    }

    /**
     * Set the update time by hand; the next save writes it, the one after that the clock's again. That is so for the
     * time that it has already, too: {@code setUpdatedAt(getUpdatedAt())} keeps it for the next save, and is no change
     * by itself.
     */
    default void setUpdatedAt(@Nullable Instant updatedAt) {
        RecordState.of(this).updatedAt(updatedAt);
    }
}
