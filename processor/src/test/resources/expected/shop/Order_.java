package shop;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Query;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.TemporalProperty;
import io.fluxrecord.query.TextProperty;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.time.LocalDate;
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
 * The properties and entry points of {@link Order}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
public final class Order_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Order> MODEL = Model.register(MAPPING);

    public static final NumericProperty<Order, Long> id = new NumericProperty<>(MAPPING, 0);

    public static final TextProperty<Order> customer = new TextProperty<>(MAPPING, 1);

    public static final TemporalProperty<Order, LocalDate> placed = new TemporalProperty<>(MAPPING, 2);

    public static final NumericProperty<Order, Integer> saves = new NumericProperty<>(MAPPING, 3);

    public static final TextProperty<Order> tenantId = new TextProperty<>(MAPPING, 4);

    private Order_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Order> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Order} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Order> find(Long id) {
        return MODEL.find(id);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Order> findAll(Collection<? extends Long> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Order> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Order> insertAll(Publisher<? extends Order> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Order} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Order> {
        private static final Table TABLE = new Table("sales", "orders");

        public Mapped() {
            super(
                    Order.class,
                    List.of(
                            new MappedProperty("id", new Column(TABLE, "id", SqlType.BIGINT, 0, 0, 0, false, false), Role.IDENTITY),
                            new MappedProperty("customer", new Column(TABLE, "customer", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("placed", new Column(TABLE, "placed", SqlType.DATE, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("saves", new Column(TABLE, "saves", SqlType.INTEGER, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("tenantId", new Column(TABLE, "tenant", SqlType.TEXT, 20, 0, 0, false, false), Role.PLAIN)),
                    List.of(Lifecycle.BEFORE_DELETE));
            hook(Lifecycle.BEFORE_INSERT, Listener.sync(record -> record.countSave()));
            hook(Lifecycle.BEFORE_UPDATE, Listener.sync(record -> record.countSave()));
            hook(Lifecycle.BEFORE_INSERT, record -> record.stampTenant());
        }

        @Override
        public Order instantiate() {
            return new Order();
        }

        @Override
        public Object property(Order record, int column) {
            switch (column) {
                case 0:
                    return record.id;
                case 1:
                    return record.customer;
                case 2:
                    return record.placed;
                case 3:
                    return Audited.SAVES.get(record);
                case 4:
                    return Tenanted.TENANT_ID.get(record);
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Order record, Row row, RowReader reader) {
            Object[] values = new Object[5];
            Long id = reader.bigint(row, 0);
            values[0] = id;
            record.id = id;
            String customer = reader.text(row, 1);
            values[1] = customer;
            record.customer = customer;
            LocalDate placed = reader.date(row, 2);
            values[2] = placed;
            record.placed = placed;
            Integer saves = reader.integer(row, 3);
            values[3] = saves;
            Audited.SAVES.set(record, saves);
            String tenantId = reader.text(row, 4);
            values[4] = tenantId;
            Tenanted.TENANT_ID.set(record, tenantId);
            return values;
        }

        @Override
        public void setIdentity(Order record, Object key) {
            record.id = (Long) key;
        }
    }
}
