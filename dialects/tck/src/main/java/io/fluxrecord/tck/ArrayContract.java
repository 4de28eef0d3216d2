package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Series;
import io.fluxrecord.tck.model.Series_;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Arrays and lists of every scalar, with nulls among their elements. */
public interface ArrayContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Series_.model());
    }

    /** Return a record without a null, but among the elements. */
    static Series full() {
        Series series = new Series();
        series.truths = new Boolean[] {true, null, false};
        series.smalls = new Short[] {1, null, Short.MIN_VALUE};
        series.mediums = new Integer[] {1, null, Integer.MIN_VALUE};
        series.larges = new Long[] {1L, null, Long.MIN_VALUE};
        series.singles = new Float[] {1.5f, null, Float.MIN_VALUE};
        series.doubles = new Double[] {2.5, null, Double.MIN_VALUE};
        series.prices = new BigDecimal[] {new BigDecimal("1.50"), null, new BigDecimal("-99999999.99")};
        series.amounts = new BigDecimal[] {new BigDecimal("1.5"), null, new BigDecimal("0.0"), new BigDecimal("-7.0")};
        series.uuids = new UUID[] {new UUID(0, 1), null, UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff")};
        series.dates = new LocalDate[] {LocalDate.of(2024, 2, 29), null, LocalDate.of(1583, 1, 1)};
        series.times = new LocalTime[] {LocalTime.of(23, 59, 59, 999_999_000), null, LocalTime.MIDNIGHT};
        series.offsetTimes = new OffsetTime[] {OffsetTime.of(12, 0, 0, 1_000, ZoneOffset.ofHours(-3)), null};
        series.dateTimes = new LocalDateTime[] {LocalDateTime.of(2024, 12, 31, 23, 59, 59, 123_456_000), null};
        series.offsetDateTimes = new OffsetDateTime[] {OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), null};
        series.instants = new Instant[] {Instant.parse("2026-06-30T23:59:59.999999Z"), null};
        series.numbers = new ArrayList<>(Arrays.asList(3, null, 4));
        series.names = new ArrayList<>(Arrays.asList("a,b", null, "{\"c\"}", ""));
        series.keys = List.of(new UUID(0, 2));
        series.costs = new ArrayList<>(List.of(new BigDecimal("2.50")));
        series.setMoments(Arrays.asList(Instant.EPOCH, null));
        return series;
    }

    private static Series verifyRow(Series series) {
        Series found = await(Series_.find(series.id));
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("state")
                .withEqualsForType((number, other) -> number.compareTo(other) == 0, BigDecimal.class)
                .isEqualTo(series);
        assertThat(found.changes()).isEmpty();
        return found;
    }

    @Test
    default void arraysComeBackAsTheyWentIn() {
        verifyRow(await(full().save()));
        verifyRow(await(new Series().save()));
        Series empty = new Series();
        empty.mediums = new Integer[0];
        empty.names = List.of();
        empty.instants = new Instant[0];
        empty.prices = new BigDecimal[0];
        verifyRow(await(empty.save()));
    }

    @Test
    default void arraysAreSetToNull() {
        Series series = await(full().save());
        Series empty = new Series();
        empty.id = series.id;
        Series changed = await(Series_.find(series.id));
        changed.truths = null;
        changed.mediums = null;
        changed.prices = null;
        changed.uuids = null;
        changed.instants = null;
        changed.offsetTimes = null;
        changed.numbers = null;
        changed.names = null;
        changed.setMoments(null);
        verifyRow(await(changed.save()));
    }

    @Test
    default void manyAreInsertedAtOnce() {
        List<Series> saved = await(Series_.insertAll(Flux.just(full(), new Series(), full())));
        saved.forEach(ArrayContract::verifyRow);
    }

    @Test
    default void changeInPlaceIsSeen() {
        Series series = await(full().save());
        Series found = await(Series_.find(series.id));
        found.mediums[0] = 7;
        found.prices[1] = new BigDecimal("0.10");
        found.numbers.set(0, 8);
        found.names.add("more");
        assertThat(found.changes()).containsExactlyInAnyOrder("mediums", "prices", "numbers", "names");
        await(found.save());
        assertThat(found.changes()).isEmpty();
        verifyRow(found);
        found.mediums[0] = 9;
        assertThat(found.changes()).containsExactly("mediums");
        found.mediums[0] = 7;
        bed().statements();
        await(found.save());
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void elementsAreRoundedAsTheirColumnRoundsThem() {
        Series series = new Series();
        series.prices = new BigDecimal[] {new BigDecimal("9.895"), null, new BigDecimal("1")};
        series.costs = new ArrayList<>(List.of(new BigDecimal("1.005")));
        series.instants = new Instant[] {Instant.parse("2026-01-01T00:00:00.123456789Z")};
        await(series.save());
        assertThat(series.prices).containsExactly(new BigDecimal("9.90"), null, new BigDecimal("1.00"));
        assertThat(series.costs).containsExactly(new BigDecimal("1.01"));
        assertThat(series.instants).containsExactly(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(series.changes()).isEmpty();
        verifyRow(series);
        series.prices[0] = new BigDecimal("9");
        assertThat(series.changes()).containsExactly("prices");

        Series great = new Series();
        great.prices = new BigDecimal[] {null, new BigDecimal("100000000")};
        StepVerifier.create(great.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Series.prices")
                        .hasMessageNotContaining("100000000"));
    }

    /** Return a record whose elements are no nulls, with which databases compare in ways of their own. */
    static Series comparable() {
        Series series = full();
        series.truths = new Boolean[] {true, false};
        series.smalls = new Short[] {1, 2};
        series.mediums = new Integer[] {1, 2};
        series.larges = new Long[] {1L, 2L};
        series.doubles = new Double[] {2.5};
        series.prices = new BigDecimal[] {new BigDecimal("1.50"), new BigDecimal("2")};
        series.uuids = new UUID[] {new UUID(0, 1)};
        series.dates = new LocalDate[] {LocalDate.of(2024, 2, 29)};
        series.times = new LocalTime[] {LocalTime.of(23, 59, 59, 999_999_000)};
        series.dateTimes = new LocalDateTime[] {LocalDateTime.of(2024, 12, 31, 23, 59, 59, 123_456_000)};
        series.instants = new Instant[] {Instant.parse("2026-06-30T23:59:59.999999Z")};
        series.numbers = List.of(3, 4);
        series.names = List.of("a,b", "");
        return series;
    }

    static Stream<Condition<Series>> conditions() {
        Series full = comparable();
        return Stream.of(
                Series_.truths.eq(full.truths),
                Series_.smalls.eq(full.smalls),
                Series_.mediums.eq(full.mediums),
                Series_.larges.in(new Long[] {3L}, full.larges),
                Series_.doubles.eq(full.doubles),
                Series_.prices.eq(full.prices),
                Series_.uuids.eq(full.uuids),
                Series_.dates.eq(full.dates),
                Series_.times.eq(full.times),
                Series_.dateTimes.eq(full.dateTimes),
                Series_.instants.eq(full.instants),
                Series_.numbers.eq(full.numbers),
                Series_.numbers.in(List.of(full.numbers, List.of(1))),
                Series_.names.eq(full.names),
                Series_.mediums.isNotNull());
    }

    @ParameterizedTest
    @MethodSource("conditions")
    default void arraysAreComparedAsAWhole(Condition<Series> condition) {
        await(Series_.insertAll(Flux.just(comparable(), new Series())));
        Series other = comparable();
        other.mediums[0] = 9;
        assertThat(await(Series_.query().where(condition).count())).isEqualTo(1);
        assertThat(await(
                        Series_.query().where(Series_.mediums.ne(other.mediums)).count()))
                .isEqualTo(1);
    }

    @Test
    default void bulkUpdatesSetArrays() {
        await(Series_.insertAll(Flux.just(full(), new Series())));
        await(Series_.query().update(Series_.mediums.set(new Integer[] {5, null}), Series_.names.set(List.of("x"))));
        assertThat(await(Series_.query().all())).allSatisfy(series -> {
            assertThat(series.mediums).containsExactly(5, null);
            assertThat(series.names).containsExactly("x");
        });
        await(Series_.query().update(Series_.mediums.setNull(), Series_.names.setNull()));
        assertThat(await(Series_.query()
                        .where(Series_.mediums.isNull(), Series_.names.isNull())
                        .count()))
                .isEqualTo(2);
    }
}
