package io.fluxrecord.lifecycle;

/**
 * Which operation of a record a listener is called for.
 *
 * @since 0.1
 */
public enum OperationKind {
    /** The record was new: {@code save()}, {@code insert()}, {@code insertAll(…)}. */
    INSERT,
    /** The record was stored: {@code save()}, {@code update()}, {@code touch()}. */
    UPDATE,
    /** {@code delete()}, which marks a soft-deletable record and removes the row of any other. */
    DELETE,
    /** {@code hardDelete()}. */
    HARD_DELETE,
    /** {@code restore()}. */
    RESTORE,
    /** The record was read: a query, {@code find}, {@code findAll}, {@code reload()}, {@code lock()}. */
    LOAD
}
