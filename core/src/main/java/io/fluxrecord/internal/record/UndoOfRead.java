package io.fluxrecord.internal.record;

import io.fluxrecord.generated.Reference;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to put a record back whose row is read again: with the row, its properties get the values that they had before.
 * Those that were set since stay.
 */
final class UndoOfRead<E extends Persistent> extends Undo<E> {

    private final @Nullable Object[] values;
    private final List<Reference.Image> references;

    UndoOfRead(Mapping<E> mapping, E record, @Nullable Object identity) {
        super(mapping, record, identity);
        values = HeldProperties.of(mapping, record);
        references = mapping.relations().images(record);
    }

    @Override
    void putBack(E record) {
        BitSet changed = HeldProperties.refill(mapping, record, values);
        mapping.relations().restore(record, references, changed);
        super.putBack(record);
    }
}
