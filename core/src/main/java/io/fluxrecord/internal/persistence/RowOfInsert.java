package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.Written;
import io.fluxrecord.internal.persistence.StoredValues.Rounded;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The row that a new record becomes. A key or timestamp set by hand is kept; one that is left over from a row that was
 * removed is not: the record starts afresh.
 */
final class RowOfInsert<E extends Persistent> {

    private static final BitSet NOTHING_LEFT = new BitSet(); // Never changed.
    private static final Object[] NONE = {};

    private final Mapping<E> mapping;
    private final E record;
    private final @Nullable Object[] values;
    private final List<Rounded> rounded;
    private final @Nullable LeftOut leftOut;

    RowOfInsert(Mapping<E> mapping, E record, StoredValues stored, Instant now) {
        this.mapping = mapping;
        this.record = record;
        values = new Object[mapping.columns().size()];
        leftOut = mapping.leavesColumnsOut() ? leftOut() : null;
        List<Rounded> noted = List.of();
        for (int column = 0; column < values.length; column++) {
            if (leftOut != null && leftOut.columns.get(column)) {
                values[column] = mapping.frozenValue(record, column);
                continue;
            }
            Object given = value(column, now);
            values[column] = stored.written(column, given);
            noted = stored.note(noted, mapping, record, column, given, values[column]);
        }
        rounded = noted;
    }

    /** The columns that the INSERT leaves out, and what their properties held before the database made something. */
    private static final class LeftOut {

        private final BitSet columns;
        private @Nullable Object[] given = NONE;

        private LeftOut(BitSet columns) {
            this.columns = columns;
        }
    }

    private @Nullable LeftOut leftOut() {
        BitSet left = new BitSet();
        for (int column = 0; column < values.length; column++) {
            Written written = mapping.written(column);
            if (!written.isInserted() || (written.isDefaulted() && mapping.value(record, column) == null)) {
                left.set(column);
            }
        }
        return left.isEmpty() ? null : new LeftOut(left);
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
        return leftOut == null ? NOTHING_LEFT : leftOut.columns;
    }

    /** Return whether a part of the key is left out. */
    boolean leavesKeyOut() {
        return leftOut != null && Arrays.stream(mapping.keyColumns()).anyMatch(leftOut.columns::get);
    }

    /** Take what the database has made of the columns that were left out, from all values of the row. */
    void take(@Nullable Object[] made) {
        LeftOut left = Objects.requireNonNull(leftOut);
        left.given = values.clone();
        left.columns.stream().forEach(column -> values[column] = made[column]);
        int identity = mapping.indexOf(Role.IDENTITY);
        if (identity >= 0) {
            values[identity] = made[identity];
        }
    }

    /** Let the record know that this is its row. */
    void adopt() {
        mapping.adopt(record, values);
        StoredValues.settle(mapping, record, rounded);
        if (leftOut != null && leftOut.given.length > 0) {
            mapping.show(record, leftOut.columns, leftOut.given);
        }
    }

    private @Nullable Object value(int column, Instant now) {
        Role role = mapping.role(column);
        return switch (role) {
            case PLAIN -> plain(column);
            case VERSION -> 1L;
            case DELETED_AT -> null;
            case CREATED_AT -> time(column, now, RecordState.of(record).isCreatedByHand());
            case UPDATED_AT -> time(column, now, RecordState.of(record).isUpdatedByHand());
            case UUID_KEY -> mapping.keyOfNew(record);
            case IDENTITY -> isSetByHand(column) ? mapping.value(record, column) : null;
            case KEY -> key(column);
        };
    }

    private @Nullable Object time(int column, Instant now, boolean byHand) {
        return byHand ? mapping.value(record, column) : now;
    }

    private @Nullable Object plain(int column) {
        Object value = mapping.frozenValue(record, column);
        mapping.relations().requireWritable(record, column, value);
        return value;
    }

    private Object key(int column) {
        Object key = plain(column);
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
