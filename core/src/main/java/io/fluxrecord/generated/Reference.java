package io.fluxrecord.generated;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of another record: what a row holds of it, or the record itself, whose key is then read where it is wanted,
 * since the database may yet make it or take it back. Parts of the key are as they are bound. Called by generated code.
 * Like the record that it is a property of, it is not for several threads at once.
 *
 * @since 0.1
 */
public abstract class Reference {

    private static final @Nullable Object[] NONE = {};

    private @Nullable Object record;
    private @Nullable Object[] parts = NONE;

    protected Reference() {}

    /** Return the parts of the key that a record has now; none where it has no key yet. */
    protected abstract @Nullable Object[] keyOf(Object record);

    /** Refer to a record, or to none. */
    protected final void refer(@Nullable Object other) {
        record = other;
        parts = NONE;
    }

    /** Return the parts of the key as they are now; none where there is no key. */
    protected final @Nullable Object[] parts() {
        return record == null ? parts : keyOf(record);
    }

    /** Return a part of the key as it is now; null where there is none. */
    public final @Nullable Object part(int index) {
        @Nullable Object[] now = parts();
        return index < now.length ? now[index] : null;
    }

    /** Set a part of the key to what a row holds, and let go of a record that has another key. */
    public final void part(int index, @Nullable Object stored) {
        if (Objects.deepEquals(part(index), stored)) {
            return;
        }
        @Nullable Object[] changed = Arrays.copyOf(parts(), Math.max(parts().length, index + 1));
        changed[index] = stored;
        record = null;
        parts = changed;
    }

    /** Set all parts of the key to what a row holds, and let go of a record that has another key. */
    public final void fill(@Nullable Object... stored) {
        if (record != null && Arrays.deepEquals(keyOf(record), stored)) {
            return;
        }
        record = null;
        parts = stored.clone();
    }

    /** Return whether this refers to a record that has no key yet, so that it cannot be stored. */
    public final boolean isPending() {
        return record != null && keyOf(record).length == 0;
    }

    /** Return what this refers to, to be put back. */
    public final Image image() {
        return new Image(record, parts);
    }

    /** Refer to what an image has. */
    public final void restore(Image image) {
        record = image.record;
        parts = image.parts;
    }

    /** What a reference referred to. Immutable. */
    public static final class Image {

        private final @Nullable Object record;
        private final @Nullable Object[] parts;

        private Image(@Nullable Object record, @Nullable Object[] parts) {
            this.record = record;
            this.parts = parts;
        }
    }
}
