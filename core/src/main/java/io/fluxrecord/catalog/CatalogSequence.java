package io.fluxrecord.catalog;

/**
 * A sequence.
 *
 * @since 0.1
 */
public record CatalogSequence(String schema, String name) {}
