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
 * The properties and entry points of {@link OrderLine}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class OrderLine_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<OrderLine> MODEL = Model.register(MAPPING);

    public static final NumericProperty<OrderLine, Long> orderId = new NumericProperty<>(MAPPING, 0);

    public static final Property<OrderLine, OrderLine.Kind> kind = new Property<>(MAPPING, 1, OrderLine.Kind::name);

    public static final NumericProperty<OrderLine, Short> amount = new NumericProperty<>(MAPPING, 2);

    public static final NumericProperty<OrderLine, Long> version = new NumericProperty<>(MAPPING, 3);

    private OrderLine_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<OrderLine> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link OrderLine} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<OrderLine> find(long orderId, OrderLine.Kind kind) {
        return MODEL.find(orderId, kind == null ? null : kind.name());
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<OrderLine> findAll(Collection<? extends Key> keys) {
        return MODEL.findAll(keys, key -> new Object[] {key.orderId(), key.kind() == null ? null : key.kind().name()});
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<OrderLine> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<OrderLine> insertAll(Publisher<? extends OrderLine> records) {
        return MODEL.insertAll(records);
    }

    /**
     * The key of a {@link OrderLine}, for {@code findAll}.
     */
    public record Key(long orderId, OrderLine.Kind kind) {
    }

    /**
     * How {@link OrderLine} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<OrderLine> {
        private static final Table TABLE = new Table(null, "order_line");

        private static final EnumConverter<OrderLine.Kind> KIND = new EnumConverter<>(OrderLine.Kind.values());

        public Mapped() {
            super(
                    OrderLine.class,
                    List.of(
                            new MappedProperty("orderId", new Column(TABLE, "order_id", SqlType.BIGINT, 0, 0, 0, false, false), Role.KEY),
                            new MappedProperty("kind", new Column(TABLE, "kind", SqlType.TEXT, 0, 0, 0, false, false), Role.KEY),
                            new MappedProperty("amount", new Column(TABLE, "amount", SqlType.SMALLINT, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("version", new Column(TABLE, "version", SqlType.BIGINT, 0, 0, 0, false, false), Role.VERSION)),
                    List.of());
        }

        @Override
        public OrderLine instantiate() {
            return new OrderLine();
        }

        @Override
        public Object property(OrderLine record, int column) {
            switch (column) {
                case 0:
                    return record.orderId;
                case 1:
                    return encode(KIND, record.kind);
                case 2:
                    return record.amount();
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(OrderLine record, Row row, RowReader reader) {
            Object[] values = new Object[4];
            Long orderId = reader.bigint(row, 0);
            values[0] = orderId;
            record.orderId = required(orderId, 0);
            String kind = reader.text(row, 1);
            values[1] = kind;
            record.kind = decode(KIND, kind, 1);
            Short amount = reader.smallint(row, 2);
            values[2] = amount;
            try {
                record.setAmount(required(amount, 2));
            } catch (RuntimeException refusal) {
                throw refused(2, refusal);
            }
            values[3] = reader.bigint(row, 3);
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 1:
                    return decode(KIND, ((String) stored), 1);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public void set(OrderLine record, int column, Object stored) {
            switch (column) {
                case 1:
                    record.kind = decode(KIND, ((String) stored), 1);
                    break;
                default:
                    super.set(record, column, stored);
            }
        }
    }
}
