package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Measure;
import io.fluxrecord.tck.model.Measure_;
import io.fluxrecord.tck.model.Percent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Memory equals the row: values are rounded as their columns round, decimals half up, and times are cut. */
public interface StoredValueContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Measure_.model());
    }

    static Measure measure() {
        Measure measure = new Measure();
        measure.price = new BigDecimal("9.9");
        return measure;
    }

    /** Return a record in which every value is finer than its column. */
    private static Measure fine() {
        Measure fine = new Measure();
        fine.price = new BigDecimal("2.345");
        fine.factor = new BigDecimal("-1.00005");
        fine.whole = new BigDecimal("99.5");
        fine.free = new BigDecimal("1E+3");
        fine.integer = BigInteger.TEN;
        fine.share = new Percent(new BigDecimal("0.12345"));
        fine.setWeight(new BigDecimal("1.2345"));
        fine.time = LocalTime.of(23, 59, 59, 999_999_999);
        fine.roughTime = LocalTime.of(23, 59, 59, 999_999_999);
        fine.offsetTime = OffsetTime.parse("23:59:59.99999999+02:00");
        fine.dateTime = LocalDateTime.parse("2026-12-31T23:59:59.999999999");
        fine.roughDateTime = LocalDateTime.parse("2026-12-31T23:59:59.999999999");
        fine.offsetDateTime = OffsetDateTime.parse("2026-12-31T23:59:59.999999999Z");
        fine.instant = Instant.parse("1969-12-31T23:59:59.999999999Z");
        fine.setRoughInstant(Instant.parse("2026-12-31T23:59:59.999999999Z"));
        fine.span = new Measure.Span(new BigDecimal("12.25"), "cm", LocalTime.of(12, 0, 0, 999_999_999));
        return fine;
    }

    /** Fail unless memory, the row and what is seen of it are the same. */
    static void isAsItsRow(Measure record) {
        assertThat(record.changes()).isEmpty();
        Measure found = await(Measure_.find(Objects.requireNonNull(record.id)));
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("state")
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .withComparatorForType(OffsetDateTime::compareTo, OffsetDateTime.class)
                .isEqualTo(record);
        assertThat(found.getWeight()).isEqualTo(record.getWeight());
        assertThat(found.getCreatedAt()).isEqualTo(record.getCreatedAt());
        assertThat(found.getUpdatedAt()).isEqualTo(record.getUpdatedAt());
        assertThat(found.getVersion()).isEqualTo(record.getVersion());
    }

    private static void isRounded(Measure record) {
        assertThat(record.price).isEqualTo("2.35");
        assertThat(record.factor).isEqualTo("-1.0001");
        assertThat(record.whole).isEqualTo("100");
        assertThat(record.free).isEqualByComparingTo("1000");
        assertThat(record.integer).isEqualTo(BigInteger.TEN);
        assertThat(record.share).isEqualTo(new Percent(new BigDecimal("0.123")));
        assertThat(record.getWeight()).isEqualTo("1.235");
        assertThat(record.time).isEqualTo("23:59:59.999999");
        assertThat(record.roughTime).isEqualTo("23:59:59.999");
        assertThat(record.offsetTime).isEqualTo("23:59:59.9+02:00");
        assertThat(record.dateTime).isEqualTo("2026-12-31T23:59:59.999999");
        assertThat(record.roughDateTime).isEqualTo("2026-12-31T23:59:59");
        assertThat(record.offsetDateTime).isEqualTo("2026-12-31T23:59:59.9999Z");
        assertThat(record.instant).isEqualTo("1969-12-31T23:59:59.999999Z");
        assertThat(record.getRoughInstant()).isEqualTo("2026-12-31T23:59:59.999Z");
        assertThat(record.span)
                .isEqualTo(new Measure.Span(new BigDecimal("12.3"), "cm", LocalTime.of(12, 0, 0, 990_000_000)));
    }

    @Test
    default void insertRoundsEveryValueInMemoryAsInTheRow() {
        Measure record = await(fine().save());
        isRounded(record);
        isAsItsRow(record);
    }

    @Test
    default void updateRoundsEveryValueInMemoryAsInTheRow() {
        Measure record = await(measure().save());
        Measure fine = fine();
        record.price = fine.price;
        record.factor = fine.factor;
        record.whole = fine.whole;
        record.free = fine.free;
        record.integer = fine.integer;
        record.share = fine.share;
        record.setWeight(fine.getWeight());
        record.time = fine.time;
        record.roughTime = fine.roughTime;
        record.offsetTime = fine.offsetTime;
        record.dateTime = fine.dateTime;
        record.roughDateTime = fine.roughDateTime;
        record.offsetDateTime = fine.offsetDateTime;
        record.instant = fine.instant;
        record.setRoughInstant(fine.getRoughInstant());
        record.span = fine.span;
        await(record.save());
        isRounded(record);
        isAsItsRow(record);
    }

    @Test
    default void insertAllRoundsEveryValueInMemoryAsInTheRow() {
        List<Measure> records = await(Measure_.insertAll(Flux.range(0, 3).map(i -> fine())));
        records.forEach(StoredValueContract::isRounded);
        records.forEach(StoredValueContract::isAsItsRow);
    }

    @Test
    default void coalescedInsertsRoundEveryValueInMemoryAsInTheRow() {
        Database together = bed().database(database -> database.coalesceInserts(Duration.ofMillis(20)));
        Measure_.configure(together);
        try {
            List<Measure> records = await(Flux.range(0, 3).flatMap(i -> fine().save()));
            records.forEach(StoredValueContract::isRounded);
            records.forEach(StoredValueContract::isAsItsRow);
        } finally {
            Measure_.configure(null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9", "9.90", "9.900", "9.904", "9.8950", "99E-1"})
    default void sameDecimalSetAgainIsNoChange(String again) {
        Measure record = await(measure().save());
        assertThat(record.price).isEqualTo("9.90");
        Instant updated = record.getUpdatedAt();
        record.price = new BigDecimal(again);
        bed().advance(Duration.ofSeconds(5));
        bed().statements();
        await(record.save());
        assertThat(bed().statements()).isEmpty();
        assertThat(record.getVersion()).isEqualTo(1);
        assertThat(record.getUpdatedAt()).isEqualTo(updated);
        assertThat(record.price).isEqualByComparingTo("9.90");
        assertThat(record.changes()).isEmpty();
    }

    @Test
    default void sameTimeSetAgainIsNoChange() {
        Measure record = await(fine().save());
        Measure fine = fine();
        record.time = fine.time;
        record.instant = fine.instant;
        record.setRoughInstant(fine.getRoughInstant());
        record.span = fine.span;
        record.share = fine.share;
        record.setWeight(fine.getWeight());
        bed().statements();
        await(record.save());
        assertThat(bed().statements()).isEmpty();
        isRounded(record);
        isAsItsRow(record);
    }

    /** A database that keeps no more than the moment has nothing to write. */
    @Test
    default void sameMomentAtAnotherOffsetIsNoChangeOfWhatTheRowHolds() {
        Measure record = new Measure();
        OffsetDateTime moment = OffsetDateTime.parse("2026-06-30T12:00:00+05:00");
        record.offsetDateTime = moment;
        await(record.save());
        Measure found = await(Measure_.query().one());
        found.offsetDateTime = moment;
        bed().statements();
        await(found.save());
        assertThat(bed().statements()).isEmpty();
        assertThat(found.getVersion()).isEqualTo(1);
        assertThat(found.offsetDateTime).isAtSameInstantAs(moment);
    }

    @Test
    default void schemaDeclaresWhatValuesAreRoundedTo() {
        String ddl = Schema.ddl(bed().database().dialect(), Measure_.model()).toLowerCase(Locale.ROOT);
        for (String definition : List.of(
                "price. \\w+\\(10, 2\\)",
                "factor. \\w+\\(" + bed().capabilities().maxPrecision() + ", 4\\)",
                "whole. \\w+\\(5, 0\\)",
                "weight. \\w+\\(8, 3\\)",
                "span_since. time\\(2\\)",
                "rough_time. time\\(3\\)",
                "rough_date_time. \\w+\\(0\\)",
                "rough_instant. \\w+\\(3\\)",
                "made. \\w+\\(3\\)",
                "updated_at. \\w+\\(0\\)",
                "deleted_at. \\w+\\(2\\)")) {
            assertThat(ddl).containsPattern(definition);
        }
        if (bed().capabilities().hasTimeWithTimeZone()) {
            assertThat(ddl).contains("offset_time\" time(1) with time zone");
            assertThat(ddl).contains("made\" timestamp(3) with time zone");
        }
    }

    @Test
    default void decimalOfAnotherScaleIsNoSavedChange() {
        Measure record = await(measure().save());
        record.price = new BigDecimal("9.9");
        record.whole = BigDecimal.ONE;
        await(record.save());
        assertThat(record.savedChanges()).containsOnlyKeys("whole", "version");
        assertThat(record.getVersion()).isEqualTo(2);
    }

    /** What was changed while the statement was under way is newer than what it has written. */
    @Test
    default void changeMeanwhileIsKept() {
        Measure record = fine();
        CompletableFuture<Measure> saving = record.save().toFuture();
        record.price = BigDecimal.ONE;
        saving.join();
        assertThat(record.price).isEqualTo(BigDecimal.ONE);
        assertThat(record.changes()).containsExactly("price");
        assertThat(record.whole).isEqualTo("100");
        await(record.save());
        isAsItsRow(record);
    }

    @Test
    default void timesOfMixinsAreCutToTheirColumns() {
        Measure record = await(measure().save());
        assertThat(record.getCreatedAt()).isEqualTo("2026-11-24T12:00:00.123Z");
        assertThat(record.getUpdatedAt()).isEqualTo("2026-11-24T12:00:00Z");
        isAsItsRow(record);
        record.setCreatedAt(Instant.parse("2020-01-01T00:00:00.999999Z"));
        record.setUpdatedAt(Instant.parse("2021-01-01T00:00:00.999999Z"));
        await(record.save());
        assertThat(record.getCreatedAt()).isEqualTo("2020-01-01T00:00:00.999Z");
        assertThat(record.getUpdatedAt()).isEqualTo("2021-01-01T00:00:00Z");
        isAsItsRow(record);
        await(record.touch(Measure_.roughInstant, Measure_.instant));
        assertThat(record.getUpdatedAt()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(record.getRoughInstant()).isEqualTo("2026-11-24T12:00:00.123Z");
        assertThat(record.instant).isEqualTo(TestBed.START_STORED);
        isAsItsRow(record);
        await(record.delete());
        assertThat(record.getDeletedAt()).isEqualTo("2026-11-24T12:00:00.12Z");
        assertThat(await(Measure_.query().onlyDeleted().one()).getDeletedAt()).isEqualTo(record.getDeletedAt());
        assertThat(await(Measure_.query()
                        .onlyDeleted()
                        .where(Measure_.deletedAt.eq(TestBed.START), Measure_.createdAt.le(TestBed.START))
                        .count()))
                .isEqualTo(1);
    }

    @Test
    default void bulkStatementsCutTheTimesOfMixins() {
        Measure record = await(measure().save());
        bed().advance(Duration.ofSeconds(1));
        await(Measure_.query().update(Measure_.whole.set(BigDecimal.ONE)));
        assertThat(await(record.reload()).getUpdatedAt()).isEqualTo("2026-11-24T12:00:01Z");
        await(Measure_.query().delete());
        assertThat(await(record.reload()).getDeletedAt()).isEqualTo("2026-11-24T12:00:01.12Z");
    }

    @Test
    default void bulkSetRoundsAsASaveDoes() {
        await(measure().save());
        Measure fine = fine();
        await(Measure_.query()
                .update(
                        Measure_.price.set(new BigDecimal("2.345")),
                        Measure_.factor.set(new BigDecimal("-1.00005")),
                        Measure_.whole.set(new BigDecimal("99.5")),
                        Measure_.free.set(new BigDecimal("1E+3")),
                        Measure_.integer.set(BigInteger.TEN),
                        Measure_.share.set(new Percent(new BigDecimal("0.12345"))),
                        Measure_.weight.set(new BigDecimal("1.2345")),
                        Measure_.time.set(Objects.requireNonNull(fine.time)),
                        Measure_.roughTime.set(Objects.requireNonNull(fine.roughTime)),
                        Measure_.offsetTime.set(Objects.requireNonNull(fine.offsetTime)),
                        Measure_.dateTime.set(Objects.requireNonNull(fine.dateTime)),
                        Measure_.roughDateTime.set(Objects.requireNonNull(fine.roughDateTime)),
                        Measure_.offsetDateTime.set(Objects.requireNonNull(fine.offsetDateTime)),
                        Measure_.instant.set(Objects.requireNonNull(fine.instant)),
                        Measure_.roughInstant.set(Objects.requireNonNull(fine.getRoughInstant())),
                        Measure_.spanLength.set(new BigDecimal("12.25")),
                        Measure_.spanUnit.set("cm"),
                        Measure_.spanSince.set(LocalTime.of(12, 0, 0, 999_999_999))));
        Measure found = await(Measure_.query().one());
        found.offsetDateTime = Objects.requireNonNull(found.offsetDateTime).withOffsetSameInstant(ZoneOffset.UTC);
        isRounded(found);
    }

    /**
     * Conditions with the values that a record was given, which its row has as others; those of order round nothing.
     */
    static Stream<Condition<Measure>> conditions() {
        Measure fine = fine();
        BigDecimal price = Objects.requireNonNull(fine.price);
        Instant instant = Objects.requireNonNull(fine.instant);
        LocalTime time = Objects.requireNonNull(fine.roughTime);
        return Stream.of(
                Measure_.price.eq(price),
                Measure_.price.in(price, BigDecimal.ONE),
                Measure_.price.between(price, new BigDecimal("2.351")),
                Measure_.price.le(price).not(),
                Measure_.price.ge(price),
                Measure_.price.lt(price).not(),
                Measure_.price.ne(price).not(),
                Measure_.price.notIn(price).not(),
                Measure_.price.notIn(BigDecimal.ONE, new BigDecimal("1E+40")),
                Measure_.price.lt(new BigDecimal("1E+40")),
                Measure_.price.gt(new BigDecimal("-1E+40")),
                Measure_.price.gt(new BigDecimal("1E-2147483647")),
                Measure_.factor.eq(Objects.requireNonNull(fine.factor)),
                Measure_.whole.eq(Objects.requireNonNull(fine.whole)),
                Measure_.free.in(Objects.requireNonNull(fine.free), new BigDecimal("0.001")),
                Measure_.share.eq(Objects.requireNonNull(fine.share)),
                Measure_.weight.eq(Objects.requireNonNull(fine.getWeight())),
                Measure_.time.eq(Objects.requireNonNull(fine.time)),
                Measure_.roughTime.in(time, LocalTime.NOON),
                Measure_.roughTime.lt(time),
                Measure_.offsetTime.eq(Objects.requireNonNull(fine.offsetTime)),
                Measure_.dateTime.eq(Objects.requireNonNull(fine.dateTime)),
                Measure_.roughDateTime.lt(Objects.requireNonNull(fine.roughDateTime)),
                Measure_.offsetDateTime.in(Objects.requireNonNull(fine.offsetDateTime)),
                Measure_.instant.eq(instant),
                Measure_.instant.between(instant.minusNanos(999), instant),
                Measure_.instant.in(List.of(instant, Instant.EPOCH)),
                Measure_.roughInstant.eq(Objects.requireNonNull(fine.getRoughInstant())),
                Measure_.spanLength.eq(new BigDecimal("12.25")),
                Measure_.spanSince.eq(LocalTime.of(12, 0, 0, 999_999_999)),
                Measure_.createdAt.eq(TestBed.START),
                Measure_.updatedAt.in(TestBed.START));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    default void conditionRoundsAsASaveDoes(Condition<Measure> condition) {
        await(fine().save());
        await(new Measure().save());
        Measure far = new Measure();
        far.setCreatedAt(Instant.EPOCH);
        far.setUpdatedAt(Instant.EPOCH);
        await(Measure_.query().where(Measure_.price.isNull()).permanentlyDelete());
        await(far.save());
        assertThat(await(Measure_.query().where(condition).all())).hasSize(1);
    }

    @Test
    default void recordThatInsertAllRefusesIsFreeForAnotherOperation() {
        Measure record = new Measure();
        record.price = new BigDecimal("123456789");
        StepVerifier.create(Measure_.insertAll(Flux.just(measure(), record))).verifyError(MappingException.class);
        record.price = BigDecimal.ONE;
        await(record.save());
        isAsItsRow(record);
    }

    @Test
    default void whatABulkUpdateAddsIsNotRoundedButTheSumIs() {
        Measure record = await(measure().save());
        await(Measure_.query().update(Measure_.price.increment(new BigDecimal("0.005"))));
        assertThat(await(record.reload()).price).isEqualTo("9.91");
        await(Measure_.query().update(Measure_.price.increment(new BigDecimal("1E+3"))));
        assertThat(await(record.reload()).price).isEqualTo("1009.91");
        StepVerifier.create(Measure_.query().update(Measure_.price.increment(new BigDecimal("1E+2147483647"))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Measure")
                        .hasMessageContaining("column price"));
    }

    /** Only a row that is there can be what a record holds. */
    @Test
    default void saveThatFailsLeavesValuesAsTheyWereGiven() {
        Measure stored = await(measure().save());
        Measure fine = fine();
        stored.price = new BigDecimal("2.345");
        bed().execute("DROP TABLE \"measure\"");
        StepVerifier.create(fine.save()).verifyError();
        StepVerifier.create(stored.save()).verifyError();
        assertThat(fine.price).isEqualTo("2.345");
        assertThat(fine.time).isEqualTo("23:59:59.999999999");
        assertThat(stored.price).isEqualTo("2.345");
        assertThat(stored.changes()).containsExactly("price");
    }
}
