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
import io.fluxrecord.query.NumericProperty;
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
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The properties and entry points of {@link Obsolete}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
@SuppressWarnings({
        "deprecation",
        "rawtypes",
        "removal"
})
public final class Obsolete_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Obsolete> MODEL = Model.register(MAPPING);

    public static final NumericProperty<Obsolete, Long> id = new NumericProperty<>(MAPPING, 0);

    public static final TextProperty<Obsolete> old = new TextProperty<>(MAPPING, 1);

    public static final TextProperty<Obsolete> partCode = new TextProperty<>(MAPPING, 2);

    public static final Property<Obsolete, List> names = new Property<>(MAPPING, 3, Mapped.RAW_NAMES::toDatabase);

    public static final ToOne<Obsolete, Part> part = ToOne.foreignKey(MAPPING, "part", Part.class);

    private Obsolete_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Obsolete> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Obsolete} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Obsolete> find(long id) {
        return MODEL.find(id);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Obsolete> findAll(Collection<? extends Long> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Obsolete> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Obsolete> insertAll(Publisher<? extends Obsolete> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Obsolete} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Obsolete> {
        private static final Table TABLE = new Table(null, "obsolete");

        private static final Obsolete.RawNames RAW_NAMES = new Obsolete.RawNames();

        private final List<ForeignKey> foreignKeys = List.of(
                new ForeignKey("part", Part.class, List.of(column(2))));

        public Mapped() {
            super(
                    Obsolete.class,
                    List.of(
                            new MappedProperty("id", new Column(TABLE, "id", SqlType.BIGINT, 0, 0, 0, false, false), Role.IDENTITY),
                            new MappedProperty("old", new Column(TABLE, "old", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("partCode", new Column(TABLE, "part_code", SqlType.TEXT, 8, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("names", new Column(TABLE, "names", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN)),
                    List.of());
        }

        @Override
        public Obsolete instantiate() {
            return new Obsolete();
        }

        @Override
        public Object property(Obsolete record, int column) {
            switch (column) {
                case 0:
                    return record.id == 0 ? null : record.id;
                case 1:
                    return record.old;
                case 2:
                    return record.part.part(0);
                case 3:
                    return encode(RAW_NAMES, record.names);
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Obsolete record, Row row, RowReader reader) {
            Object[] values = new Object[4];
            Long id = reader.bigint(row, 0);
            values[0] = id;
            record.id = required(id, 0);
            String old = reader.text(row, 1);
            values[1] = old;
            record.old = old;
            values[2] = reader.text(row, 2);
            String names = reader.text(row, 3);
            values[3] = names;
            record.names = decode(RAW_NAMES, names, 3);
            record.part.fill(values[2]);
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 3:
                    return decode(RAW_NAMES, ((String) stored), 3);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public List<ForeignKey> foreignKeys() {
            return foreignKeys;
        }

        @Override
        public Reference reference(Obsolete record, int foreignKey) {
            switch (foreignKey) {
                case 0:
                    return record.part;
                default:
                    return super.reference(record, foreignKey);
            }
        }

        @Override
        public void setIdentity(Obsolete record, Object key) {
            record.id = key == null ? 0 : (Long) key;
        }
    }
}
