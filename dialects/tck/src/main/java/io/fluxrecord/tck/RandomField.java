package io.fluxrecord.tck;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.query.Property;
import io.fluxrecord.sql.Column;
import io.fluxrecord.tck.model.Color;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A property with random values, and what its column must make of them.
 *
 * @param values makes a value, at the edges of the type more often than not
 * @param held says what the column holds of a value, by another way than the library's
 */
record RandomField<E>(
        Property<E, Object> property,
        BiConsumer<E, Object> set,
        Function<E, @Nullable Object> get,
        Function<Random, Object> values,
        UnaryOperator<Object> held) {

    /** Return the decimals and times of a model that has an identity and nothing else. */
    static <E extends ActiveRecord<E>> List<RandomField<E>> digits(Mapping<E> mapping, TestBed bed) {
        Dialect dialect = bed.database().dialect();
        List<RandomField<E>> fields = new ArrayList<>();
        for (int i = 1; i < mapping.columns().size(); i++) {
            int index = i;
            MappedProperty mapped = mapping.properties().get(i);
            Column column = mapped.column();
            fields.add(new RandomField<>(
                    new Property<>(mapping.generated(), i),
                    (record, value) -> mapping.set(record, index, value),
                    record -> mapping.value(record, index),
                    random -> value(random, mapped, bed.capabilities()),
                    value -> value instanceof BigDecimal number
                            ? rounded(column, number)
                            : cut((Temporal) value, dialect.secondPrecision(column))));
        }
        return fields;
    }

    private static BigDecimal rounded(Column column, BigDecimal value) {
        return column.scale() == 0 && column.precision() == 0
                ? value
                : value.setScale(column.scale(), RoundingMode.HALF_UP);
    }

    private static Object cut(Temporal time, int digits) {
        int unit = BigInteger.TEN.pow(9 - digits).intValueExact();
        int nanos = time.get(ChronoField.NANO_OF_SECOND);
        return time.with(ChronoField.NANO_OF_SECOND, nanos - nanos % unit);
    }

    private static Object value(Random random, MappedProperty property, Capabilities can) {
        return switch (property.column().type()) {
            case DECIMAL -> decimal(random, property.column(), can);
            case TIME -> time(random);
            case TIME_WITH_TIME_ZONE -> time(random).atOffset(offset(random));
            case TIMESTAMP -> dateTime(random, can);
            default ->
                property.name().startsWith("instant")
                        ? dateTime(random, can).toInstant(ZoneOffset.UTC)
                        : dateTime(random, can).atOffset(offset(random));
        };
    }

    /** Return a decimal that fits its column, with more digits after the point than that has, often just at a half. */
    private static BigDecimal decimal(Random random, Column column, Capabilities can) {
        boolean free = column.precision() == 0;
        boolean unlimited = free && column.scale() == 0;
        int scale = unlimited ? random.nextInt(Math.min(300, can.digitsAfterPoint())) : column.scale();
        int most = unlimited ? can.digitsBeforePoint() : can.maxPrecision() - scale;
        int integerDigits = free ? random.nextInt(Math.min(300, most)) : column.precision() - scale;
        BigInteger unscaled = BigInteger.TEN.pow(integerDigits + scale).subtract(BigInteger.TWO);
        if (random.nextInt(4) > 0) {
            unscaled = new BigInteger(Math.max(1, unscaled.bitLength() - 1 - random.nextInt(3)), random);
        }
        BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
        if (free && column.scale() == 0) {
            return random.nextBoolean() ? value : value.stripTrailingZeros();
        }
        BigDecimal half = new BigDecimal(BigInteger.valueOf(pick(random, 0, 1, 4, 5, 6, 9)), scale + 1);
        BigDecimal finer = new BigDecimal(BigInteger.valueOf(pick(random, -1, 0, 1)), scale + 1 + random.nextInt(30));
        return value.add(half).add(finer);
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(
                pick(random, 0, 12, 23, random.nextInt(24)),
                pick(random, 0, 59, random.nextInt(60)),
                pick(random, 0, 59, random.nextInt(60)),
                pick(
                        random,
                        0,
                        1,
                        499,
                        500,
                        999,
                        1_000,
                        123_456_789,
                        499_999_999,
                        500_000_000,
                        999_999_499,
                        999_999_500,
                        999_999_999,
                        random.nextInt(1_000_000_000)));
    }

    private static LocalDateTime dateTime(Random random, Capabilities can) {
        int year = pick(random, -4712, -1, 0, 1, 1582, 1969, 1970, 2026, 9999, 10_000, 290_000, random.nextInt(3000));
        return LocalDate.of(
                        Math.max(can.firstYear(), Math.min(can.lastYear(), year)),
                        pick(random, 1, 12, 1 + random.nextInt(12)),
                        pick(random, 2, 28))
                .atTime(time(random));
    }

    private static ZoneOffset offset(Random random) {
        return ZoneOffset.ofTotalSeconds(pick(random, 0, 3600, -12_600, 45 * 900, 15 * 3600, -15 * 3600));
    }

    /** Return a property of every type that can be compared. */
    static List<RandomField<Everything>> everything(Capabilities can) {
        return List.of(
                field(Everything_.truth, (r, v) -> r.truth = v, r -> r.truth, Random::nextBoolean),
                field(Everything_.tiny, (r, v) -> r.tiny = v, r -> r.tiny, random -> (byte) random.nextInt()),
                field(
                        Everything_.small,
                        (r, v) -> r.small = v,
                        r -> r.small,
                        random -> pick(random, Short.MIN_VALUE, Short.MAX_VALUE, (short) random.nextInt())),
                field(
                        Everything_.medium,
                        (r, v) -> r.medium = v,
                        r -> r.medium,
                        random -> pick(random, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt())),
                field(
                        Everything_.large,
                        (r, v) -> r.large = v,
                        r -> r.large,
                        random -> pick(random, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong())),
                field(
                        Everything_.single,
                        (r, v) -> r.single = v,
                        r -> r.single,
                        random -> pick(
                                random,
                                0f,
                                Float.MIN_VALUE,
                                Float.MAX_VALUE,
                                can.hasNoNumbers() ? Float.NaN : 1f,
                                can.hasNoNumbers() ? Float.NEGATIVE_INFINITY : -1f,
                                random.nextFloat())),
                field(
                        Everything_.twofold,
                        (r, v) -> r.twofold = v,
                        r -> r.twofold,
                        random -> pick(
                                random,
                                0d,
                                Double.MIN_VALUE,
                                -Double.MAX_VALUE,
                                can.hasNoNumbers() ? Double.NaN : 1d,
                                can.hasNoNumbers() ? Double.POSITIVE_INFINITY : -1d,
                                random.nextGaussian())),
                field(Everything_.letter, (r, v) -> r.letter = v, r -> r.letter, random ->
                        (char) (1 + random.nextInt(0xd7ff))),
                field(
                        Everything_.text,
                        (r, v) -> r.text = v,
                        r -> r.text,
                        random -> pick(random, "", " ", "'\"\\%_!$1?;", "\uffff", "é漢👩 " + random.nextInt())),
                field(
                        Everything_.huge,
                        (r, v) -> r.huge = v,
                        r -> r.huge,
                        random -> new BigInteger(random.nextInt(3 * can.digitsBeforePoint()), random).negate()),
                field(
                        Everything_.uuid,
                        (r, v) -> r.uuid = v,
                        r -> r.uuid,
                        random -> new UUID(
                                random.nextLong(),
                                random.nextLong() | (can.hasUuidsOfEveryVariant() ? 0 : Long.MIN_VALUE))),
                field(
                        Everything_.date,
                        (r, v) -> r.date = v,
                        r -> r.date,
                        random -> can.lastYear() < 10_000
                                ? dateTime(random, can).toLocalDate()
                                : pick(
                                        random,
                                        LocalDate.of(-4712, 1, 1),
                                        LocalDate.of(5_874_897, 12, 31),
                                        LocalDate.MAX,
                                        dateTime(random, can).toLocalDate())),
                field(
                        Everything_.bytes,
                        (r, v) -> r.bytes = v,
                        r -> r.bytes,
                        random -> new BigInteger(random.nextInt(900), random).toByteArray()),
                field(Everything_.color, (r, v) -> r.color = v, r -> r.color, random -> pick(random, Color.values())));
    }

    @SuppressWarnings("unchecked") // Only values of the field itself are put into it.
    private static <E, V> RandomField<E> field(
            Property<E, V> property, BiConsumer<E, V> set, Function<E, @Nullable V> get, Function<Random, V> values) {
        return new RandomField<>(
                (Property<E, Object>) property,
                (record, value) -> set.accept(record, (V) value),
                get::apply,
                values::apply,
                UnaryOperator.identity());
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
