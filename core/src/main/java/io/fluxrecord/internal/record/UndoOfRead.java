package io.fluxrecord.internal.record;

import org.jspecify.annotations.Nullable;

/**
 * How to put a record back whose row is read again: with the row, its properties get the values that they had before.
 * Those that were set since stay.
 */
final class UndoOfRead<E extends Persistent> extends Undo<E> {

    private final @Nullable Object[] values;

    UndoOfRead(Mapping<E> mapping, E record, @Nullable Object identity) {
        super(mapping, record, identity);
        values = HeldProperties.of(mapping, record);
    }

    @Override
    void putBack(E record) {
        HeldProperties.refill(mapping, record, values);
        super.putBack(record);
    }
}
