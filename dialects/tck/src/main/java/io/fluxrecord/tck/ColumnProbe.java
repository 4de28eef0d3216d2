package io.fluxrecord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.tck.model.Color;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Series;
import io.fluxrecord.tck.model.Series_;
import io.fluxrecord.tck.model.Shift;
import io.fluxrecord.tck.model.Shift_;
import io.fluxrecord.tck.model.Warranty;
import io.fluxrecord.tck.model.Warranty_;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares a property with a column of some type, and proves what was told: values at the edges of the property are
 * written and read back. Where there is no difference all of them come back as they were, and else not all of them.
 */
public final class ColumnProbe {

    private static final Map<String, List<Object>> VALUES = Map.ofEntries(
            Map.entry("maybeTruth", List.of(true, false)),
            Map.entry("maybeTiny", List.of(Byte.MIN_VALUE, Byte.MAX_VALUE, (byte) 1)),
            Map.entry("maybeSmall", List.of(Short.MIN_VALUE, Short.MAX_VALUE, (short) 70)),
            Map.entry("maybeMedium", List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 16_777_217, 70)),
            Map.entry("maybeLarge", List.of(Long.MIN_VALUE, Long.MAX_VALUE, 9_007_199_254_740_993L)),
            Map.entry("maybeSingle", List.of(0.1f, 3.4028235E38f, 1.4E-45f, 16_777_215f)),
            Map.entry("maybeTwofold", List.of(0.1, 1e300, 0.1 + 0.2)),
            Map.entry("maybeLetter", List.of('a', ' ', '\u00fc')),
            Map.entry("text", List.of("", "a", "x ", "\u00fcn\u00ef", "\u2192")),
            Map.entry(
                    "json",
                    List.of("[1]", "{}", "[12345678, 123456]", "[1234567890, 1234567890, 1234567890, 1234567890]")),
            Map.entry("amount", List.of(new BigDecimal("0.1"), new BigDecimal("1234567890123.123456789"))),
            Map.entry("price", List.of(new BigDecimal("0.10"), new BigDecimal("-99999999.99"))),
            Map.entry("huge", List.of(new BigInteger("123456789012345678901234567890"))),
            Map.entry("date", List.of(LocalDate.of(2020, 2, 29), LocalDate.of(1600, 1, 1))),
            Map.entry("time", List.of(LocalTime.of(1, 2, 3, 123_456_000))),
            Map.entry(
                    "dateTime",
                    List.of(LocalDateTime.of(2020, 2, 29, 12, 0), LocalDateTime.of(1960, 1, 1, 0, 0, 0, 123_456_000))),
            Map.entry(
                    "instant",
                    List.of(Instant.parse("2020-02-29T12:00:00.123456Z"), Instant.parse("2500-01-01T00:00:00Z"))),
            Map.entry("uuid", List.of(UUID.fromString("018f4f2e-7b7c-7cc3-98c4-dc0c0c07398f"))),
            Map.entry("offsetTime", List.of(OffsetTime.parse("23:59:59-08:00"))),
            Map.entry("color", List.of(Color.RED, Color.GREEN)),
            Map.entry("bytes", List.of(new byte[] {0, 1, -1}, new byte[300])),
            Map.entry("texts", List.of(new String[] {"a", "x "}, new String[0])),
            Map.entry("mediums", List.of((Object) new Integer[] {1, Integer.MAX_VALUE})),
            Map.entry("larges", List.of((Object) new Long[] {1L, Long.MAX_VALUE})),
            Map.entry("amounts", List.of((Object)
                    new BigDecimal[] {new BigDecimal("1.25"), new BigDecimal("-7.123456")})),
            Map.entry("instants", List.of((Object) new Instant[] {Instant.parse("2020-02-29T12:00:00.123456Z")})),
            Map.entry(
                    "length",
                    List.of(Duration.ofSeconds(1, 123_456_000), Duration.ofHours(-30), Duration.ofHours(838))),
            Map.entry("rest", List.of(Duration.ofHours(-30), Duration.ofSeconds(1), Duration.ofHours(838))),
            Map.entry("period", List.of(Period.of(1, 2, 0), Period.ofYears(-300))));

    private final TestBed bed;

    /** Probe columns of a database. */
    public ColumnProbe(TestBed bed) {
        this.bed = bed;
    }

    /**
     * Probe a column that takes nulls.
     *
     * @param property of the models of scalars, arrays and intervals; the only one of a model is {@code period}
     * @param kind the difference, or null for none
     */
    public void verify(String property, String type, Difference.@Nullable Kind kind) {
        switch (property) {
            case "length", "rest" -> verify(Shift_.model(), ColumnProbe::shift, property, type, kind);
            case "period" -> verify(Warranty_.model(), ColumnProbe::warranty, property, type, kind);
            case "mediums", "larges", "amounts", "instants" ->
                verify(Series_.model(), Series::new, property, type, kind);
            default -> verify(Everything_.model(), Everything::new, property, type, kind);
        }
    }

    private static Shift shift() {
        return new Shift(1, null);
    }

    private static Warranty warranty() {
        return new Warranty(1, null);
    }

    private <R extends ActiveRecord<R>> void verify(
            Model<R> model, Supplier<R> maker, String property, String type, Difference.@Nullable Kind kind) {
        String field = property.equals("period") ? "time" : property;
        String column = field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        bed.prepare(model);
        bed.execute("ALTER TABLE \"" + model.table() + "\" DROP COLUMN \"" + column + "\"");
        bed.execute("ALTER TABLE \"" + model.table() + "\" ADD COLUMN \"" + column + "\" " + type);
        assertThat(Contract.await(Schema.differences(bed.database(), model)))
                .extracting(Difference::kind, Difference::column)
                .isEqualTo(kind == null ? List.of() : List.of(tuple(kind, column)));
        List<String> changed = new ArrayList<>();
        for (Object value : values(property)) {
            if (!(type.contains("unsigned") && value.toString().startsWith("-"))) {
                Object back = roundTrip(model, maker, field, value);
                if (!Objects.deepEquals(plain(value), plain(back))) {
                    changed.add(plain(value) + " became " + plain(back));
                }
            }
        }
        Contract.await(Schema.drop(bed.database(), model).thenReturn(true));
        if (kind == null) {
            assertThat(changed).isEmpty();
        } else {
            assertThat(changed).isNotEmpty();
        }
    }

    private List<Object> values(String property) {
        List<Object> values = new ArrayList<>(Objects.requireNonNull(VALUES.get(property)));
        if (property.equals("period") && bed.capabilities().hasPeriodsOfDays()) {
            values.add(Period.of(1, 2, 3));
        }
        return values;
    }

    /** Return what is read of a value that was written, or why it is not. */
    private <R extends ActiveRecord<R>> Object roundTrip(
            Model<R> model, Supplier<R> maker, String field, Object value) {
        bed.execute("DELETE FROM \"" + model.table() + "\"");
        R written = maker.get();
        set(written, field, value);
        return Contract.await(written.save()
                .thenMany(Flux.defer(() -> model.query().all()))
                .<Object>map(read -> get(read, field))
                .next()
                .onErrorResume(error -> Mono.just(error.toString()))
                .contextWrite(bed.database().context()));
    }

    private static void set(Object record, String field, Object value) {
        try {
            record.getClass().getField(field).set(record, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Object record, String field) {
        try {
            Object value = record.getClass().getField(field).get(record);
            return value == null ? "nothing" : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof BigDecimal[] numbers) {
            return Arrays.stream(numbers).map(ColumnProbe::plain).toList();
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        return value instanceof Object[] elements ? Arrays.asList(elements) : value;
    }
}
