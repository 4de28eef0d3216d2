package io.fluxrecord;

/**
 * Gives a model the times of its insert and of its last update, in columns {@code created_at} and {@code updated_at}:
 * {@link CreatedAt} and {@link UpdatedAt}, either of which can be had alone.
 *
 * <p>On insert both are the same instant. An update changes {@code updated_at} alone; a soft delete or restore changes
 * neither.
 *
 * @since 0.1
 */
public interface Timestamped extends CreatedAt, UpdatedAt {}
