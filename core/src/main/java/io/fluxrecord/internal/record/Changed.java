package io.fluxrecord.internal.record;

import org.jspecify.annotations.Nullable;

/**
 * A column that was changed, and the values of its property before and after. Not for applications.
 *
 * @since 0.1
 */
public record Changed(
        int column, @Nullable Object before, @Nullable Object after) {}
