package io.fluxrecord.internal.record;

import org.jspecify.annotations.Nullable;

/**
 * What an operation has done to the row of a record. Not for applications. Immutable.
 *
 * @since 0.1
 */
public final class RowChange {

    /** The row before, empty where there was none. */
    final @Nullable Object[] before;

    /** The row as the operation has left it, empty where it has removed it. */
    final @Nullable Object[] after;

    RowChange(@Nullable Object[] before, @Nullable Object[] after) {
        this.before = before;
        this.after = after;
    }
}
