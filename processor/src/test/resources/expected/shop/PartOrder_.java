package shop;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Query;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Reference;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.generated.Written;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.Property;
import io.fluxrecord.query.TextProperty;
import io.fluxrecord.query.ToMany;
import io.fluxrecord.query.ToOne;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The properties and entry points of {@link PartOrder}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class PartOrder_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<PartOrder> MODEL = Model.register(MAPPING);

    public static final NumericProperty<PartOrder, Long> orderId = new NumericProperty<>(MAPPING, 0);

    public static final NumericProperty<PartOrder, Integer> number = new NumericProperty<>(MAPPING, 1);

    public static final TextProperty<PartOrder> partSupplierPartCode = new TextProperty<>(MAPPING, 2);

    public static final Property<PartOrder, UUID> supplierId = new Property<>(MAPPING, 3);

    public static final Property<PartOrder, UUID> seenId = new Property<>(MAPPING, 4);

    public static final NumericProperty<PartOrder, Long> version = new NumericProperty<>(MAPPING, 5);

    public static final ToOne<PartOrder, Order> order = ToOne.foreignKey(MAPPING, "order", Order.class);

    public static final ToOne<PartOrder, PartSupplier> partSupplier = ToOne.foreignKey(MAPPING, "partSupplier", PartSupplier.class);

    public static final ToOne<PartOrder, Part> part = ToOne.foreignKey(MAPPING, "part", Part.class);

    public static final ToOne<PartOrder, Product> seen = ToOne.foreignKey(MAPPING, "seen", Product.class);

    public static final ToMany<PartOrder, PartDelivery> deliveries = ToMany.inverse(MAPPING, "deliveries", PartDelivery.class, "order");

    private PartOrder_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<PartOrder> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link PartOrder} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<PartOrder> find(long orderId, int number) {
        return MODEL.find(orderId, number);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<PartOrder> findAll(Collection<? extends Key> keys) {
        return MODEL.findAll(keys, key -> new Object[] {key.orderId(), key.number()});
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<PartOrder> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<PartOrder> insertAll(Publisher<? extends PartOrder> records) {
        return MODEL.insertAll(records);
    }

    /**
     * The key of a {@link PartOrder}, for {@code findAll}.
     */
    public record Key(long orderId, int number) {
    }

    /**
     * How {@link PartOrder} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<PartOrder> {
        private static final Table TABLE = new Table(null, "part_order");

        private final List<ForeignKey> foreignKeys = List.of(
                new ForeignKey("order", Order.class, List.of(column(0))),
                new ForeignKey("partSupplier", PartSupplier.class, List.of(column(2), column(3))),
                new ForeignKey("part", Part.class, List.of(column(2))),
                new ForeignKey("seen", Product.class, List.of(column(4))));

        public Mapped() {
            super(
                    PartOrder.class,
                    List.of(
                            new MappedProperty("orderId", new Column(TABLE, "order_id", SqlType.BIGINT, 0, 0, 0, false, false), Role.KEY),
                            new MappedProperty("number", new Column(TABLE, "number", SqlType.INTEGER, 0, 0, 0, false, false), Role.KEY),
                            new MappedProperty("partSupplierPartCode", new Column(TABLE, "part_code", SqlType.TEXT, 8, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("supplierId", new Column(TABLE, "supplier_id", SqlType.UUID, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("seenId", new Column(TABLE, "seen_by", SqlType.UUID, 0, 0, 0, true, true), Role.PLAIN, Written.ONCE),
                            new MappedProperty("version", new Column(TABLE, "version", SqlType.BIGINT, 0, 0, 0, false, false), Role.VERSION)),
                    List.of());
        }

        @Override
        public PartOrder instantiate() {
            return new PartOrder();
        }

        @Override
        public Object property(PartOrder record, int column) {
            switch (column) {
                case 0:
                    return record.orderId;
                case 1:
                    return record.number;
                case 2:
                    return record.partSupplier.part(0);
                case 3:
                    return record.supplierId;
                case 4:
                    return record.seen.part(0);
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(PartOrder record, Row row, RowReader reader) {
            Object[] values = new Object[6];
            Long orderId = reader.bigint(row, 0);
            values[0] = orderId;
            record.orderId = required(orderId, 0);
            Integer number = reader.integer(row, 1);
            values[1] = number;
            record.number = required(number, 1);
            values[2] = reader.text(row, 2);
            UUID supplierId = reader.value(row, 3, UUID.class);
            values[3] = supplierId;
            record.supplierId = supplierId;
            values[4] = reader.value(row, 4, UUID.class);
            values[5] = reader.bigint(row, 5);
            record.order.fill(values[0]);
            record.partSupplier.fill(values[2], values[3]);
            record.part.fill(values[2]);
            record.seen.fill(values[4]);
            return values;
        }

        @Override
        public Object[] shared(PartOrder record, int column, boolean isNew) {
            switch (column) {
                case 0: {
                    return new Object[] {isNew && record.orderId == 0 ? null : record.orderId, record.order.part(0)};
                }
                case 2: {
                    return new Object[] {record.partSupplier.part(0), record.part.part(0)};
                }
                case 3: {
                    return new Object[] {record.supplierId, record.partSupplier.part(1)};
                }
                default:
                    return super.shared(record, column, isNew);
            }
        }

        @Override
        public void share(PartOrder record, int column, int index, Object stored) {
            switch (column) {
                case 0:
                    if (index == 0) {
                        record.orderId = stored == null ? 0 : ((Long) stored);
                    } else if (index == 1) {
                        record.order.part(0, stored);
                    }
                    break;
                case 2:
                    if (index == 0) {
                        record.partSupplier.part(0, stored);
                    } else if (index == 1) {
                        record.part.part(0, stored);
                    }
                    break;
                case 3:
                    if (index == 0) {
                        record.supplierId = stored == null ? null : ((UUID) stored);
                    } else if (index == 1) {
                        record.partSupplier.part(1, stored);
                    }
                    break;
                default:
                    super.share(record, column, index, stored);
            }
        }

        @Override
        public List<ForeignKey> foreignKeys() {
            return foreignKeys;
        }

        @Override
        public Reference reference(PartOrder record, int foreignKey) {
            switch (foreignKey) {
                case 0:
                    return record.order;
                case 1:
                    return record.partSupplier;
                case 2:
                    return record.part;
                case 3:
                    return record.seen;
                default:
                    return super.reference(record, foreignKey);
            }
        }
    }
}
