package io.fluxrecord.internal.record;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.sql.Column;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the properties of a record hold, those aside of which its state does, as it is bound. */
final class HeldProperties {

    private static final Logger log = LoggerFactory.getLogger(HeldProperties.class);

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

    private HeldProperties() {}

    /** Return what the properties of a record hold, null for those of which its state does. */
    static <E extends Persistent> @Nullable Object[] of(Mapping<E> mapping, E record) {
        @Nullable Object[] values = new Object[mapping.columns().size()];
        for (int column = 0; column < values.length; column++) {
            if (mapping.isProperty(column)) {
                values[column] = mapping.frozenValue(record, column);
            }
        }
        return values;
    }

    /** Let the properties of some columns hold what the row does, but for those that do not hold what is given. */
    static <E extends Persistent> void show(Mapping<E> mapping, E record, BitSet columns, @Nullable Object[] given) {
        @Nullable Object[] values = of(mapping, record);
        boolean shown = false;
        for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
            if (mapping.isProperty(column) && SqlEquality.isSame(values[column], given[column])) {
                values[column] = record.state.seen(column);
                shown = true;
            }
        }
        if (shown) {
            fill(mapping, record, values);
        }
    }

    /**
     * Set the properties that hold what the record's row does to other values, and leave those that were set since;
     * return these.
     */
    static <E extends Persistent> BitSet refill(Mapping<E> mapping, E record, @Nullable Object[] values) {
        BitSet changed = new BitSet();
        for (int column = 0; column < values.length; column++) {
            if (mapping.isProperty(column) && mapping.isDirty(record, column)) {
                changed.set(column);
                values[column] = mapping.frozenValue(record, column);
            }
        }
        try {
            fill(mapping, record, values);
        } catch (MappingException e) {
            // A setter that refuses what its property had must not keep a transaction from being rolled back.
            log.warn("A record cannot be put back after a rollback, reload() it: {}", e.getMessage());
        }
        return changed;
    }

    private static <E extends Persistent> void fill(Mapping<E> mapping, E record, @Nullable Object[] values) {
        mapping.generated().fill(record, new HeldRow(values), new RowReader(mapping.generated(), AS_IT_IS));
    }
}
