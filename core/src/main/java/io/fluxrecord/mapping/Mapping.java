package io.fluxrecord.mapping;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a model is stored: its columns, and how values go from record to statement and from row to record. The annotation
 * processor writes one subclass per model and registers it as a service; it calls fields and accessors directly, so
 * nothing is reflected on. Not for applications. Immutable once constructed.
 *
 * <p>Columns are known by their index: the order in which they are declared here is the order in which every statement
 * reads them.
 *
 * @param <E> the model
 * @since 0.1
 */
public abstract class Mapping<E extends Persistent> {

    private final Class<E> type;
    private final List<MappedProperty> properties;
    private final List<Column> columns;
    private final Role[] roles;
    private final int[] keyColumns;
    private final int[] mixinColumns;
    private final int[] markColumns;
    private final @Nullable Sequence sequence;
    private final Map<Role, Integer> columnByRole = new EnumMap<>(Role.class);
    private final Map<Lifecycle, List<Listener<? super E>>> hooks = new EnumMap<>(Lifecycle.class);

    /**
     * Describe a model.
     *
     * @param overridden the events whose hook methods the model overrides
     */
    protected Mapping(Class<E> type, List<MappedProperty> properties, List<Lifecycle> overridden) {
        this(type, properties, overridden, null);
    }

    /**
     * Describe a model.
     *
     * @param overridden the events whose hook methods the model overrides
     * @param sequence where the identity is taken from; null if the database generates it as it inserts
     */
    protected Mapping(
            Class<E> type, List<MappedProperty> properties, List<Lifecycle> overridden, @Nullable Sequence sequence) {
        this.type = type;
        this.sequence = sequence;
        this.properties = List.copyOf(properties);
        columns = properties.stream().map(MappedProperty::column).toList();
        roles = properties.stream().map(MappedProperty::role).toArray(Role[]::new);
        keyColumns = indexes(role -> role.isKey());
        mixinColumns = indexes(role -> role != Role.KEY && role != Role.IDENTITY && role != Role.PLAIN);
        markColumns = indexes(role -> role == Role.VERSION || role == Role.DELETED_AT);
        for (int i = 0; i < roles.length; i++) {
            columnByRole.put(roles[i], i);
        }
        for (Lifecycle event : overridden) {
            hook(event, Persistent.overridden(event));
        }
    }

    private int[] indexes(Predicate<Role> filter) {
        return IntStream.range(0, roles.length)
                .filter(i -> filter.test(roles[i]))
                .toArray();
    }

    /** Add the hook of a mixin; called by the generated constructor in the order of declaration. */
    protected final void hook(Lifecycle event, Listener<? super E> hook) {
        hooks.computeIfAbsent(event, e -> new ArrayList<>()).add(hook);
    }

    /** Return an empty record, all of whose fields {@link #read} will set. */
    public abstract E instantiate();

    /** Return the property behind a column as it is bound; only called for columns that are no mixin's. */
    protected abstract @Nullable Object property(E record, int column);

    /**
     * Set all properties from a row that has the columns of this mapping in their order, and return the values as they
     * were read.
     */
    protected abstract @Nullable Object[] fill(E record, Row row, RowReader reader);

    /** Set the identity key; only called for models that have one. */
    protected void setIdentity(E record, @Nullable Object key) {
        throw new IllegalStateException(name() + " has no identity");
    }

    /**
     * Set the property behind a column to what is stored, which is not null; only called for floating-point numbers,
     * decimals and times that are no mixin's, and for text of a key.
     */
    public void set(E record, int column, Object stored) {
        throw new IllegalStateException(name() + " has nothing to set in column " + column);
    }

    /** Return whether a touch can set a column; overridden by generated code where it can. */
    public boolean holdsTime(int column) {
        return false;
    }

    /** Return a key for a new record; only called for models that implement {@code UuidKey}. */
    protected UUID generateKey(E record) {
        throw new IllegalStateException(name() + " has no UUID key");
    }

    public final Class<E> type() {
        return type;
    }

    /** Return the simple name of the model, which messages call it by. */
    public final String name() {
        return type.getSimpleName();
    }

    public final Table table() {
        return columns.get(0).table();
    }

    public final List<Column> columns() {
        return columns;
    }

    public final Column column(int index) {
        return columns.get(index);
    }

    public final List<MappedProperty> properties() {
        return properties;
    }

    public final Role role(int column) {
        return roles[column];
    }

    /** Return the index of the column that has a role, or -1. */
    public final int column(Role role) {
        return columnByRole.getOrDefault(role, -1);
    }

    public final boolean has(Role role) {
        return columnByRole.containsKey(role);
    }

    /** Return the sequence that the identity is taken from, or null if the database generates it as it inserts. */
    public final @Nullable Sequence sequence() {
        return sequence;
    }

    /** Return the indexes of the key's columns. */
    public final int[] keyColumns() {
        return keyColumns.clone();
    }

    /** Return the model's own hooks for an event, in the order in which they run. */
    public final List<Listener<? super E>> hooks(Lifecycle event) {
        return hooks.getOrDefault(event, List.of());
    }

    /**
     * Read a row into a record, which is then stored and clean.
     *
     * @param provenance where the row is read, if it may yet be rolled back behind the record's back
     */
    public final E read(Row row, RowReader reader, E record, @Nullable Provenance provenance) {
        record.state.adopt(this, fill(record, row, reader), mixinColumns, provenance);
        return record;
    }

    /** Return the current value of a column as it is bound. */
    public final @Nullable Object value(E record, int column) {
        return switch (roles[column]) {
            case UUID_KEY -> record.state.id();
            case VERSION -> record.state.version();
            case CREATED_AT -> record.state.createdAt();
            case UPDATED_AT -> record.state.updatedAt();
            case DELETED_AT -> record.state.deletedAt();
            case KEY, IDENTITY, PLAIN -> property(record, column);
        };
    }

    /** Return the current value of a column, copied where the record could still change it in place. */
    public final @Nullable Object frozenValue(E record, int column) {
        return copy(value(record, column));
    }

    /** Return whether the current value of a column differs from the row as last seen. */
    public final boolean isDirty(E record, int column) {
        return !SqlEquality.isSame(value(record, column), record.state.seen(column));
    }

    /** Take over a row that was written, and the identity key that came with it. */
    public final void adopt(E record, @Nullable Object[] row) {
        if (has(Role.IDENTITY)) {
            setIdentity(record, row[column(Role.IDENTITY)]);
        }
        record.state.adoptWritten(this, row, mixinColumns);
    }

    /** Take over a row that was touched, and from it what was written; all else that was changed stays changed. */
    public final void adoptTouched(E record, @Nullable Object[] row, BitSet written, BitSet times) {
        int[] taken = Arrays.stream(mixinColumns)
                .filter(column -> written.get(column) || roles[column] == Role.VERSION)
                .toArray();
        record.state.adoptWritten(this, row, taken);
        for (int column = times.nextSetBit(0); column >= 0; column = times.nextSetBit(column + 1)) {
            set(record, column, Objects.requireNonNull(row[column]));
        }
    }

    /**
     * Take over no more of a row than the deleted mark and the version; all else that was changed by hand stays
     * changed.
     */
    public final void adoptMark(E record, @Nullable Object[] row) {
        record.state.adoptWritten(this, row, markColumns);
    }

    /** Take over a mark as {@link #adoptMark} does, but one that was made elsewhere, and not by this record. */
    public final void adoptMarkOfOthers(E record, @Nullable Object[] row) {
        record.state.adopt(this, row, markColumns, null);
    }

    /** Make the record a new one, its row having been removed by it. */
    public final void forget(E record) {
        record.state.forget(true);
    }

    /** Make the record a new one, its row having been removed elsewhere. */
    public final void forgetRemovedByOthers(E record) {
        record.state.forget(false);
    }

    /** Return what the last operation of a record has changed in its row, the columns in their order. */
    public final List<Changed> changed(E record) {
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
        Object copy = copy(stored);
        return copy == null ? null : restore(copy, column);
    }

    /**
     * Return the value of a property for what is stored of it, neither being null; overridden by generated code where
     * they differ.
     */
    protected @Nullable Object restore(Object stored, int column) {
        return stored;
    }

    /** Return how to put the record back into the state that it has now. */
    public final Undo<E> undo(E record) {
        int identity = column(Role.IDENTITY);
        return new Undo<>(this, record, identity < 0 ? null : property(record, identity));
    }

    /**
     * Return the UUID key of a new record. Where it has none, or only that of a row that was removed, one is made as
     * {@code generateId()} makes it, and stays with the record, whatever becomes of the insert: a second try then meets
     * the row of a first one whose answer was lost.
     */
    public final UUID keyOfNew(E record) {
        RecordState state = record.state;
        UUID known = state.id();
        if (known != null && (state.isIdByHand() || !known.equals(state.seen(column(Role.UUID_KEY))))) {
            return known;
        }
        UUID key = generateKey(record);
        if (key == null) {
            throw new RecordStateException(name() + ".generateId() returned null");
        }
        state.madeId(key);
        return key;
    }

    /** Return the key of a record as messages and errors name it: the value, a list of a composite key's, or "new". */
    public final Object key(E record) {
        Object key = keyOrNull(record);
        return key == null ? "new" : key;
    }

    /** Return the key of a record, a list where it is composite, or null where a part of it is missing. */
    public final @Nullable Object keyOrNull(E record) {
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
    public final String describe(E record) {
        Object key = key(record);
        return key instanceof List ? name() + key : name() + "[" + key + "]";
    }

    /** Return a value that may not be null, or fail; called by generated code for primitives. */
    protected final <T> T required(@Nullable T value, int column) {
        if (value == null) {
            throw new MappingException(propertyName(column) + " is primitive, but column "
                    + columns.get(column).name() + " holds a null; use the wrapper type or make the column NOT NULL");
        }
        return value;
    }

    /** Return the property for a stored value, or fail; called by generated code. */
    protected final <V, D> @Nullable V decode(Converter<V, D> converter, @Nullable D stored, int column) {
        if (stored == null) {
            return null;
        }
        try {
            return converter.fromDatabase(stored);
        } catch (RuntimeException e) {
            throw misfit(
                    column,
                    converter instanceof EnumConverter
                            ? String.valueOf(e.getMessage())
                            : e.getClass().getName() + " in "
                                    + converter.getClass().getName());
        }
    }

    /** Return what is stored for a property; called by generated code. */
    protected static <V, D> @Nullable D encode(Converter<V, D> converter, @Nullable V value) {
        return value == null ? null : converter.toDatabase(value);
    }

    /**
     * Return why a property cannot be set to what a row holds; called by generated code that an application throws in.
     */
    protected final MappingException refused(int column, RuntimeException refusal) {
        return refusal instanceof MappingException known
                ? known
                : misfit(column, "its setter throws " + refusal.getClass().getName());
    }

    /** Return the same of an embedded value, whose columns are those from one to another. */
    protected final MappingException refused(String embedded, int first, int last, RuntimeException refusal) {
        if (refusal instanceof MappingException known) {
            return known;
        }
        String held =
                columns.subList(first, last + 1).stream().map(Column::name).collect(Collectors.joining(", "));
        return misfit(
                name() + "." + embedded,
                held,
                "its constructor or setter throws " + refusal.getClass().getName());
    }

    final MappingException misfit(int column, String what) {
        return misfit(propertyName(column), columns.get(column).name(), what);
    }

    private MappingException misfit(String property, String held, String what) {
        return new MappingException(
                property + " cannot take what column " + held + " of table " + table().name() + " holds: " + what);
    }

    /** Return a copy of a value that could be changed in place, else the value; called by generated code. */
    protected static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        return value instanceof String[] texts ? texts.clone() : value;
    }

    private String propertyName(int column) {
        return name() + "." + properties.get(column).name();
    }

    @Override
    public final String toString() {
        return "Mapping[" + type.getName() + "]";
    }
}
