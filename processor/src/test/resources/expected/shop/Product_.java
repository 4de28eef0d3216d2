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
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.query.BooleanProperty;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.Property;
import io.fluxrecord.query.TemporalProperty;
import io.fluxrecord.query.TextProperty;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.time.Instant;
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
 * The properties and entry points of {@link Product}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
public final class Product_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Product> MODEL = Model.register(MAPPING);

    public static final Property<Product, UUID> id = new Property<>(MAPPING, 0);

    public static final TextProperty<Product> name = new TextProperty<>(MAPPING, 1);

    public static final NumericProperty<Product, BigDecimal> price = new NumericProperty<>(MAPPING, 2);

    public static final NumericProperty<Product, Integer> inventory = new NumericProperty<>(MAPPING, 3);

    public static final Property<Product, Product.Status> status = new Property<>(MAPPING, 4, Product.Status::name);

    public static final BooleanProperty<Product> active = new BooleanProperty<>(MAPPING, 5);

    public static final NumericProperty<Product, Long> version = new NumericProperty<>(MAPPING, 6);

    public static final TemporalProperty<Product, Instant> createdAt = TemporalProperty.ofInstant(MAPPING, 7);

    public static final TemporalProperty<Product, Instant> updatedAt = TemporalProperty.ofInstant(MAPPING, 8);

    public static final TemporalProperty<Product, Instant> deletedAt = TemporalProperty.ofInstant(MAPPING, 9);

    private Product_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Product> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Product} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Product> find(UUID id) {
        return MODEL.find(id);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Product> findAll(Collection<? extends UUID> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Product> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Product> insertAll(Publisher<? extends Product> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Product} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Product> {
        private static final Table TABLE = new Table(null, "products");

        private static final EnumConverter<Product.Status> STATUS = new EnumConverter<>(Product.Status.values());

        public Mapped() {
            super(
                    Product.class,
                    List.of(
                            new MappedProperty("id", new Column(TABLE, "id", SqlType.UUID, 0, 0, 0, false, false), Role.UUID_KEY),
                            new MappedProperty("name", new Column(TABLE, "name", SqlType.TEXT, 80, 0, 0, false, true), Role.PLAIN),
                            new MappedProperty("price", new Column(TABLE, "price", SqlType.DECIMAL, 0, 12, 2, true, false), Role.PLAIN),
                            new MappedProperty("inventory", new Column(TABLE, "inventory", SqlType.INTEGER, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("status", new Column(TABLE, "status", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("active", new Column(TABLE, "active", SqlType.BOOLEAN, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("version", new Column(TABLE, "version", SqlType.BIGINT, 0, 0, 0, false, false), Role.VERSION),
                            new MappedProperty("createdAt", new Column(TABLE, "created", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, false, false), Role.CREATED_AT),
                            new MappedProperty("updatedAt", new Column(TABLE, "updated_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, false, false), Role.UPDATED_AT),
                            new MappedProperty("deletedAt", new Column(TABLE, "deleted_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, true, false), Role.DELETED_AT)),
                    List.of(Lifecycle.BEFORE_SAVE));
        }

        @Override
        public Product instantiate() {
            return new Product();
        }

        @Override
        public Object property(Product record, int column) {
            switch (column) {
                case 1:
                    return record.name;
                case 2:
                    return record.price;
                case 3:
                    return record.inventory;
                case 4:
                    return encode(STATUS, record.status);
                case 5:
                    return record.isActive();
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Product record, Row row, RowReader reader) {
            Object[] values = new Object[10];
            values[0] = reader.value(row, 0, UUID.class);
            String name = reader.text(row, 1);
            values[1] = name;
            record.name = name;
            BigDecimal price = reader.decimal(row, 2);
            values[2] = price;
            record.price = price;
            Integer inventory = reader.integer(row, 3);
            values[3] = inventory;
            record.inventory = required(inventory, 3);
            String status = reader.text(row, 4);
            values[4] = status;
            record.status = decode(STATUS, status, 4);
            Boolean active = reader.value(row, 5, Boolean.class);
            values[5] = active;
            try {
                record.setActive(required(active, 5));
            } catch (RuntimeException refusal) {
                throw refused(5, refusal);
            }
            values[6] = reader.bigint(row, 6);
            values[7] = reader.instant(row, 7);
            values[8] = reader.instant(row, 8);
            values[9] = reader.instant(row, 9);
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 4:
                    return decode(STATUS, ((String) stored), 4);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public void set(Product record, int column, Object stored) {
            switch (column) {
                case 2:
                    record.price = ((BigDecimal) stored);
                    break;
                default:
                    super.set(record, column, stored);
            }
        }

        @Override
        public UUID generateKey(Product record) {
            return record.generateId();
        }
    }
}
