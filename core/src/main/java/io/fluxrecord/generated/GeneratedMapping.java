package io.fluxrecord.generated;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.mapping.Converter;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
public abstract class GeneratedMapping<E> {

    private static final @Nullable Object[] NONE = {};

    private final Class<E> type;
    private final List<MappedProperty> properties;
    private final List<Column> columns;
    private final List<Lifecycle> overridden;
    private final @Nullable Sequence sequence;
    private final Map<Lifecycle, List<Listener<? super E>>> hooks = new EnumMap<>(Lifecycle.class);

    /**
     * Describe a model.
     *
     * @param overridden the events whose hook methods the model overrides
     */
    protected GeneratedMapping(Class<E> type, List<MappedProperty> properties, List<Lifecycle> overridden) {
        this(type, properties, overridden, null);
    }

    /**
     * Describe a model.
     *
     * @param overridden the events whose hook methods the model overrides
     * @param sequence where the identity is taken from; null if the database generates it as it inserts
     */
    protected GeneratedMapping(
            Class<E> type, List<MappedProperty> properties, List<Lifecycle> overridden, @Nullable Sequence sequence) {
        this.type = type;
        this.properties = List.copyOf(properties);
        this.overridden = List.copyOf(overridden);
        this.sequence = sequence;
        columns = properties.stream().map(MappedProperty::column).toList();
    }

    /** Add the hook of a mixin; called by the generated constructor in the order of declaration. */
    protected final void hook(Lifecycle event, Listener<? super E> hook) {
        hooks.computeIfAbsent(event, e -> new ArrayList<>()).add(hook);
    }

    /** Return the relations to one that are properties; overridden by generated code where there are some. */
    public List<ForeignKey> foreignKeys() {
        return List.of();
    }

    /**
     * Return what holds the key of a relation; only called for models that have some.
     *
     * @param foreignKey its index among {@link #foreignKeys()}
     */
    public Reference reference(E record, int foreignKey) {
        throw new IllegalStateException(name() + " has no relations");
    }

    /**
     * Return what each of the properties that share a column holds, as it is bound; none for a column of one property.
     *
     * @param isNew whether a number that is primitive and 0 is not set
     */
    public @Nullable Object[] shared(E record, int column, boolean isNew) {
        return NONE;
    }

    /**
     * Set one of the properties that share a column to what is stored.
     *
     * @param index its place in {@link #shared}
     */
    public void share(E record, int column, int index, @Nullable Object stored) {
        throw new IllegalStateException(name() + " has nothing to share in column " + column);
    }

    /** Return an empty record, all of whose fields {@link #fill} will set. */
    public abstract E instantiate();

    /** Return the property behind a column as it is bound; only called for columns that are no mixin's. */
    public abstract @Nullable Object property(E record, int column);

    /**
     * Set all properties from a row that has the columns of this mapping in their order, and return the values as they
     * were read.
     */
    public abstract @Nullable Object[] fill(E record, Row row, RowReader reader);

    /** Set the identity key; only called for models that have one. */
    public void setIdentity(E record, @Nullable Object key) {
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
    public UUID generateKey(E record) {
        throw new IllegalStateException(name() + " has no UUID key");
    }

    /**
     * Return the value of a property for what is stored of it, neither being null; overridden by generated code where
     * they differ.
     */
    public @Nullable Object restore(Object stored, int column) {
        return stored;
    }

    /**
     * Return whether a value that is to be stored in a column means the same as the one that is, though they are not
     * equal; overridden by generated code for columns of JSON.
     */
    public boolean isSame(@Nullable Object now, @Nullable Object stored, int column) {
        return false;
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

    public final List<MappedProperty> properties() {
        return properties;
    }

    public final List<Column> columns() {
        return columns;
    }

    public final Column column(int index) {
        return columns.get(index);
    }

    /** Return the events whose hook methods the model overrides. */
    public final List<Lifecycle> overridden() {
        return overridden;
    }

    /** Return the hooks of the model's mixins for an event, in the order in which they run. */
    public final List<Listener<? super E>> hooks(Lifecycle event) {
        return hooks.getOrDefault(event, List.of());
    }

    /** Return the sequence that the identity is taken from, or null if the database generates it as it inserts. */
    public final @Nullable Sequence sequence() {
        return sequence;
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
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw misfit(
                    column,
                    converter instanceof EnumConverter || converter instanceof JsonConverter
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
     * Return whether what is to be stored as JSON has the content of what is, as far as the property takes it in;
     * called by generated code.
     */
    protected static <V> boolean isSame(Converter<V, String> converter, @Nullable String now, @Nullable String stored) {
        if (stored == null) {
            return false;
        }
        try {
            String known = encode(converter, converter.fromDatabase(stored));
            if (known == null || now == null) {
                return known == null && now == null;
            }
            return known.equals(now) || (converter instanceof JsonConverter<V> json && json.isSame(now, known));
        } catch (RuntimeException e) { // What was written, yet cannot be read, differs from all else.
            return false;
        }
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
    public static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        return value instanceof Object[] elements ? elements.clone() : value;
    }

    private String propertyName(int column) {
        return name() + "." + properties.get(column).name();
    }

    @Override
    public final String toString() {
        return "Mapping[" + type.getName() + "]";
    }
}
