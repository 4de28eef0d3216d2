package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.Written;
import io.fluxrecord.internal.persistence.StoredValues.Rounded;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row that a new record becomes. A key or timestamp set by hand is kept; one that is left over from a row that was
 * removed is not: the record starts afresh.
 */
final class RowOfInsert<E extends Persistent> {

    private static final BitSet NOTHING_LEFT = new BitSet(); // Never changed.
    private static final int[] NO_COLUMNS = {};
    private static final Object[] NONE = {};

    private final Mapping<E> mapping;
    private final E record;
    private final Instant now;
    private final @Nullable Object[] values;
    private final List<Rounded> rounded;
    private final BitSet left;
    private @Nullable Object[] given = NONE;

    RowOfInsert(Mapping<E> mapping, E record, StoredValues stored, Instant now) {
        this.mapping = mapping;
        this.record = record;
        this.now = now;
        values = new Object[mapping.columns().size()];
        left = mapping.leavesColumnsOut() ? leftOut() : NOTHING_LEFT;
        List<Rounded> noted = List.of();
        for (int column = 0; column < values.length; column++) {
            if (left.get(column)) {
                values[column] = mapping.frozenValue(record, column);
                continue;
            }
            Object given = value(column);
            values[column] = stored.written(column, given);
            noted = stored.note(noted, mapping, record, column, given, values[column]);
        }
        rounded = noted;
    }

    private BitSet leftOut() {
        BitSet left = new BitSet();
        for (int column = 0; column < values.length; column++) {
            Written written = mapping.written(column);
            if (!written.isInserted() || (written.isDefaulted() && mapping.value(record, column) == null)) {
                left.set(column);
            }
        }
        return left;
    }

    E record() {
        return record;
    }

    /** Return the values of all columns; a key that the database is to generate is null until it is there. */
    @Nullable
    Object[] values() {
        return values;
    }

    /** Return the columns that the INSERT leaves out, for the database to make; not to be changed. */
    BitSet left() {
        return left;
    }

    /** Return whether a part of the key is left out. */
    boolean leavesKeyOut() {
        for (int column : left.isEmpty() ? NO_COLUMNS : mapping.keyColumns()) {
            if (left.get(column)) {
                return true;
            }
        }
        return false;
    }

    /** Take what the database has made of the columns that were left out, from all values of the row. */
    void take(@Nullable Object[] made) {
        given = values.clone();
        left.stream().forEach(column -> values[column] = made[column]);
        int identity = mapping.indexOf(Role.IDENTITY);
        if (identity >= 0) {
            values[identity] = made[identity];
        }
    }

    /** Let the record know that this is its row. */
    void adopt() {
        mapping.adopt(record, values);
        StoredValues.settle(mapping, record, rounded);
        if (given.length > 0) {
            mapping.show(record, left, given);
        }
    }

    private @Nullable Object value(int column) {
        Role role = mapping.role(column);
        return switch (role) {
            case PLAIN -> mapping.frozenValue(record, column);
            case VERSION -> 1L;
            case DELETED_AT -> null;
            case CREATED_AT -> time(column, RecordState.of(record).isCreatedByHand());
            case UPDATED_AT -> time(column, RecordState.of(record).isUpdatedByHand());
            case UUID_KEY -> mapping.keyOfNew(record);
            case IDENTITY -> isSetByHand(column) ? mapping.value(record, column) : null;
            case KEY -> key(column);
        };
    }

    private @Nullable Object time(int column, boolean byHand) {
        return byHand ? mapping.value(record, column) : now;
    }

    private Object key(int column) {
        Object key = mapping.frozenValue(record, column);
        if (key == null) {
            throw new RecordStateException(
                    mapping.name() + "." + mapping.properties().get(column).name()
                            + " is part of the key and null; set it before save(), or implement UuidKey to have keys made");
        }
        return key;
    }

    private boolean isSetByHand(int column) {
        Object value = mapping.value(record, column);
        return value != null && !(RecordState.of(record).seen() && !mapping.isDirty(record, column));
    }
}
