package io.fluxrecord.lifecycle;

/**
 * The events in the life of a record, in the order in which one operation fires them.
 *
 * <ul>
 *   <li>{@code save()}: {@link #BEFORE_SAVE}, {@link #BEFORE_INSERT} or {@link #BEFORE_UPDATE}, the statement,
 *       {@link #AFTER_INSERT} or {@link #AFTER_UPDATE}, {@link #AFTER_SAVE};
 *   <li>{@code delete()} and {@code hardDelete()}: {@link #BEFORE_DELETE}, the statement, {@link #AFTER_DELETE};
 *   <li>{@code restore()}: {@link #BEFORE_RESTORE}, the statement, {@link #AFTER_RESTORE};
 *   <li>then, when the surrounding transaction ends, {@link #AFTER_COMMIT} or {@link #AFTER_ROLLBACK}, once per
 *       operation.
 *   <li>{@code find}, {@code findAll}, queries, {@code reload()}, {@code lock()}: {@link #AFTER_LOAD}, once for each
 *       record that was read.
 * </ul>
 *
 * <p>For each event the overridden method of the record runs first, then the hooks of its mixins in the order of their
 * declaration, then listeners in the order in which they were added, one after another.
 *
 * @since 0.1
 */
public enum Lifecycle {
    BEFORE_SAVE,
    BEFORE_INSERT,
    BEFORE_UPDATE,
    AFTER_INSERT,
    AFTER_UPDATE,
    AFTER_SAVE,
    BEFORE_DELETE,
    AFTER_DELETE,
    BEFORE_RESTORE,
    AFTER_RESTORE,
    AFTER_COMMIT,
    AFTER_ROLLBACK,
    AFTER_LOAD
}
