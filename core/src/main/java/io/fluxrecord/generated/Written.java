package io.fluxrecord.generated;

/**
 * Which statements write a column, as {@link io.fluxrecord.annotation.Column} says it. What a statement leaves out, the
 * database makes, and it is read back.
 *
 * @since 0.1
 */
public enum Written {
    /** By inserts and updates. */
    ALWAYS(true, true),
    /** By inserts and updates; an insert leaves it out where the property is null. */
    UNLESS_NULL(true, true),
    /** By inserts, which leave it out where the property is null. */
    ONCE_UNLESS_NULL(true, false),
    /** By inserts. */
    ONCE(true, false),
    /** By updates. */
    LATER(false, true),
    /** By none; it is read back after an insert. */
    NEVER(false, false),
    /** By none; it is read back after each write. */
    GENERATED(false, false);

    private final boolean inserted;
    private final boolean updated;

    Written(boolean inserted, boolean updated) {
        this.inserted = inserted;
        this.updated = updated;
    }

    /** Return whether inserts write the column. */
    public boolean isInserted() {
        return inserted;
    }

    /** Return whether updates write the column. */
    public boolean isUpdated() {
        return updated;
    }

    /** Return whether an insert leaves the column out where the property is null. */
    public boolean isDefaulted() {
        return this == UNLESS_NULL || this == ONCE_UNLESS_NULL;
    }
}
