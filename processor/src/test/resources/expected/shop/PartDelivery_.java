package shop;

import io.fluxrecord.Database;
import io.fluxrecord.ReadOnlyModel;
import io.fluxrecord.ReadOnlyQuery;
import io.fluxrecord.generated.EnumConverter;
import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Reference;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.Property;
import io.fluxrecord.query.ToOne;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The properties and entry points of {@link PartDelivery}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class PartDelivery_ {
    private static final Mapped MAPPING = new Mapped();

    private static final ReadOnlyModel<PartDelivery> MODEL = ReadOnlyModel.register(MAPPING);

    public static final NumericProperty<PartDelivery, Long> orderOrderId = new NumericProperty<>(MAPPING, 0);

    public static final NumericProperty<PartDelivery, Integer> orderNumber = new NumericProperty<>(MAPPING, 1);

    public static final NumericProperty<PartDelivery, Long> lineOrderId = new NumericProperty<>(MAPPING, 2);

    public static final Property<PartDelivery, OrderLine.Kind> lineKind = new Property<>(MAPPING, 3, OrderLine.Kind::name);

    public static final ToOne<PartDelivery, PartOrder> order = ToOne.foreignKey(MAPPING, "order", PartOrder.class);

    public static final ToOne<PartDelivery, OrderLine> line = ToOne.foreignKey(MAPPING, "line", OrderLine.class);

    private PartDelivery_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static ReadOnlyModel<PartDelivery> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link PartDelivery} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Start a query over all records.
     */
    public static ReadOnlyQuery<PartDelivery> query() {
        return MODEL.query();
    }

    /**
     * How {@link PartDelivery} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<PartDelivery> {
        private static final Table TABLE = new Table(null, "part_delivery");

        private static final EnumConverter<OrderLine.Kind> KIND = new EnumConverter<>(OrderLine.Kind.values());

        private final List<ForeignKey> foreignKeys = List.of(
                new ForeignKey("order", PartOrder.class, List.of(column(0), column(1))),
                new ForeignKey("line", OrderLine.class, List.of(column(2), column(3))));

        public Mapped() {
            super(
                    PartDelivery.class,
                    List.of(
                            new MappedProperty("orderOrderId", new Column(TABLE, "order_order_id", SqlType.BIGINT, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("orderNumber", new Column(TABLE, "order_number", SqlType.INTEGER, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("lineOrderId", new Column(TABLE, "line_order_id", SqlType.BIGINT, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("lineKind", new Column(TABLE, "line_kind", SqlType.TEXT, 0, 0, 0, false, false), Role.PLAIN)),
                    List.of());
        }

        @Override
        public PartDelivery instantiate() {
            return new PartDelivery();
        }

        @Override
        public Object property(PartDelivery record, int column) {
            switch (column) {
                case 0:
                    return record.order.part(0);
                case 1:
                    return record.order.part(1);
                case 2:
                    return record.line.part(0);
                case 3:
                    return record.line.part(1);
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(PartDelivery record, Row row, RowReader reader) {
            Object[] values = new Object[4];
            values[0] = reader.bigint(row, 0);
            values[1] = reader.integer(row, 1);
            values[2] = reader.bigint(row, 2);
            values[3] = reader.text(row, 3);
            record.order.fill(values[0], values[1]);
            record.line.fill(values[2], values[3]);
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 3:
                    return decode(KIND, ((String) stored), 3);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public List<ForeignKey> foreignKeys() {
            return foreignKeys;
        }

        @Override
        public Reference reference(PartDelivery record, int foreignKey) {
            switch (foreignKey) {
                case 0:
                    return record.order;
                case 1:
                    return record.line;
                default:
                    return super.reference(record, foreignKey);
            }
        }
    }
}
