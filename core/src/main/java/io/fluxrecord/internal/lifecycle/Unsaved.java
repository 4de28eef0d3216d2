package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a record holds that is not saved as a touch begins, which leaves it so. */
final class Unsaved<E extends Persistent> {

    private final Mapping<E> mapping;
    private final E record;
    private final BitSet columns;
    private final @Nullable Object[] values;

    Unsaved(Mapping<E> mapping, E record, BitSet dirty) {
        this.mapping = mapping;
        this.record = record;
        columns = (BitSet) dirty.clone();
        values = new Object[columns.length()];
        for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
            values[column] = mapping.frozenValue(record, column);
        }
    }

    /** Return the columns that a hook has changed since, of those that are dirty now; a key is always among them. */
    BitSet changedSince(BitSet dirty) {
        BitSet changed = (BitSet) dirty.clone();
        for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
            boolean same = Objects.deepEquals(values[column], mapping.value(record, column));
            if (same && !mapping.role(column).isKey()) {
                changed.clear(column);
            }
        }
        return changed;
    }
}
