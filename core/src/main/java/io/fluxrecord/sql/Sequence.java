package io.fluxrecord.sql;

import org.jspecify.annotations.Nullable;

/**
 * A sequence by name.
 *
 * @param schema the schema, or null for the connection's own
 * @param name the name as it stands in the database
 * @param block how many values are fetched at a time
 */
public record Sequence(@Nullable String schema, String name, int block) {}
