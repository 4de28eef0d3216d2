package io.fluxrecord;

import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives a model the time of its insert, in column {@code created_at}: for rows that are written once, such as those of
 * a log.
 *
 * <p>A time is a UTC instant of the database's {@link DatabaseBuilder#clock clock}, cut to the precision of the column
 * (microseconds by default, see {@link io.fluxrecord.annotation.ColumnName#secondPrecision()}), so that memory equals
 * the row. Updates, soft deletes and restores do not change it. {@link Timestamped} has the time of the last update,
 * too.
 *
 * @since 0.1
 */
public interface CreatedAt {

    /** Return when the row was inserted; null for a new record. */
    default @Nullable Instant getCreatedAt() {
        return RecordState.of(this).createdAt();
    }

    /**
     * Set the creation time by hand; the next save writes it. Null leaves it to the insert of a new record; a stored
     * record keeps a time, and its {@code save()} signals {@link io.fluxrecord.error.RecordStateException}.
     */
    default void setCreatedAt(@Nullable Instant createdAt) {
        RecordState.of(this).createdAt(createdAt);
    }
}
