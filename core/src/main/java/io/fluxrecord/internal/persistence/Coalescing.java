package io.fluxrecord.internal.persistence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which operations that meet may go together in one statement, and how long one of them waits at most for others to
 * come.
 *
 * @param finds for finds by key, or null for never
 * @param inserts for inserts of one record, or null for never
 */
public record Coalescing(@Nullable Duration finds, @Nullable Duration inserts) {}
