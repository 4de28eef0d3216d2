package io.fluxrecord.internal.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stands with the database: whether its row exists, the values of the row as last seen, and the values
 * of mixin columns, for which the model has no fields. Mixins read it; generated code and Fluxrecord itself write it,
 * only after a statement has succeeded. Not for applications, and like the record itself not for several threads at
 * once.
 *
 * @since 0.1
 */
public final class RecordState {

    private static final @Nullable Object[] NONE = {};

    /** Stands in for where the row was read: it was removed since, and is kept to tell what the record held. */
    private static final Provenance REMOVED = () -> false;

    /** The same for a record that is new, but whose row may be there: the answer to its INSERT was lost. */
    private static final Provenance UNANSWERED = () -> false;

    private static final AtomicReferenceFieldUpdater<RecordState, @Nullable Operation> OPERATION =
            AtomicReferenceFieldUpdater.newUpdater(RecordState.class, Operation.class, "operation");

    private static final Image BLANK = new Image(new RecordState());

    private volatile @Nullable Operation operation;
    private @Nullable Object[] row = NONE;
    private @Nullable RowChange change;
    private @Nullable Provenance provenance;
    private @Nullable Object id; // Or what was set by hand, as are the times.
    private long version;
    private @Nullable Object createdAt;
    private @Nullable Object updatedAt;
    private @Nullable Instant deletedAt;
    private @Nullable Object[] attributes = NONE;

    RecordState() {}

    /** A value that was set by hand, be it the one that the row has, until a write has stored it. */
    private record ByHand(Object value) {}

    private static @Nullable Object byHand(@Nullable Object value) {
        return value == null ? null : new ByHand(value);
    }

    private static @Nullable Object value(@Nullable Object held) {
        return held instanceof ByHand byHand ? byHand.value : held;
    }

    /** Return the state of a record. */
    public static RecordState of(Object record) {
        if (record instanceof Persistent persistent) {
            return persistent.state;
        }
        throw new IllegalArgumentException(
                record.getClass().getName() + " implements a mixin but does not extend ActiveRecord");
    }

    /** Return the operation that is under way on the record, or null. */
    public @Nullable Operation operation() {
        return operation;
    }

    /** Begin an operation if the one under way still is the expected one, or none; return whether it was. */
    public boolean begin(@Nullable Operation expected, Operation next) {
        if (!OPERATION.compareAndSet(this, expected, next)) {
            return false;
        }
        if (next.isOfOne()) {
            next.beganAfter(change);
            change = null;
        }
        return true;
    }

    void end(Operation over) {
        if (operation != over) {
            return;
        }
        RowChange around = over.changeBefore();
        if (over.isNested() && around != null) { // What this one has changed is a part of that.
            change = change == null ? around : new RowChange(around.before, change.after);
        }
        OPERATION.compareAndSet(this, over, over.around());
    }

    /** Return what the last operation has done to the row; null if that is nothing. */
    public @Nullable RowChange change() {
        return change;
    }

    /** Show another change than the last one, as an ending does that comes after further operations. */
    public void show(@Nullable RowChange change) {
        this.change = change;
    }

    /** Return what a rollback of the operation that is under way goes back to, be it that it has written already. */
    private @Nullable RowChange changeBeforeOperation() {
        Operation current = operation;
        return change == null && current != null ? current.changeBefore() : change;
    }

    /** Remember what a write has done to the row, for those who ask what was changed. */
    private void wrote(@Nullable Object[] row) {
        Operation current = operation;
        boolean ofMany = current != null && !current.isOfOne(); // It has not told when it began.
        RowChange earlier = ofMany ? null : change;
        @Nullable Object[] before = stored() ? this.row : NONE;
        change = new RowChange(earlier == null ? before : earlier.before, row);
    }

    /** Return whether the record's row exists, as far as the record knows. */
    public boolean stored() {
        return row.length > 0 && provenance != REMOVED && provenance != UNANSWERED;
    }

    /** Let a record that is new remember that its row may be there, as nothing has answered its INSERT or COMMIT. */
    void insertUnanswered() {
        if (!stored()) {
            provenance = UNANSWERED;
        }
    }

    /** Return whether this is a new record whose row may be there, the answer to its INSERT having been lost. */
    public boolean isInsertUnanswered() {
        return provenance == UNANSWERED;
    }

    /** Return whether a row was ever seen; after a hard delete it still is, and tells what the record held. */
    public boolean seen() {
        return row.length > 0;
    }

    /** Return the value of a column as last seen in the row; null before that. */
    public @Nullable Object seen(int column) {
        return row.length == 0 ? null : row[column];
    }

    /** Return a copy of the row as last seen. */
    public @Nullable Object[] row() {
        return row.clone();
    }

    public @Nullable UUID id() {
        return (UUID) value(id);
    }

    public void id(@Nullable UUID id) {
        this.id = byHand(id);
    }

    void madeId(UUID id) {
        this.id = id;
    }

    boolean isIdByHand() {
        return id instanceof ByHand;
    }

    public long version() {
        return version;
    }

    /** Return the version that the row must have for this record to change it; one that no row has if it never was. */
    public long lockVersion() {
        return provenance != null && provenance.isRolledBack() ? -1 : version;
    }

    public @Nullable Instant createdAt() {
        return (Instant) value(createdAt);
    }

    public void createdAt(@Nullable Instant createdAt) {
        this.createdAt = byHand(createdAt);
    }

    /** Return whether the creation time was set by hand since the record was last written or read. */
    public boolean isCreatedByHand() {
        return createdAt instanceof ByHand;
    }

    public @Nullable Instant updatedAt() {
        return (Instant) value(updatedAt);
    }

    public void updatedAt(@Nullable Instant updatedAt) {
        this.updatedAt = byHand(updatedAt);
    }

    /** Return whether the update time was set by hand since the record was last written or read. */
    public boolean isUpdatedByHand() {
        return updatedAt instanceof ByHand;
    }

    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    /** Take over a row that was written by this record. */
    void adoptWritten(Mapping<?> mapping, @Nullable Object[] row, int[] mixinColumns) {
        wrote(row);
        adopt(mapping, row, mixinColumns, null);
    }

    /** Take over the row as it now is in the database, and from it the values of some mixin columns. */
    void adopt(Mapping<?> mapping, @Nullable Object[] row, int[] mixinColumns, @Nullable Provenance provenance) {
        this.row = row;
        this.provenance = provenance;
        for (int column : mixinColumns) {
            Object value = row[column];
            switch (mapping.role(column)) {
                case UUID_KEY -> id = value;
                case VERSION -> {
                    if (value == null) { // The row is older than the column.
                        row[column] = 0L;
                    }
                    version = value == null ? 0 : (Long) value;
                }
                case CREATED_AT -> createdAt = value;
                case UPDATED_AT -> updatedAt = value;
                case DELETED_AT -> deletedAt = (Instant) value;
                case KEY, IDENTITY, PLAIN -> {}
            }
        }
    }

    /** Let what was set by hand to the value that the row has be a value like others; columns are -1 where none is. */
    void release(int idColumn, int createdColumn, int updatedColumn) {
        id = released(id, idColumn);
        createdAt = released(createdAt, createdColumn);
        updatedAt = released(updatedAt, updatedColumn);
    }

    private @Nullable Object released(@Nullable Object held, int column) {
        return held instanceof ByHand byHand && byHand.value.equals(seen(column)) ? byHand.value : held;
    }

    /** Make the record a new one again, its row being gone. The key stays readable until the next save replaces it. */
    void forget(boolean removed) {
        if (removed) {
            wrote(NONE);
        }
        provenance = REMOVED;
        version = 0;
        deletedAt = null;
    }

    /** Return a snapshot of all that an operation may change, to restore when the transaction rolls back. */
    Image image() {
        return new Image(this);
    }

    void restore(Image image) {
        row = image.row;
        change = image.change;
        provenance = image.provenance;
        id = image.id;
        version = image.version;
        createdAt = image.createdAt;
        updatedAt = image.updatedAt;
        deletedAt = image.deletedAt;
    }

    /**
     * Return whether this is a new record that has nothing but a key, so that no snapshot is needed to go back to it.
     */
    boolean isBlank() {
        return row.length == 0
                && provenance == null
                && changeBeforeOperation() == null
                && version == 0
                && createdAt == null
                && updatedAt == null
                && deletedAt == null;
    }

    /** Go back to what was {@linkplain #isBlank() blank}. */
    void restoreBlank(@Nullable UUID id) {
        restore(BLANK);
        this.id = id;
    }

    /**
     * Return the value of a mixin's attribute. Attributes are few, so a flat array of pairs is smaller and no slower
     * than a map.
     */
    public @Nullable Object attribute(Object attribute) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i] == attribute) {
                return attributes[i + 1];
            }
        }
        return null;
    }

    public void attribute(Object attribute, @Nullable Object value) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i] == attribute) {
                attributes[i + 1] = value;
                return;
            }
        }
        attributes = Arrays.copyOf(attributes, attributes.length + 2);
        attributes[attributes.length - 2] = attribute;
        attributes[attributes.length - 1] = value;
    }

    @Override
    public String toString() {
        if (provenance == UNANSWERED) {
            return "unanswered";
        }
        return stored() ? "stored" : row.length == 0 ? "new" : "erased";
    }

    /** What an operation may change, as it was. */
    static final class Image {

        private final @Nullable Object[] row;
        private final @Nullable RowChange change;
        private final @Nullable Provenance provenance;
        private final @Nullable Object id;
        private final long version;
        private final @Nullable Object createdAt;
        private final @Nullable Object updatedAt;
        private final @Nullable Instant deletedAt;

        private Image(RecordState state) {
            row = state.row;
            change = state.changeBeforeOperation();
            provenance = state.provenance;
            id = state.id;
            version = state.version;
            createdAt = state.createdAt;
            updatedAt = state.updatedAt;
            deletedAt = state.deletedAt;
        }
    }
}
