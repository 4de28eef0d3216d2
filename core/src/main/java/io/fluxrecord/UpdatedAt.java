package io.fluxrecord;

import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives a model the time of its last update, in column {@code updated_at}.
 *
 * <p>A time is a UTC instant of the database's {@link DatabaseBuilder#clock clock}, cut to the precision of the column
 * (microseconds by default, see {@link io.fluxrecord.annotation.ColumnName#secondPrecision()}), so that memory equals
 * the row. The insert sets it, and every update, {@code touch()} and bulk update moves it, but for a bulk update that
 * is to {@linkplain Query#keepUpdatedAt() keep} it; soft deletes and restores do not. {@link Timestamped} has the time
 * of the insert, too.
 *
 * @since 0.1
 */
public interface UpdatedAt {

    /** Return when the row was inserted or last updated; null for a new record. */
    default @Nullable Instant getUpdatedAt() {
        return RecordState.of(this).updatedAt();
    }

    /**
     * Set the update time by hand; the next save writes it, the one after that the clock's again. That is so for the
     * time that it has already, too: {@code setUpdatedAt(getUpdatedAt())} keeps it for the next save, and is no change
     * by itself; a save that has nothing to write, a delete or a restore ends that. Null asks for the clock's.
     */
    default void setUpdatedAt(@Nullable Instant updatedAt) {
        RecordState.of(this).updatedAt(updatedAt);
    }
}
