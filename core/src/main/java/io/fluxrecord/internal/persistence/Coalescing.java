package io.fluxrecord.internal.persistence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which concurrent operations are batched into one statement, and how long one of them is queued at most.
 *
 * @param finds for finds by key, or null for never
 * @param inserts for inserts of one record, or null for never
 */
public record Coalescing(@Nullable Duration finds, @Nullable Duration inserts) {}
