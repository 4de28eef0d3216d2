package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.internal.record.SqlEquality;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a model hold the values that are given for them, in one dialect. A value is rounded once, when it
 * is bound, and after the write the record holds it as its row does.
 */
final class StoredValues {

    private final Mapping<?> mapping;
    private final Dialect dialect;
    private final boolean[] normalizes;
    private final int[] keyColumns;

    /** What is refused of text. */
    final StorableText text;

    StoredValues(Mapping<?> mapping, Dialect dialect) {
        this.mapping = mapping;
        this.dialect = dialect;
        keyColumns = mapping.keyColumns();
        text = new StorableText(mapping, dialect);
        normalizes = new boolean[mapping.columns().size()];
        for (int column = 0; column < normalizes.length; column++) {
            normalizes[column] = dialect.normalizes(mapping.column(column));
        }
    }

    /** A value of a property that its column holds as another one. */
    record Rounded(int column, Object given, Object held) {}

    /** Return what a column holds once a value was written to it. */
    @Nullable
    Object written(int column, @Nullable Object value) {
        if (value == null || !normalizes[column]) {
            return text.require(column, value);
        }
        try {
            return dialect.assign(mapping.column(column), value);
        } catch (IllegalArgumentException e) {
            throw refused(column, e);
        }
    }

    /**
     * Return what was noted before, and this as well if it is another value, of a property that is to hold it. That it
     * can is tried before anything is sent: a type may refuse what is left of a value.
     */
    <E extends Persistent> List<Rounded> note(
            List<Rounded> before,
            Mapping<E> mapping,
            E record,
            int column,
            @Nullable Object given,
            @Nullable Object held) {
        if (given == held || given == null || held == null || !isProperty(column)) {
            return before;
        }
        try {
            mapping.set(record, column, held);
            mapping.set(record, column, given);
        } catch (RuntimeException e) {
            throw refused(
                    column,
                    new IllegalArgumentException("rounded as column "
                            + mapping.column(column).name() + " does, its type refuses it"
                            + (e instanceof MappingException
                                    ? ": " + e.getMessage()
                                    : " with " + e.getClass().getName())));
        }
        List<Rounded> noted = new ArrayList<>(before);
        noted.add(new Rounded(column, given, held));
        return noted;
    }

    private MappingException refused(int column, IllegalArgumentException reason) {
        return new MappingException(mapping.name() + "."
                + mapping.properties().get(column).name() + " was given a value that does not fit: "
                + reason.getMessage() + ". Change the value, or let the column take more and say so with @Column");
    }

    /** Values of mixins are taken from the row in any case. */
    private boolean isProperty(int column) {
        Role role = mapping.role(column);
        return role == Role.PLAIN || role == Role.KEY;
    }

    /** Let a record hold what its row does, but for what was changed since it was bound. */
    static <E extends Persistent> void settle(Mapping<E> mapping, E record, List<Rounded> rounded) {
        for (Rounded value : rounded) {
            if (Objects.deepEquals(mapping.value(record, value.column), value.given)) {
                mapping.set(record, value.column, value.held);
            }
        }
    }

    /**
     * Return whether the row has a value of a record already, rounded or padded as its column does. The record then
     * holds it so, too.
     */
    <E extends Persistent> boolean settles(Mapping<E> mapping, E record, int column) {
        Role role = mapping.role(column);
        if (role != Role.KEY && !(isTimeOrPlain(role) && normalizes[column])) {
            return false;
        }
        Object value = mapping.value(record, column);
        Object seen = RecordState.of(record).seen(column);
        if (value == null || seen == null) {
            return false;
        }
        Object held = held(column, value);
        boolean same =
                role == Role.KEY ? Objects.equals(SqlEquality.key(held), SqlEquality.key(seen)) : isSame(held, seen);
        return same && isSet(mapping, record, column, seen);
    }

    private static boolean isTimeOrPlain(Role role) {
        return role == Role.PLAIN || role == Role.CREATED_AT || role == Role.UPDATED_AT;
    }

    /** Set a property to the value of the row, unless its type refuses that; the save that follows says so. */
    private static <E extends Persistent> boolean isSet(Mapping<E> mapping, E record, int column, Object seen) {
        try {
            mapping.set(record, column, seen);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean isSame(Object held, Object seen) {
        return SqlEquality.isSame(held, seen)
                || (!dialect.keepsOffsets()
                        && held instanceof OffsetDateTime time
                        && seen instanceof OffsetDateTime other
                        && time.isEqual(other));
    }

    /** Return what a column would hold, or the value itself where it would not; to write that is refused later. */
    private Object held(int column, Object value) {
        try {
            return dialect.normalize(mapping.column(column), value);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** Return a key as its columns hold it. */
    Object[] key(Object[] key) {
        text.requireKey(key);
        Object[] held = key;
        for (int i = 0; i < keyColumns.length; i++) {
            if (!normalizes[keyColumns[i]]) {
                continue;
            }
            Object part = keyPart(keyColumns[i], key[i]);
            if (part != key[i]) {
                held = held == key ? key.clone() : held;
                held[i] = part;
            }
        }
        return held;
    }

    private Object keyPart(int column, Object part) {
        try {
            return dialect.normalize(mapping.column(column), part);
        } catch (IllegalArgumentException e) {
            throw refused(column, e);
        }
    }

    List<Object[]> keys(List<Object[]> keys) {
        List<Object[]> held = new ArrayList<>(keys.size());
        keys.forEach(key -> held.add(key(key)));
        return held;
    }
}
