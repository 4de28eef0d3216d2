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
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The properties and entry points of {@link Part}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
@SuppressWarnings("deprecation")
public final class Part_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Part> MODEL = Model.register(MAPPING);

    public static final TextProperty<Part> code = new TextProperty<>(MAPPING, 0);

    public static final TextProperty<Part> replacementCode = new TextProperty<>(MAPPING, 1);

    public static final ToOne<Part, Part> replacement = ToOne.foreignKey(MAPPING, "replacement", Part.class);

    public static final ToMany<Part, Part> replaced = ToMany.inverse(MAPPING, "replaced", Part.class, "replacement");

    public static final ToMany<Part, PartSupplier> suppliers = ToMany.inverse(MAPPING, "suppliers", PartSupplier.class, "part");

    public static final ToMany<Part, Obsolete> obsolete = ToMany.inverse(MAPPING, "obsolete", Obsolete.class, "part");

    private Part_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Part> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Part} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Part> find(String code) {
        return MODEL.find(code);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Part> findAll(Collection<? extends String> keys) {
        return MODEL.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Part> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Part> insertAll(Publisher<? extends Part> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Part} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Part> {
        private static final Table TABLE = new Table(null, "part");

        private final List<ForeignKey> foreignKeys = List.of(
                new ForeignKey("replacement", Part.class, List.of(column(1))));

        public Mapped() {
            super(
                    Part.class,
                    List.of(
                            new MappedProperty("code", new Column(TABLE, "code", SqlType.TEXT, 8, 0, 0, false, false), Role.KEY),
                            new MappedProperty("replacementCode", new Column(TABLE, "replacement_code", SqlType.TEXT, 8, 0, 0, true, false), Role.PLAIN)),
                    List.of());
        }

        @Override
        public Part instantiate() {
            return new Part();
        }

        @Override
        public Object property(Part record, int column) {
            switch (column) {
                case 0:
                    return record.code;
                case 1:
                    return record.replacement.part(0);
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Part record, Row row, RowReader reader) {
            Object[] values = new Object[2];
            String code = reader.text(row, 0);
            values[0] = code;
            record.code = code;
            values[1] = reader.text(row, 1);
            record.replacement.fill(values[1]);
            return values;
        }

        @Override
        public void set(Part record, int column, Object stored) {
            switch (column) {
                case 0:
                    record.code = ((String) stored);
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
        public Reference reference(Part record, int foreignKey) {
            switch (foreignKey) {
                case 0:
                    return record.replacement;
                default:
                    return super.reference(record, foreignKey);
            }
        }
    }
}
