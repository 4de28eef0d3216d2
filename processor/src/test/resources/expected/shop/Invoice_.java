package shop;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Query;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.TemporalProperty;
import io.fluxrecord.query.TextProperty;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.time.Instant;
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
 * The properties and entry points of {@link Invoice}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class Invoice_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Invoice> MODEL = Model.register(MAPPING);

    public static final NumericProperty<Invoice, Integer> number = new NumericProperty<>(MAPPING, 0);

    public static final TextProperty<Invoice> customer = new TextProperty<>(MAPPING, 1);

    public static final TemporalProperty<Invoice, Instant> createdAt = TemporalProperty.ofInstant(MAPPING, 2);

    private Invoice_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Invoice> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Invoice} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Invoice> find(int number) {
        return MODEL.find(number);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Invoice> findAll(Collection<? extends Integer> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Invoice> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Invoice> insertAll(Publisher<? extends Invoice> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Invoice} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Invoice> {
        private static final Table TABLE = new Table("sales", "invoice");

        public Mapped() {
            super(
                    Invoice.class,
                    List.of(
                            new MappedProperty("number", new Column(TABLE, "number", SqlType.INTEGER, 0, 0, 0, false, false), Role.IDENTITY),
                            new MappedProperty("customer", new Column(TABLE, "customer", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("createdAt", new Column(TABLE, "created_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, false, false), Role.CREATED_AT)),
                    List.of(),
                    new Sequence(TABLE.schema(), "invoice_numbers", 20));
        }

        @Override
        public Invoice instantiate() {
            return new Invoice();
        }

        @Override
        public Object property(Invoice record, int column) {
            switch (column) {
                case 0:
                    return record.number == 0 ? null : record.number;
                case 1:
                    return record.customer;
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Invoice record, Row row, RowReader reader) {
            Object[] values = new Object[3];
            Integer number = reader.integer(row, 0);
            values[0] = number;
            record.number = required(number, 0);
            String customer = reader.text(row, 1);
            values[1] = customer;
            record.customer = customer;
            values[2] = reader.instant(row, 2);
            return values;
        }

        @Override
        public void setIdentity(Invoice record, Object key) {
            record.number = key == null ? 0 : (Integer) key;
        }
    }
}
