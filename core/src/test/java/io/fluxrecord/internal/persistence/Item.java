package io.fluxrecord.internal.persistence;

import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.scripted.ScriptedRow;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record whose columns a test chooses, in an order that the annotation processor would not have them in. */
public final class Item extends Persistent {

    private static final Table TABLE = new Table(null, "item");

    private final @Nullable Object[] values;

    /** Whether the properties refuse to be set, as a setter may. */
    boolean refuses;

    private Item(int columns) {
        values = new Object[columns];
    }

    /** A column of one type and role, by a name of its own. */
    static MappedProperty column(String name, SqlType type, Role role) {
        return new MappedProperty(name, new Column(TABLE, name, type, 0, 0, 0, true, false), role);
    }

    public static MappedProperty name() {
        return column("name", SqlType.TEXT, Role.PLAIN);
    }

    static MappedProperty identity() {
        return column("id", SqlType.BIGINT, Role.IDENTITY);
    }

    public static MappedProperty key() {
        return column("id", SqlType.BIGINT, Role.KEY);
    }

    static MappedProperty version() {
        return column("version", SqlType.BIGINT, Role.VERSION);
    }

    static MappedProperty time(Role role) {
        return column(role.name().toLowerCase(Locale.ROOT), SqlType.TIMESTAMP_WITH_TIME_ZONE, role);
    }

    public static Mapping<Item> mapping(MappedProperty... columns) {
        return new Mapping<>(new Columns(List.of(columns), null));
    }

    static Mapping<Item> mapping(Sequence sequence, MappedProperty... columns) {
        return new Mapping<>(new Columns(List.of(columns), sequence));
    }

    /** Return a new record with these values of its own columns, which come first. */
    static Item of(Mapping<Item> mapping, @Nullable Object... values) {
        Item item = mapping.instantiate();
        System.arraycopy(values, 0, item.values, 0, values.length);
        return item;
    }

    /** Return a record that was read from a row, and whose operation is under way. */
    public static Item stored(Mapping<Item> mapping, RowReader reader, @Nullable Object... row) {
        Item item = mapping.read(ScriptedRow.of(row), reader, mapping.instantiate(), null);
        begin(item);
        return item;
    }

    static Operation begin(Item item) {
        Operation operation = new Operation(RecordState.of(item), null);
        RecordState.of(item).begin(null, operation);
        return operation;
    }

    public @Nullable Object value(int column) {
        return values[column];
    }

    public void value(int column, @Nullable Object value) {
        if (refuses) {
            throw new IllegalStateException("on purpose");
        }
        values[column] = value;
    }

    private static final class Columns extends GeneratedMapping<Item> {

        private Columns(List<MappedProperty> columns, @Nullable Sequence sequence) {
            super(Item.class, columns, List.of(), sequence);
        }

        @Override
        public Item instantiate() {
            return new Item(columns().size());
        }

        @Override
        public @Nullable Object property(Item record, int column) {
            return record.value(column);
        }

        @Override
        public @Nullable Object[] fill(Item record, Row row, RowReader reader) {
            List<@Nullable Object> read = new ArrayList<>();
            for (int column = 0; column < columns().size(); column++) {
                Object value = read(row, reader, column);
                read.add(value);
                record.values[column] = value;
            }
            return read.toArray();
        }

        private @Nullable Object read(Row row, RowReader reader, int column) {
            return switch (column(column).type()) {
                case TEXT -> reader.text(row, column);
                case BIGINT -> reader.bigint(row, column);
                case DECIMAL -> reader.decimal(row, column);
                case TIMESTAMP_WITH_TIME_ZONE ->
                    properties().get(column).role() == Role.PLAIN
                            ? reader.offsetDateTime(row, column)
                            : reader.instant(row, column);
                default -> throw new IllegalArgumentException("no column of an item has this type");
            };
        }

        @Override
        public void setIdentity(Item record, @Nullable Object key) {
            record.value(indexOfIdentity(), key);
        }

        private int indexOfIdentity() {
            return properties().stream().map(MappedProperty::role).toList().indexOf(Role.IDENTITY);
        }

        @Override
        public void set(Item record, int column, Object stored) {
            record.value(column, stored);
        }
    }
}
