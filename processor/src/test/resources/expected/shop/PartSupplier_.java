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
import io.fluxrecord.query.Property;
import io.fluxrecord.query.TextProperty;
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
 * The properties and entry points of {@link PartSupplier}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class PartSupplier_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<PartSupplier> MODEL = Model.register(MAPPING);

    public static final TextProperty<PartSupplier> partCode = new TextProperty<>(MAPPING, 0);

    public static final Property<PartSupplier, UUID> supplierId = new Property<>(MAPPING, 1);

    public static final ToOne<PartSupplier, Part> part = ToOne.foreignKey(MAPPING, "part", Part.class);

    public static final ToOne<PartSupplier, Supplier> supplier = ToOne.foreignKey(MAPPING, "supplier", Supplier.class);

    private PartSupplier_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<PartSupplier> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link PartSupplier} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<PartSupplier> find(String partCode, UUID supplierId) {
        return MODEL.find(partCode, supplierId);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<PartSupplier> findAll(Collection<? extends Key> keys) {
        return MODEL.findAll(keys, key -> new Object[] {key.partCode(), key.supplierId()});
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<PartSupplier> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<PartSupplier> insertAll(Publisher<? extends PartSupplier> records) {
        return MODEL.insertAll(records);
    }

    /**
     * The key of a {@link PartSupplier}, for {@code findAll}.
     */
    public record Key(String partCode, UUID supplierId) {
    }

    /**
     * How {@link PartSupplier} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<PartSupplier> {
        private static final Table TABLE = new Table(null, "part_supplier");

        private final List<ForeignKey> foreignKeys = List.of(
                new ForeignKey("part", Part.class, List.of(column(0))),
                new ForeignKey("supplier", Supplier.class, List.of(column(1))));

        public Mapped() {
            super(
                    PartSupplier.class,
                    List.of(
                            new MappedProperty("partCode", new Column(TABLE, "part_code", SqlType.TEXT, 8, 0, 0, false, false), Role.KEY),
                            new MappedProperty("supplierId", new Column(TABLE, "supplier_id", SqlType.UUID, 0, 0, 0, false, false), Role.KEY)),
                    List.of());
        }

        @Override
        public PartSupplier instantiate() {
            return new PartSupplier();
        }

        @Override
        public Object property(PartSupplier record, int column) {
            switch (column) {
                case 0:
                    return record.part.part(0);
                case 1:
                    return record.getSupplier().part(0);
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(PartSupplier record, Row row, RowReader reader) {
            Object[] values = new Object[2];
            values[0] = reader.text(row, 0);
            values[1] = reader.value(row, 1, UUID.class);
            record.part.fill(values[0]);
            record.getSupplier().fill(values[1]);
            return values;
        }

        @Override
        public void set(PartSupplier record, int column, Object stored) {
            switch (column) {
                case 0:
                    record.part.part(0, stored);
                    break;
                default:
                    super.set(record, column, stored);
            }
        }

        @Override
        public List<ForeignKey> foreignKeys() {
            return foreignKeys;
        }

        @Override
        public Reference reference(PartSupplier record, int foreignKey) {
            switch (foreignKey) {
                case 0:
                    return record.part;
                case 1:
                    return record.getSupplier();
                default:
                    return super.reference(record, foreignKey);
            }
        }
    }
}
