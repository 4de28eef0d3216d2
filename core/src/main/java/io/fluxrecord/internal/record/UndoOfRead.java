package io.fluxrecord.internal.record;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * How to put a record back whose row is read again: with the row, its properties get the values that they had before.
 * Those that were set since stay.
 */
final class UndoOfRead<E extends Persistent> extends Undo<E> {

    /** Takes what properties hold as it is. */
    private static final Dialect AS_IT_IS = new Dialect() {

        @Override
        public String driver() {
            return "memory";
        }

        @Override
        public String columnType(Column column) {
            return column.type().name();
        }
    };

    private final @Nullable Object[] values;

    UndoOfRead(Mapping<E> mapping, E record, @Nullable Object identity) {
        super(mapping, record, identity);
        values = mapping.propertyValues(record);
    }

    @Override
    void putBack(E record) {
        mapping.refill(record, values, new RowReader(mapping.generated(), AS_IT_IS));
        super.putBack(record);
    }
}
