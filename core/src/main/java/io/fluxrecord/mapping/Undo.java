package io.fluxrecord.mapping;

import org.jspecify.annotations.Nullable;

/**
 * How to put a record back into the state that it had before a statement of a transaction. Not for applications.
 *
 * @since 0.1
 */
public final class Undo<E extends Persistent> {

    private final Mapping<E> mapping;
    private final E record;
    private final @Nullable Object identity;
    private final RecordState.Image image;

    Undo(Mapping<E> mapping, E record, @Nullable Object identity) {
        this.mapping = mapping;
        this.record = record;
        this.identity = identity;
        image = record.state.image();
    }

    /** Put the record back. */
    public void run() {
        if (mapping.has(Role.IDENTITY)) {
            mapping.setIdentity(record, identity);
        }
        record.state.restore(image);
    }

    /** Return the state of the record. */
    public RecordState state() {
        return record.state;
    }
}
