package io.fluxrecord.generated;

/**
 * What Fluxrecord does with a column beside storing it.
 *
 * @since 0.1
 */
public enum Role {
    /** A key that the application sets. */
    KEY,
    /** A key that the database generates, or a sequence of it, when it is not set. */
    IDENTITY,
    /** The key of {@link io.fluxrecord.UuidKey}. */
    UUID_KEY,
    /** The version of {@link io.fluxrecord.Versioned}. */
    VERSION,
    /** The creation time of {@link io.fluxrecord.CreatedAt}. */
    CREATED_AT,
    /** The time of the last update of {@link io.fluxrecord.UpdatedAt}. */
    UPDATED_AT,
    /** The time of the deletion of {@link io.fluxrecord.SoftDeletable}. */
    DELETED_AT,
    /** Nothing more. */
    PLAIN;

    /** Return whether the column is part of the key. */
    public boolean isKey() {
        return this == KEY || this == IDENTITY || this == UUID_KEY;
    }
}
