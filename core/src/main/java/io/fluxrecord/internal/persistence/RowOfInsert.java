package io.fluxrecord.internal.persistence;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.persistence.StoredValues.Rounded;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row that a new record becomes. A key or timestamp set by hand is kept; one that is left over from a row that was
 * removed is not: the record starts afresh.
 */
final class RowOfInsert<E extends Persistent> {

    private final Mapping<E> mapping;
    private final E record;
    private final Instant now;
    private final @Nullable Object[] values;
    private final List<Rounded> rounded;

    RowOfInsert(Mapping<E> mapping, E record, StoredValues stored, Instant now) {
        this.mapping = mapping;
        this.record = record;
        this.now = now;
        values = new Object[mapping.columns().size()];
        List<Rounded> noted = List.of();
        for (int column = 0; column < values.length; column++) {
            Object given = value(column);
            values[column] = stored.written(column, given);
            noted = stored.note(noted, mapping, record, column, given, values[column]);
        }
        rounded = noted;
    }

    E record() {
        return record;
    }

    /** Return the values of all columns; a key that the database is to generate is null until it is there. */
    @Nullable
    Object[] values() {
        return values;
    }

    /** Let the record know that this is its row. */
    void adopt() {
        mapping.adopt(record, values);
        StoredValues.settle(mapping, record, rounded);
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
