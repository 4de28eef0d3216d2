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
import io.fluxrecord.query.Property;
import io.fluxrecord.query.TemporalProperty;
import io.fluxrecord.query.TextProperty;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
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
 * The properties and entry points of {@link Supplier}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
public final class Supplier_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Supplier> MODEL = Model.register(MAPPING);

    public static final Property<Supplier, UUID> id = new Property<>(MAPPING, 0);

    public static final TextProperty<Supplier> name = new TextProperty<>(MAPPING, 1);

    public static final Property<Supplier, Supplier.Kind> kind = new Property<>(MAPPING, 2, Supplier.Kind::name);

    public static final TextProperty<Supplier> city = new TextProperty<>(MAPPING, 3);

    public static final TemporalProperty<Supplier, Instant> updatedAt = TemporalProperty.ofInstant(MAPPING, 4);

    public static final TemporalProperty<Supplier, Instant> deletedAt = TemporalProperty.ofInstant(MAPPING, 5);

    private Supplier_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Supplier> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Supplier} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Supplier> find(UUID id) {
        return MODEL.find(id);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Supplier> findAll(Collection<? extends UUID> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Supplier> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Supplier> insertAll(Publisher<? extends Supplier> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Supplier} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Supplier> {
        private static final Table TABLE = new Table(null, "supplier");

        private static final EnumConverter<Supplier.Kind> KIND = new EnumConverter<>(Supplier.Kind.values());

        public Mapped() {
            super(
                    Supplier.class,
                    List.of(
                            new MappedProperty("id", new Column(TABLE, "id", SqlType.UUID, 0, 0, 0, false, false), Role.UUID_KEY),
                            new MappedProperty("name", new Column(TABLE, "supplier_name", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("kind", new Column(TABLE, "kind", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("city", new Column(TABLE, "city", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("updatedAt", new Column(TABLE, "updated_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, false, false), Role.UPDATED_AT),
                            new MappedProperty("deletedAt", new Column(TABLE, "deleted_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, true, false), Role.DELETED_AT)),
                    List.of(Lifecycle.AFTER_SAVE));
        }

        @Override
        public Supplier instantiate() {
            return new Supplier();
        }

        @Override
        public Object property(Supplier record, int column) {
            switch (column) {
                case 1:
                    return record.getName();
                case 2:
                    return encode(KIND, record.kind);
                case 3:
                    return record.city;
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Supplier record, Row row, RowReader reader) {
            Object[] values = new Object[6];
            values[0] = reader.value(row, 0, UUID.class);
            String name = reader.text(row, 1);
            values[1] = name;
            try {
                record.setName(name);
            } catch (RuntimeException refusal) {
                throw refused(1, refusal);
            }
            String kind = reader.text(row, 2);
            values[2] = kind;
            record.kind = decode(KIND, kind, 2);
            String city = reader.text(row, 3);
            values[3] = city;
            record.city = city;
            values[4] = reader.instant(row, 4);
            values[5] = reader.instant(row, 5);
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 2:
                    return decode(KIND, ((String) stored), 2);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public UUID generateKey(Supplier record) {
            return record.generateId();
        }
    }
}
