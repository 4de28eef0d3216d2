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
import io.fluxrecord.query.ComparableProperty;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.Property;
import io.fluxrecord.query.TextProperty;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The properties and entry points of {@link Film}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
final class Film_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Film> MODEL = Model.register(MAPPING);

    public static final ComparableProperty<Film, Film.Rating> rating = new ComparableProperty<>(MAPPING, 0, Mapped.RATING::toDatabase);

    public static final Property<Film, Film.Rating> other = new Property<>(MAPPING, 1, Mapped.RATING_::toDatabase);

    public static final ComparableProperty<Film, Film.Rating> ofDatabase = new ComparableProperty<>(MAPPING, 2, Mapped.RATING::toDatabase);

    public static final TextProperty<Film> address = new TextProperty<>(MAPPING, 3);

    public static final Property<Film, String[]> all = new Property<>(MAPPING, 4);

    public static final Property<Film, String> json = new Property<>(MAPPING, 5);

    public static final NumericProperty<Film, Integer> number = new NumericProperty<>(MAPPING, 6);

    private Film_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Film> model() {
        return MODEL;
    }

    /**
     * Use this database for {@link Film} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Film> find(Film.Rating rating) {
        return MODEL.find(rating == null ? null : Mapped.RATING.toDatabase(rating));
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Film> findAll(Collection<? extends Film.Rating> keys) {
        return MODEL.findAll(keys, rating -> new Object[] {rating == null ? null : Mapped.RATING.toDatabase(rating)});
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Film> query() {
        return MODEL.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Film> insertAll(Publisher<? extends Film> records) {
        return MODEL.insertAll(records);
    }

    /**
     * How {@link Film} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Film> {
        private static final Table TABLE = new Table(null, "film");

        private static final EnumConverter<Film.Rating> RATING = new EnumConverter<>(Film.Rating.values(), null, Map.ofEntries(Map.entry("PG_13", "PG-13 \"\u00e9\"")));

        private static final EnumConverter<Film.Rating> RATING_ = new EnumConverter<>(Film.Rating.values(), Film.Rating.PG_13, Map.ofEntries(Map.entry("PG_13", "PG-13 \"\u00e9\"")));

        public Mapped() {
            super(
                    Film.class,
                    List.of(
                            new MappedProperty("rating", new Column(TABLE, "rating", SqlType.NAMED, 0, 0, 0, false, false, "\"mpaa rating\""), Role.KEY),
                            new MappedProperty("other", new Column(TABLE, "other", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("ofDatabase", new Column(TABLE, "of_database", SqlType.NAMED, 0, 0, 0, true, false, "mpaa_rating"), Role.PLAIN),
                            new MappedProperty("address", new Column(TABLE, "address", SqlType.NAMED, 0, 0, 0, true, false, "inet"), Role.PLAIN),
                            new MappedProperty("all", new Column(TABLE, "all", SqlType.NAMED_ARRAY, 0, 0, 0, true, false, "mpaa_rating[]"), Role.PLAIN),
                            new MappedProperty("json", new Column(TABLE, "json", SqlType.JSON, 0, 0, 0, true, false, "json"), Role.PLAIN),
                            new MappedProperty("number", new Column(TABLE, "number", SqlType.INTEGER, 0, 0, 0, false, false, "int8"), Role.PLAIN)),
                    List.of());
        }

        @Override
        public Film instantiate() {
            return new Film();
        }

        @Override
        public Object property(Film record, int column) {
            switch (column) {
                case 0:
                    return encode(RATING, record.rating);
                case 1:
                    return encode(RATING_, record.other);
                case 2:
                    return encode(RATING, record.ofDatabase);
                case 3:
                    return record.address;
                case 4:
                    return record.all;
                case 5:
                    return record.json;
                case 6:
                    return record.number;
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Film record, Row row, RowReader reader) {
            Object[] values = new Object[7];
            String rating = reader.text(row, 0);
            values[0] = rating;
            record.rating = decode(RATING, rating, 0);
            String other = RATING_.known(reader.text(row, 1));
            values[1] = other;
            record.other = decode(RATING_, other, 1);
            String ofDatabase = reader.text(row, 2);
            values[2] = ofDatabase;
            record.ofDatabase = decode(RATING, ofDatabase, 2);
            String address = reader.text(row, 3);
            values[3] = address;
            record.address = address;
            String[] all = reader.texts(row, 4);
            values[4] = copy(all);
            record.all = all;
            String json = reader.json(row, 5);
            values[5] = json;
            record.json = json;
            Integer number = reader.integer(row, 6);
            values[6] = number;
            record.number = required(number, 6);
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 0:
                    return decode(RATING, ((String) stored), 0);
                case 1:
                    return decode(RATING_, ((String) stored), 1);
                case 2:
                    return decode(RATING, ((String) stored), 2);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public void set(Film record, int column, Object stored) {
            switch (column) {
                case 0:
                    record.rating = decode(RATING, ((String) stored), 0);
                    break;
                default:
                    super.set(record, column, stored);
            }
        }
    }
}
