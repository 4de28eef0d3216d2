package io.fluxrecord.internal.record;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.generated.Written;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model as Fluxrecord works with it: what its columns are for, what its records hold, and how they take over what has
 * become of their rows. Immutable.
 *
 * <p>Columns are known by their index, in the order of the {@link GeneratedMapping}.
 *
 * @param <E> the model
 */
public final class Mapping<E extends Persistent> {

    private static final int[] NO_COLUMNS = {};

    private final GeneratedMapping<E> generated;
    private final Role[] roles;
    private final int[] keyColumns;
    private final int[] mixinColumns;
    private final int[] markColumns;
    private final BitSet generatedColumns = new BitSet();
    private final BitSet fixedColumns = new BitSet();
    private final boolean leavesColumnsOut;
    private final Relations<E> relations;
    private final Map<Role, Integer> columnByRole = new EnumMap<>(Role.class);
    private final Map<Lifecycle, List<Listener<? super E>>> hooks = new EnumMap<>(Lifecycle.class);

    public Mapping(GeneratedMapping<E> generated) {
        this.generated = generated;
        relations = new Relations<>(generated);
        roles = generated.properties().stream().map(MappedProperty::role).toArray(Role[]::new);
        keyColumns = indexes(role -> role.isKey());
        mixinColumns = indexes(role -> role != Role.KEY && role != Role.IDENTITY && role != Role.PLAIN);
        markColumns = indexes(role -> role == Role.VERSION || role == Role.DELETED_AT);
        boolean left = false;
        for (int i = 0; i < roles.length; i++) {
            columnByRole.put(roles[i], i);
            generatedColumns.set(i, written(i) == Written.GENERATED);
            fixedColumns.set(i, !written(i).isUpdated());
            left |= written(i).isDefaulted() || !written(i).isInserted();
        }
        leavesColumnsOut = left;
        for (Lifecycle event : Lifecycle.values()) {
            hooks.put(event, hooks(generated, event));
        }
    }

    private static <E extends Persistent> List<Listener<? super E>> hooks(
            GeneratedMapping<E> generated, Lifecycle event) {
        List<Listener<? super E>> hooks = new ArrayList<>();
        if (generated.overridden().contains(event)) {
            hooks.add(Persistent.overridden(event));
        }
        hooks.addAll(generated.hooks(event));
        return List.copyOf(hooks);
    }

    private int[] indexes(Predicate<Role> filter) {
        return IntStream.range(0, roles.length)
                .filter(i -> filter.test(roles[i]))
                .toArray();
    }

    /** Return what the annotation processor has written. */
    public GeneratedMapping<E> generated() {
        return generated;
    }

    public Class<E> type() {
        return generated.type();
    }

    /** Return the simple name of the model, which messages call it by. */
    public String name() {
        return generated.name();
    }

    public Table table() {
        return generated.table();
    }

    public List<Column> columns() {
        return generated.columns();
    }

    public Column column(int index) {
        return generated.column(index);
    }

    public List<MappedProperty> properties() {
        return generated.properties();
    }

    /** Return an empty record, to be read into. */
    public E instantiate() {
        return generated.instantiate();
    }

    /** Set the property behind a column to what is stored, which is not null; by hand if it is a time of a mixin. */
    public void set(E record, int column, Object stored) {
        switch (roles[column]) {
            case CREATED_AT -> record.state.createdAt((Instant) stored);
            case UPDATED_AT -> record.state.updatedAt((Instant) stored);
            case KEY, IDENTITY, PLAIN, UUID_KEY, VERSION, DELETED_AT -> generated.set(record, column, stored);
        }
    }

    /** Return whether a touch can set a column. */
    public boolean holdsTime(int column) {
        return generated.holdsTime(column);
    }

    public Role role(int column) {
        return roles[column];
    }

    /** Return which statements write a column. */
    public Written written(int column) {
        return generated.properties().get(column).written();
    }

    /** Return whether an insert may leave a column out, other than a key that the database generates. */
    public boolean leavesColumnsOut() {
        return leavesColumnsOut;
    }

    /** Return the columns that no update writes; not to be changed. */
    public BitSet fixedColumns() {
        return fixedColumns;
    }

    /** Return the columns that the database makes anew with each write; not to be changed. */
    public BitSet generatedColumns() {
        return generatedColumns;
    }

    /** Return the index of the column that has a role, or -1. */
    public int indexOf(Role role) {
        return columnByRole.getOrDefault(role, -1);
    }

    public boolean has(Role role) {
        return columnByRole.containsKey(role);
    }

    /** Return the sequence that the identity is taken from, or null if the database generates it as it inserts. */
    public @Nullable Sequence sequence() {
        return generated.sequence();
    }

    /** Return whether there is a key; without one, records are only read. */
    public boolean hasKey() {
        return keyColumns.length > 0;
    }

    /** Return the indexes of the key's columns. */
    public int[] keyColumns() {
        return keyColumns.clone();
    }

    /** Return the model's own hooks for an event, in the order in which they run. */
    public List<Listener<? super E>> hooks(Lifecycle event) {
        return Objects.requireNonNull(hooks.get(event));
    }

    /**
     * Read a row into a record, which is then stored and clean.
     *
     * @param provenance where the row is read, if it may yet be rolled back behind the record's back
     */
    public E read(Row row, RowReader reader, E record, @Nullable Provenance provenance) {
        record.state.adopt(this, generated.fill(record, row, reader), mixinColumns, provenance);
        return record;
    }

    /** Return the current value of a column as it is bound. */
    public @Nullable Object value(E record, int column) {
        return switch (roles[column]) {
            case UUID_KEY -> record.state.id();
            case VERSION -> record.state.version();
            case CREATED_AT -> record.state.createdAt();
            case UPDATED_AT -> record.state.updatedAt();
            case DELETED_AT -> record.state.deletedAt();
            case KEY, IDENTITY, PLAIN -> relations.value(record, column);
        };
    }

    /** Return the relations that foreign keys of the model hold. */
    public Relations<E> relations() {
        return relations;
    }

    /** Return the current value of a column, copied where the record could still change it in place. */
    public @Nullable Object frozenValue(E record, int column) {
        return GeneratedMapping.copy(value(record, column));
    }

    /** Return whether the current value of a column differs from the row as last seen. */
    public boolean isDirty(E record, int column) {
        Object now = value(record, column);
        Object seen = record.state.seen(column);
        boolean differs =
                !SqlEquality.isSame(now, seen) && !(record.state.seen() && generated.isSame(now, seen, column));
        return differs || relations.isPending(record, column);
    }

    /** Take over a row that was written, and the identity key that came with it. */
    public void adopt(E record, @Nullable Object[] row) {
        if (has(Role.IDENTITY)) {
            generated.setIdentity(record, row[indexOf(Role.IDENTITY)]);
        }
        relations.follow(record, row);
        record.state.adoptWritten(this, row, mixinColumns);
    }

    /** Take over what the database has made of generated columns, the row having been written by the record. */
    public void adoptGenerated(E record, @Nullable Object[] made) {
        @Nullable Object[] before = record.state.row();
        @Nullable Object[] row = record.state.row();
        generatedColumns.stream().forEach(column -> row[column] = made[column]);
        record.state.adoptWritten(this, row, NO_COLUMNS);
        show(record, generatedColumns, before);
    }

    /** Let the properties of some columns hold what the row does, but for those that do not hold what is given. */
    public void show(E record, BitSet columns, @Nullable Object[] given) {
        HeldProperties.show(this, record, columns, given);
    }

    /** Take over a row that was touched, and from it what was written; all else that was changed stays changed. */
    public void adoptTouched(E record, @Nullable Object[] row, BitSet written, BitSet times) {
        int[] taken = Arrays.stream(mixinColumns)
                .filter(column -> written.get(column) || roles[column] == Role.VERSION)
                .toArray();
        relations.follow(record, row);
        record.state.adoptWritten(this, row, taken);
        for (int column = times.nextSetBit(0); column >= 0; column = times.nextSetBit(column + 1)) {
            set(record, column, Objects.requireNonNull(row[column]));
        }
    }

    /**
     * Take over no more of a row than the deleted mark and the version; all else that was changed by hand stays
     * changed.
     */
    public void adoptMark(E record, @Nullable Object[] row) {
        record.state.adoptWritten(this, row, markColumns);
        release(record);
    }

    /** Take over a mark as {@link #adoptMark} does, but one that was made elsewhere, and not by this record. */
    public void adoptMarkOfOthers(E record, @Nullable Object[] row) {
        record.state.adopt(this, row, markColumns, null);
    }

    /** Let a record that is new remember that its row is there, or may be, under a key that is not known. */
    public void insertUnanswered(E record) {
        record.state.insertUnanswered();
    }

    /** Let go of a key and times that were set by hand to what the row has: they were kept long enough. */
    public void release(E record) {
        record.state.release(indexOf(Role.UUID_KEY), indexOf(Role.CREATED_AT), indexOf(Role.UPDATED_AT));
    }

    /** Make the record a new one, its row having been removed by it. */
    public void forget(E record) {
        release(record);
        record.state.forget(true);
    }

    /** Make the record a new one, its row having been removed elsewhere. */
    public void forgetRemovedByOthers(E record) {
        release(record);
        record.state.forget(false);
    }

    /** Return what the last operation of a record has changed in its row, the columns in their order. */
    public List<Changed> changed(E record) {
        RowChange change = record.state.change();
        if (change == null) {
            return List.of();
        }
        List<Changed> changed = new ArrayList<>();
        for (int column = 0; column < roles.length; column++) {
            Object old = change.before.length == 0 ? null : change.before[column];
            Object now = change.after.length == 0 ? null : change.after[column];
            if (!SqlEquality.isSame(old, now)) {
                changed.add(new Changed(column, presented(old, column), presented(now, column)));
            }
        }
        return changed;
    }

    private @Nullable Object presented(@Nullable Object stored, int column) {
        Object copy = GeneratedMapping.copy(stored);
        return copy == null ? null : generated.restore(copy, column);
    }

    /** Return how to put the record back into the state that it has now. */
    public Undo<E> undo(E record) {
        int identity = indexOf(Role.IDENTITY);
        return new Undo<>(this, record, identity < 0 ? null : generated.property(record, identity));
    }

    /** Return the same for a record whose row is about to be read again, which sets its properties, too. */
    public Undo<E> undoOfRead(E record) {
        int identity = indexOf(Role.IDENTITY);
        return new UndoOfRead<>(this, record, identity < 0 ? null : generated.property(record, identity));
    }

    /** Return whether a column is that of a property, rather than of the record's state. */
    boolean isProperty(int column) {
        return switch (roles[column]) {
            case KEY, IDENTITY, PLAIN -> true;
            case UUID_KEY, VERSION, CREATED_AT, UPDATED_AT, DELETED_AT -> false;
        };
    }

    /**
     * Return the UUID key of a new record. Where it has none, or only that of a row that was removed, one is made as
     * {@code generateId()} makes it, and stays with the record, whatever becomes of the insert: a second try then meets
     * the row of a first one whose answer was lost.
     */
    public UUID keyOfNew(E record) {
        RecordState state = record.state;
        UUID known = state.id();
        if (known != null && (state.isIdByHand() || !known.equals(state.seen(indexOf(Role.UUID_KEY))))) {
            return known;
        }
        UUID key = generated.generateKey(record);
        if (key == null) {
            throw new RecordStateException(name() + ".generateId() returned null");
        }
        state.madeId(key);
        return key;
    }

    /** Return the key of a record as messages and errors name it: the value, a list of a composite key's, or "new". */
    public Object key(E record) {
        Object key = keyOrNull(record);
        return key == null ? "new" : key;
    }

    /** Return the key of a record, a list where it is composite, or null where a part of it is missing. */
    public @Nullable Object keyOrNull(E record) {
        if (keyColumns.length == 1) {
            return keyPart(record, keyColumns[0]);
        }
        List<Object> key = new ArrayList<>(keyColumns.length);
        for (int column : keyColumns) {
            Object part = keyPart(record, column);
            if (part == null) {
                return null;
            }
            key.add(part);
        }
        return key;
    }

    // The row's key, not the field's: a key that was changed by hand is refused under the name that the row has.
    private @Nullable Object keyPart(E record, int column) {
        return record.state.stored() ? record.state.seen(column) : value(record, column);
    }

    /** Return how messages name a record: {@code Product[7]}, {@code LineItem[7, 1]}. */
    public String describe(E record) {
        Object key = key(record);
        return key instanceof List ? name() + key : name() + "[" + key + "]";
    }

    @Override
    public String toString() {
        return generated.toString();
    }
}
