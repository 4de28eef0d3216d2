package io.fluxrecord.sql;

import org.jspecify.annotations.Nullable;

/**
 * A table by name.
 *
 * @param schema the schema, or null for the connection's own
 * @param name the name as it stands in the database
 */
public record Table(@Nullable String schema, String name) implements From.Source {}
