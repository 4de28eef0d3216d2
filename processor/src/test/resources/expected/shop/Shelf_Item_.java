package shop;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Query;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.generated.EnumConverter;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.Property;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The properties and entry points of {@link Shelf.Item}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
public final class Shelf_Item_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Shelf.Item> MODEL = Model.register(MAPPING);

    public static final NumericProperty<Shelf.Item, Integer> id = new NumericProperty<>(MAPPING, 0);

    public static final NumericProperty<Shelf.Item, Integer> sizeWidth = new NumericProperty<>(MAPPING, 1, MAPPING.column(1));

    public static final NumericProperty<Shelf.Item, Double> sizeDepth = new NumericProperty<>(MAPPING, 2, MAPPING.column(1));

    public static final NumericProperty<Shelf.Item, Byte> sizeLayers = new NumericProperty<>(MAPPING, 3, MAPPING.column(1), Byte::shortValue);

    public static final Property<Shelf.Item, Shelf.Unit> sizeUnit = new Property<>(MAPPING, 4, Shelf.Unit::name);

    public static final NumericProperty<Shelf.Item, Integer> boxWidth = new NumericProperty<>(MAPPING, 5, MAPPING.column(5));

    public static final NumericProperty<Shelf.Item, Double> boxDepth = new NumericProperty<>(MAPPING, 6, MAPPING.column(5));

    public static final NumericProperty<Shelf.Item, Byte> boxLayers = new NumericProperty<>(MAPPING, 7, MAPPING.column(5), Byte::shortValue);

    public static final Property<Shelf.Item, Shelf.Unit> boxUnit = new Property<>(MAPPING, 8, Shelf.Unit::name);

    private Shelf_Item_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Shelf.Item> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Shelf.Item} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Shelf.Item> find(int id) {
        return MODEL.find(id);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Shelf.Item> findAll(Collection<? extends Integer> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Shelf.Item> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Shelf.Item> insertAll(Publisher<? extends Shelf.Item> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Shelf.Item} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Shelf.Item> {
        private static final Table TABLE = new Table(null, "item");

        private static final EnumConverter<Shelf.Unit> UNIT = new EnumConverter<>(Shelf.Unit.values(), Shelf.Unit.CM);

        public Mapped() {
            super(
                    Shelf.Item.class,
                    List.of(
                            new MappedProperty("id", new Column(TABLE, "id", SqlType.INTEGER, 0, 0, 0, false, false), Role.IDENTITY),
                            new MappedProperty("sizeWidth", new Column(TABLE, "size_width", SqlType.INTEGER, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("sizeDepth", new Column(TABLE, "size_depth", SqlType.DOUBLE, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("sizeLayers", new Column(TABLE, "size_layers", SqlType.SMALLINT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("sizeUnit", new Column(TABLE, "size_unit", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("boxWidth", new Column(TABLE, "box_width", SqlType.INTEGER, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("boxDepth", new Column(TABLE, "box_depth", SqlType.DOUBLE, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("boxLayers", new Column(TABLE, "box_layers", SqlType.SMALLINT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("boxUnit", new Column(TABLE, "box_unit", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN)),
                    List.of());
        }

        @Override
        public Shelf.Item instantiate() {
            return new Shelf.Item();
        }

        @Override
        public Object property(Shelf.Item record, int column) {
            switch (column) {
                case 0:
                    return record.id == 0 ? null : record.id;
                case 1:
                    return record.size == null ? null : record.size.width();
                case 2:
                    return record.size == null ? null : record.size.depth();
                case 3:
                    return record.size == null || record.size.layers() == null ? null : record.size.layers().shortValue();
                case 4:
                    return record.size == null ? null : encode(UNIT, record.size.unit());
                case 5: {
                    Shelf.Size box = record.getBox();
                    return box == null ? null : box.width();
                }
                case 6: {
                    Shelf.Size box = record.getBox();
                    return box == null ? null : box.depth();
                }
                case 7: {
                    Shelf.Size box = record.getBox();
                    return box == null || box.layers() == null ? null : box.layers().shortValue();
                }
                case 8: {
                    Shelf.Size box = record.getBox();
                    return box == null ? null : encode(UNIT, box.unit());
                }
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Shelf.Item record, Row row, RowReader reader) {
            Object[] values = new Object[9];
            Integer id = reader.integer(row, 0);
            values[0] = id;
            record.id = required(id, 0);
            Integer sizeWidth = reader.integer(row, 1);
            values[1] = sizeWidth;
            Double sizeDepth = reader.doublePrecision(row, 2);
            values[2] = sizeDepth;
            Short sizeLayers = reader.tinyint(row, 3);
            values[3] = sizeLayers;
            String sizeUnit = UNIT.known(reader.text(row, 4));
            values[4] = sizeUnit;
            try {
                record.size = sizeWidth == null && sizeDepth == null && sizeLayers == null && sizeUnit == null
                        ? null
                        : new Shelf.Size(required(sizeWidth, 1), sizeDepth, sizeLayers == null ? null : sizeLayers.byteValue(), decode(UNIT, sizeUnit, 4));
            } catch (RuntimeException refusal) {
                throw refused("size", 1, 4, refusal);
            }
            Integer boxWidth = reader.integer(row, 5);
            values[5] = boxWidth;
            Double boxDepth = reader.doublePrecision(row, 6);
            values[6] = boxDepth;
            Short boxLayers = reader.tinyint(row, 7);
            values[7] = boxLayers;
            String boxUnit = UNIT.known(reader.text(row, 8));
            values[8] = boxUnit;
            try {
                record.setBox(boxWidth == null && boxDepth == null && boxLayers == null && boxUnit == null
                        ? null
                        : new Shelf.Size(required(boxWidth, 5), boxDepth, boxLayers == null ? null : boxLayers.byteValue(), decode(UNIT, boxUnit, 8)));
            } catch (RuntimeException refusal) {
                throw refused("box", 5, 8, refusal);
            }
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 3:
                    return ((Short) stored).byteValue();
                case 4:
                    return decode(UNIT, ((String) stored), 4);
                case 7:
                    return ((Short) stored).byteValue();
                case 8:
                    return decode(UNIT, ((String) stored), 8);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public void set(Shelf.Item record, int column, Object stored) {
            switch (column) {
                case 2:
                    record.size = new Shelf.Size(record.size.width(), ((Double) stored), record.size.layers(), record.size.unit());
                    break;
                case 6:
                    record.setBox(new Shelf.Size(record.getBox().width(), ((Double) stored), record.getBox().layers(), record.getBox().unit()));
                    break;
                default:
                    super.set(record, column, stored);
            }
        }

        @Override
        public void setIdentity(Shelf.Item record, Object key) {
            record.id = key == null ? 0 : (Integer) key;
        }
    }
}
