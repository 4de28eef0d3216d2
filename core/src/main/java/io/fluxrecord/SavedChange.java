package io.fluxrecord;

import org.jspecify.annotations.Nullable;

/**
 * What an operation has changed in one property of a record. Arrays and other values that can be changed in place are
 * copies.
 *
 * @param before the value in the row before the operation; null also where there was no row
 * @param after the value in the row after it; null also where the row was removed
 * @param <V> the type of the property
 * @since 0.1
 */
public record SavedChange<V>(@Nullable V before, @Nullable V after) {}
