package shop;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Query;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.JsonConverter;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
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
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The properties and entry points of {@link Everything}.
 */
@Generated("io.fluxrecord.processor.ModelProcessor")
public final class Everything_ {
    private static final Mapped MAPPING = new Mapped();

    private static final Model<Everything> MODEL_ = Model.register(MAPPING);

    public static final TextProperty<Everything> code = new TextProperty<>(MAPPING, 0);

    public static final BooleanProperty<Everything> flag = new BooleanProperty<>(MAPPING, 1);

    public static final BooleanProperty<Everything> flagOrNull = new BooleanProperty<>(MAPPING, 2);

    public static final NumericProperty<Everything, Byte> tiny = new NumericProperty<>(MAPPING, 3, Byte::shortValue);

    public static final NumericProperty<Everything, Byte> tinyOrNull = new NumericProperty<>(MAPPING, 4, Byte::shortValue);

    public static final NumericProperty<Everything, Short> small = new NumericProperty<>(MAPPING, 5);

    public static final NumericProperty<Everything, Short> smallOrNull = new NumericProperty<>(MAPPING, 6);

    public static final NumericProperty<Everything, Integer> number = new NumericProperty<>(MAPPING, 7);

    public static final NumericProperty<Everything, Integer> numberOrNull = new NumericProperty<>(MAPPING, 8);

    public static final NumericProperty<Everything, Long> big = new NumericProperty<>(MAPPING, 9);

    public static final NumericProperty<Everything, Long> bigOrNull = new NumericProperty<>(MAPPING, 10);

    public static final NumericProperty<Everything, Float> real = new NumericProperty<>(MAPPING, 11);

    public static final NumericProperty<Everything, Float> realOrNull = new NumericProperty<>(MAPPING, 12);

    public static final NumericProperty<Everything, Double> precise = new NumericProperty<>(MAPPING, 13);

    public static final NumericProperty<Everything, Double> preciseOrNull = new NumericProperty<>(MAPPING, 14);

    public static final NumericProperty<Everything, BigDecimal> decimal = new NumericProperty<>(MAPPING, 15);

    public static final NumericProperty<Everything, BigInteger> integer = new NumericProperty<>(MAPPING, 16, BigDecimal::new);

    public static final Property<Everything, Character> letter = new Property<>(MAPPING, 17, Object::toString);

    public static final Property<Everything, Character> letterOrNull = new Property<>(MAPPING, 18, Object::toString);

    public static final Property<Everything, UUID> uuid = new Property<>(MAPPING, 19);

    public static final TemporalProperty<Everything, LocalDate> date = new TemporalProperty<>(MAPPING, 20);

    public static final TemporalProperty<Everything, LocalTime> time = new TemporalProperty<>(MAPPING, 21);

    public static final TemporalProperty<Everything, OffsetTime> offsetTime = new TemporalProperty<>(MAPPING, 22);

    public static final TemporalProperty<Everything, LocalDateTime> dateTime = new TemporalProperty<>(MAPPING, 23);

    public static final TemporalProperty<Everything, OffsetDateTime> offsetDateTime = new TemporalProperty<>(MAPPING, 24);

    public static final TemporalProperty<Everything, Instant> instant = TemporalProperty.ofInstant(MAPPING, 25);

    public static final Property<Everything, byte[]> bytes = new Property<>(MAPPING, 26);

    public static final Property<Everything, ByteBuffer> buffer = new Property<>(MAPPING, 27, Mapped::bytes);

    public static final Property<Everything, String[]> texts = new Property<>(MAPPING, 28);

    public static final Property<Everything, String> json = new Property<>(MAPPING, 29);

    public static final Property<Everything, List<String>> names = new Property<>(MAPPING, 30, Mapped.NAMES::toDatabase);

    public static final Property<Everything, List<String>> jsonNames = new Property<>(MAPPING, 31, Mapped.NAMES::toDatabase);

    public static final Property<Everything, Map<String, List<Integer>>> counts = new Property<>(MAPPING, 32, Mapped.COUNTS::toDatabase);

    public static final Property<Everything, Long> cents = new Property<>(MAPPING, 33, value -> new BigDecimal(Mapped.CENTS.toDatabase(value)));

    public static final Property<Everything, Long> centsOrNull = new Property<>(MAPPING, 34, value -> new BigDecimal(Mapped.CENTS.toDatabase(value)));

    public static final TextProperty<Everything> MODEL = new TextProperty<>(MAPPING, 35);

    public static final TextProperty<Everything> record = new TextProperty<>(MAPPING, 36);

    public static final TextProperty<Everything> row = new TextProperty<>(MAPPING, 37);

    public static final TextProperty<Everything> values = new TextProperty<>(MAPPING, 38);

    private Everything_() {
    }

    /**
     * Return the model itself, for listeners, schemas and generic code.
     */
    public static Model<Everything> model() {
        return MODEL_;
    }

    /**
     * Use this database for {@link Everything} where the Reactor Context names no other; null takes it back.
     */
    public static void configure(@Nullable Database database) {
        MODEL_.configure(database);
    }

    /**
     * Find a record by key; emits nothing when there is none or it is soft-deleted.
     */
    @CheckReturnValue
    public static Mono<Everything> find(String code) {
        return MODEL_.find(code);
    }

    /**
     * Find the records of keys with one statement, and emit them in the order of the keys, once each; those that are not there or soft-deleted are left out.
     */
    @CheckReturnValue
    public static Flux<Everything> findAll(Collection<? extends String> keys) {
        return MODEL_.findAll(keys);
    }

    /**
     * Start a query over all records that are not soft-deleted.
     */
    public static Query<Everything> query() {
        return MODEL_.query();
    }

    /**
     * Insert new records, many with each statement, and emit them in their order.
     */
    @CheckReturnValue
    public static Flux<Everything> insertAll(Publisher<? extends Everything> records) {
        return MODEL_.insertAll(records);
    }

    /**
     * How {@link Everything} is stored; public for {@link ServiceLoader} alone.
     */
    @NullUnmarked
    public static final class Mapped extends GeneratedMapping<Everything> {
        private static final Table TABLE = new Table(null, "everything");

        private static final Everything.Names NAMES = new Everything.Names();

        private static final JsonConverter<Map<String, List<Integer>>> COUNTS = new JsonConverter<Map<String, List<Integer>>>("Everything.counts") {};

        private static final Everything.Cents CENTS = new Everything.Cents();

        public Mapped() {
            super(
                    Everything.class,
                    List.of(
                            new MappedProperty("code", new Column(TABLE, "code", SqlType.TEXT, 0, 0, 0, false, false), Role.KEY),
                            new MappedProperty("flag", new Column(TABLE, "flag", SqlType.BOOLEAN, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("flagOrNull", new Column(TABLE, "flag_or_null", SqlType.BOOLEAN, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("tiny", new Column(TABLE, "tiny", SqlType.SMALLINT, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("tinyOrNull", new Column(TABLE, "tiny_or_null", SqlType.SMALLINT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("small", new Column(TABLE, "small", SqlType.SMALLINT, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("smallOrNull", new Column(TABLE, "small_or_null", SqlType.SMALLINT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("number", new Column(TABLE, "number", SqlType.INTEGER, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("numberOrNull", new Column(TABLE, "number_or_null", SqlType.INTEGER, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("big", new Column(TABLE, "big", SqlType.BIGINT, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("bigOrNull", new Column(TABLE, "big_or_null", SqlType.BIGINT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("real", new Column(TABLE, "real", SqlType.REAL, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("realOrNull", new Column(TABLE, "real_or_null", SqlType.REAL, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("precise", new Column(TABLE, "precise", SqlType.DOUBLE, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("preciseOrNull", new Column(TABLE, "precise_or_null", SqlType.DOUBLE, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("decimal", new Column(TABLE, "decimal", SqlType.DECIMAL, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("integer", new Column(TABLE, "integer", SqlType.DECIMAL, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("letter", new Column(TABLE, "letter", SqlType.TEXT, 1, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("letterOrNull", new Column(TABLE, "letter_or_null", SqlType.TEXT, 1, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("uuid", new Column(TABLE, "uuid", SqlType.UUID, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("date", new Column(TABLE, "date", SqlType.DATE, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("time", new Column(TABLE, "time", SqlType.TIME, 0, 0, -1, true, false), Role.PLAIN),
                            new MappedProperty("offsetTime", new Column(TABLE, "offset_time", SqlType.TIME_WITH_TIME_ZONE, 0, 0, -1, true, false), Role.PLAIN),
                            new MappedProperty("dateTime", new Column(TABLE, "date_time", SqlType.TIMESTAMP, 0, 0, -1, true, false), Role.PLAIN),
                            new MappedProperty("offsetDateTime", new Column(TABLE, "offset_date_time", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, true, false), Role.PLAIN),
                            new MappedProperty("instant", new Column(TABLE, "instant", SqlType.TIMESTAMP_WITH_TIME_ZONE, 0, 0, -1, true, false), Role.PLAIN),
                            new MappedProperty("bytes", new Column(TABLE, "bytes", SqlType.BINARY, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("buffer", new Column(TABLE, "buffer", SqlType.BINARY, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("texts", new Column(TABLE, "texts", SqlType.TEXT_ARRAY, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("json", new Column(TABLE, "json", SqlType.JSON, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("names", new Column(TABLE, "names", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("jsonNames", new Column(TABLE, "json_names", SqlType.JSON, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("counts", new Column(TABLE, "counts", SqlType.JSON, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("cents", new Column(TABLE, "cents", SqlType.DECIMAL, 0, 0, 0, false, false), Role.PLAIN),
                            new MappedProperty("centsOrNull", new Column(TABLE, "cents_or_null", SqlType.DECIMAL, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("MODEL", new Column(TABLE, "model", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("record", new Column(TABLE, "record", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("row", new Column(TABLE, "row", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN),
                            new MappedProperty("values", new Column(TABLE, "values", SqlType.TEXT, 0, 0, 0, true, false), Role.PLAIN)),
                    List.of());
        }

        @Override
        public Everything instantiate() {
            return new Everything();
        }

        @Override
        public Object property(Everything record, int column) {
            switch (column) {
                case 0:
                    return record.code;
                case 1:
                    return record.flag;
                case 2:
                    return record.flagOrNull;
                case 3:
                    return (short) record.tiny;
                case 4:
                    return record.tinyOrNull == null ? null : record.tinyOrNull.shortValue();
                case 5:
                    return record.small;
                case 6:
                    return record.smallOrNull;
                case 7:
                    return record.number;
                case 8:
                    return record.numberOrNull;
                case 9:
                    return record.big;
                case 10:
                    return record.bigOrNull;
                case 11:
                    return record.real;
                case 12:
                    return record.realOrNull;
                case 13:
                    return record.precise;
                case 14:
                    return record.preciseOrNull;
                case 15:
                    return record.decimal;
                case 16:
                    return record.integer == null ? null : new BigDecimal(record.integer);
                case 17:
                    return String.valueOf(record.letter);
                case 18:
                    return record.letterOrNull == null ? null : record.letterOrNull.toString();
                case 19:
                    return record.uuid;
                case 20:
                    return record.date;
                case 21:
                    return record.time;
                case 22:
                    return record.offsetTime;
                case 23:
                    return record.dateTime;
                case 24:
                    return record.offsetDateTime;
                case 25:
                    return record.instant;
                case 26:
                    return record.bytes;
                case 27:
                    return record.buffer == null ? null : bytes(record.buffer);
                case 28:
                    return record.texts;
                case 29:
                    return record.json;
                case 30:
                    return encode(NAMES, record.names);
                case 31:
                    return encode(NAMES, record.jsonNames);
                case 32:
                    return encode(COUNTS, record.counts);
                case 33: {
                    BigInteger cents = encode(CENTS, record.cents);
                    return cents == null ? null : new BigDecimal(cents);
                }
                case 34: {
                    BigInteger centsOrNull = encode(CENTS, record.getCentsOrNull());
                    return centsOrNull == null ? null : new BigDecimal(centsOrNull);
                }
                case 35:
                    return record.MODEL;
                case 36:
                    return record.record;
                case 37:
                    return record.row;
                case 38:
                    return record.values;
                default:
                    throw new IllegalArgumentException("column " + column);
            }
        }

        @Override
        public Object[] fill(Everything record, Row row, RowReader reader) {
            Object[] values = new Object[39];
            String code = reader.text(row, 0);
            values[0] = code;
            record.code = code;
            Boolean flag = reader.value(row, 1, Boolean.class);
            values[1] = flag;
            record.flag = required(flag, 1);
            Boolean flagOrNull = reader.value(row, 2, Boolean.class);
            values[2] = flagOrNull;
            record.flagOrNull = flagOrNull;
            Short tiny = reader.tinyint(row, 3);
            values[3] = tiny;
            record.tiny = required(tiny, 3).byteValue();
            Short tinyOrNull = reader.tinyint(row, 4);
            values[4] = tinyOrNull;
            record.tinyOrNull = tinyOrNull == null ? null : tinyOrNull.byteValue();
            Short small = reader.smallint(row, 5);
            values[5] = small;
            record.small = required(small, 5);
            Short smallOrNull = reader.smallint(row, 6);
            values[6] = smallOrNull;
            record.smallOrNull = smallOrNull;
            Integer number = reader.integer(row, 7);
            values[7] = number;
            record.number = required(number, 7);
            Integer numberOrNull = reader.integer(row, 8);
            values[8] = numberOrNull;
            record.numberOrNull = numberOrNull;
            Long big = reader.bigint(row, 9);
            values[9] = big;
            record.big = required(big, 9);
            Long bigOrNull = reader.bigint(row, 10);
            values[10] = bigOrNull;
            record.bigOrNull = bigOrNull;
            Float real = reader.real(row, 11);
            values[11] = real;
            record.real = required(real, 11);
            Float realOrNull = reader.real(row, 12);
            values[12] = realOrNull;
            record.realOrNull = realOrNull;
            Double precise = reader.doublePrecision(row, 13);
            values[13] = precise;
            record.precise = required(precise, 13);
            Double preciseOrNull = reader.doublePrecision(row, 14);
            values[14] = preciseOrNull;
            record.preciseOrNull = preciseOrNull;
            BigDecimal decimal = reader.decimal(row, 15);
            values[15] = decimal;
            record.decimal = decimal;
            BigDecimal integer = reader.integral(row, 16);
            values[16] = integer;
            record.integer = integer == null ? null : integer.toBigIntegerExact();
            String letter = reader.character(row, 17);
            values[17] = letter;
            record.letter = required(letter, 17).charAt(0);
            String letterOrNull = reader.character(row, 18);
            values[18] = letterOrNull;
            record.letterOrNull = letterOrNull == null ? null : letterOrNull.charAt(0);
            UUID uuid = reader.value(row, 19, UUID.class);
            values[19] = uuid;
            record.uuid = uuid;
            LocalDate date = reader.date(row, 20);
            values[20] = date;
            record.date = date;
            LocalTime time = reader.time(row, 21);
            values[21] = time;
            record.time = time;
            OffsetTime offsetTime = reader.offsetTime(row, 22);
            values[22] = offsetTime;
            record.offsetTime = offsetTime;
            LocalDateTime dateTime = reader.timestamp(row, 23);
            values[23] = dateTime;
            record.dateTime = dateTime;
            OffsetDateTime offsetDateTime = reader.offsetDateTime(row, 24);
            values[24] = offsetDateTime;
            record.offsetDateTime = offsetDateTime;
            Instant instant = reader.instant(row, 25);
            values[25] = instant;
            record.instant = instant;
            byte[] bytes = reader.bytes(row, 26);
            values[26] = copy(bytes);
            record.bytes = bytes;
            byte[] buffer = reader.bytes(row, 27);
            values[27] = buffer;
            record.buffer = buffer == null ? null : ByteBuffer.wrap(buffer.clone());
            String[] texts = reader.texts(row, 28);
            values[28] = copy(texts);
            record.texts = texts;
            String json = reader.json(row, 29);
            values[29] = json;
            record.json = json;
            String names = reader.text(row, 30);
            values[30] = names;
            record.names = decode(NAMES, names, 30);
            String jsonNames = reader.json(row, 31);
            values[31] = jsonNames;
            record.jsonNames = decode(NAMES, jsonNames, 31);
            String counts = reader.json(row, 32);
            values[32] = counts;
            record.counts = decode(COUNTS, counts, 32);
            BigDecimal cents = reader.integral(row, 33);
            values[33] = cents;
            record.cents = required(decode(CENTS, cents == null ? null : cents.toBigIntegerExact(), 33), 33);
            BigDecimal centsOrNull = reader.integral(row, 34);
            values[34] = centsOrNull;
            try {
                record.setCentsOrNull(decode(CENTS, centsOrNull == null ? null : centsOrNull.toBigIntegerExact(), 34));
            } catch (RuntimeException refusal) {
                throw refused(34, refusal);
            }
            String MODEL = reader.text(row, 35);
            values[35] = MODEL;
            record.MODEL = MODEL;
            String record_ = reader.text(row, 36);
            values[36] = record_;
            record.record = record_;
            String row_ = reader.text(row, 37);
            values[37] = row_;
            record.row = row_;
            String values_ = reader.text(row, 38);
            values[38] = values_;
            record.values = values_;
            return values;
        }

        @Override
        public Object restore(Object stored, int column) {
            switch (column) {
                case 3:
                    return ((Short) stored).byteValue();
                case 4:
                    return ((Short) stored).byteValue();
                case 16:
                    return ((BigDecimal) stored).toBigIntegerExact();
                case 17:
                    return ((String) stored).charAt(0);
                case 18:
                    return ((String) stored).charAt(0);
                case 27:
                    return ByteBuffer.wrap(((byte[]) stored).clone());
                case 30:
                    return decode(NAMES, ((String) stored), 30);
                case 31:
                    return decode(NAMES, ((String) stored), 31);
                case 32:
                    return decode(COUNTS, ((String) stored), 32);
                case 33:
                    return decode(CENTS, ((BigDecimal) stored).toBigIntegerExact(), 33);
                case 34:
                    return decode(CENTS, ((BigDecimal) stored).toBigIntegerExact(), 34);
                default:
                    return super.restore(stored, column);
            }
        }

        @Override
        public boolean isSame(Object now, Object stored, int column) {
            switch (column) {
                case 31:
                    return isSame(NAMES, (String) now, (String) stored);
                case 32:
                    return isSame(COUNTS, (String) now, (String) stored);
                default:
                    return super.isSame(now, stored, column);
            }
        }

        @Override
        public void set(Everything record, int column, Object stored) {
            switch (column) {
                case 0:
                    record.code = ((String) stored);
                    break;
                case 11:
                    record.real = ((Float) stored);
                    break;
                case 12:
                    record.realOrNull = ((Float) stored);
                    break;
                case 13:
                    record.precise = ((Double) stored);
                    break;
                case 14:
                    record.preciseOrNull = ((Double) stored);
                    break;
                case 15:
                    record.decimal = ((BigDecimal) stored);
                    break;
                case 16:
                    record.integer = ((BigDecimal) stored).toBigIntegerExact();
                    break;
                case 21:
                    record.time = ((LocalTime) stored);
                    break;
                case 22:
                    record.offsetTime = ((OffsetTime) stored);
                    break;
                case 23:
                    record.dateTime = ((LocalDateTime) stored);
                    break;
                case 24:
                    record.offsetDateTime = ((OffsetDateTime) stored);
                    break;
                case 25:
                    record.instant = ((Instant) stored);
                    break;
                case 33:
                    record.cents = required(decode(CENTS, ((BigDecimal) stored).toBigIntegerExact(), 33), 33);
                    break;
                case 34:
                    record.setCentsOrNull(decode(CENTS, ((BigDecimal) stored).toBigIntegerExact(), 34));
                    break;
                default:
                    super.set(record, column, stored);
            }
        }

        @Override
        public boolean holdsTime(int column) {
            return column == 25;
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
    }
}
