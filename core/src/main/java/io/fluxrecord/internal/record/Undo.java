package io.fluxrecord.internal.record;

import io.fluxrecord.generated.Role;
import java.lang.ref.WeakReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to put a record back into the state that it had before a statement of a transaction. Not for applications.
 *
 * <p>A large transaction makes many of these, so each is small: it does not keep a record in memory that is not
 * reachable otherwise, and of a record that was new it keeps no more than the key.
 *
 * @since 0.1
 */
public sealed class Undo<E extends Persistent> extends WeakReference<E> permits UndoOfRead {

    final Mapping<E> mapping;

    /** The identity or UUID key, whichever the model has. */
    private final @Nullable Object key;

    /** Null where the record was new. */
    private final RecordState.@Nullable Image image;

    Undo(Mapping<E> mapping, E record, @Nullable Object identity) {
        super(record);
        this.mapping = mapping;
        RecordState state = record.state;
        key = mapping.has(Role.IDENTITY) ? identity : state.id();
        image = state.isBlank() ? null : state.image();
    }

    /** Put the record back, whose row may be there if the answer to the COMMIT was lost. */
    public final void run(boolean unanswered) {
        E record = get();
        if (record == null) {
            return;
        }
        putBack(record);
        if (unanswered) {
            record.state.insertUnanswered();
        }
    }

    /** Put the record back, as it is still reachable. */
    void putBack(E record) {
        if (mapping.has(Role.IDENTITY)) {
            mapping.generated().setIdentity(record, key);
        }
        if (image != null) {
            record.state.restore(image);
        } else {
            record.state.restoreBlank(mapping.has(Role.UUID_KEY) ? (UUID) key : null);
        }
    }

    /** Return the state of the record, or null if that is no longer reachable. */
    public final @Nullable RecordState state() {
        E record = get();
        return record == null ? null : record.state;
    }
}
