package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.tck.model.Dose;
import io.fluxrecord.tck.model.Dose_;
import io.fluxrecord.tck.model.Measure;
import io.fluxrecord.tck.model.Measure_;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Values that Java has and a column, a database or its driver may not have: each is stored, or refused by name. */
public interface ValueAtTheEdgeContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Measure_.model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "99999999.995", "1E+9", "1E+200000", "1E+2147483647", "-123456789.5"})
    default void decimalWithTooManyDigitsIsRefusedWithoutItsValue(String value) {
        Measure record = new Measure();
        record.price = new BigDecimal(value);
        StepVerifier.create(record.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Measure.price")
                        .hasMessageContaining("column price")
                        .hasMessageContaining("8 digits before the point")
                        .hasMessageNotContaining("1234")
                        .hasMessageNotContaining("99999"));
        assertThat(record.stored()).isFalse();
        StepVerifier.create(Measure_.insertAll(Mono.just(record))).verifyError(MappingException.class);
        Measure stored = await(StoredValueContract.measure().save());
        stored.price = record.price;
        StepVerifier.create(stored.save()).verifyError(MappingException.class);
        StepVerifier.create(Measure_.query().update(Measure_.price.set(Objects.requireNonNull(record.price))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Measure")
                        .hasMessageContaining("column price"));
        assertThat(await(stored.reload()).price).isEqualTo("9.90");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+200000",
                "-1E+200000",
                "1E+2147483647",
                "1E-2147483647",
                "1E-200000",
                "0E-2147483647",
                "0E+2147483647",
                "1E+1000",
                "1E-1000",
                "-7.5E-900",
                "1E+131071",
                "1E-16383",
                "1E-16384"
            })
    default void decimalAtTheEdgeIsStoredOrRefusedWithModelAndColumn(String value) {
        Measure record = new Measure();
        record.free = new BigDecimal(value);
        Boolean stored = await(record.save().map(saved -> true).onErrorResume(MappingException.class, error -> {
            assertThat(error).hasMessageContaining("Measure.free").hasMessageContaining("column free");
            return Mono.just(false);
        }));
        assertThat(record.stored()).isEqualTo(stored);
        if (stored) {
            assertThat(record.free).isEqualByComparingTo(value);
            StoredValueContract.isAsItsRow(record);
            assertThat(await(Measure_.query()
                            .where(Measure_.free.eq(new BigDecimal(value)))
                            .count()))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-2147483647", "-1E-200000", "0E+2147483647", "0E-2147483647", "0.004"})
    default void decimalTooSmallForItsScaleIsZero(String value) {
        Measure record = new Measure();
        record.price = new BigDecimal(value);
        await(record.save());
        assertThat(record.price).isEqualTo("0.00");
        StoredValueContract.isAsItsRow(record);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Float.MIN_VALUE,
                Float.MAX_VALUE
            })
    default void floatingPointNumberIsInMemoryAsInItsRow(double value) {
        Measure record = new Measure();
        record.twofold = value;
        record.single = (float) value == 0 && value != 0 ? -0f : (float) value;
        if (!Float.isFinite(record.single) && !bed().capabilities().hasNoNumbers()) {
            StepVerifier.create(record.save())
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContaining("Measure.single"));
            return;
        }
        await(record.save());
        Measure found = await(Measure_.query().one());
        assertThat(record.twofold).isEqualTo(Double.valueOf(found.twofold));
        assertThat(record.single).isEqualTo(Float.valueOf(found.single));
        record.twofold = value;
        bed().statements();
        await(record.save());
        assertThat(bed().statements()).isEmpty();
        assertThat(await(Measure_.query().where(Measure_.twofold.eq(value)).count()))
                .isEqualTo(1);
    }

    /** Return dates and times that Java has and a database may not have. */
    static Stream<Consumer<Measure>> datesAtTheEdges() {
        return Stream.of(
                record -> record.instant = Instant.MIN,
                record -> record.instant = Instant.MAX,
                record -> record.instant = Instant.MAX.minusNanos(1),
                record -> record.instant = Instant.parse("+300000-01-01T00:00:00Z"),
                record -> record.instant = Instant.parse("+294276-12-31T23:59:59.999999999Z"),
                record -> record.instant = Instant.parse("-4712-01-01T00:00:00Z"),
                record -> record.instant = Instant.parse("-4713-12-31T23:59:59Z"),
                record -> record.date = LocalDate.MIN,
                record -> record.date = LocalDate.MAX,
                record -> record.date = LocalDate.MAX.minusDays(1),
                record -> record.date = LocalDate.of(300_000, 1, 1),
                record -> record.date = LocalDate.of(5_874_897, 12, 31),
                record -> record.date = LocalDate.of(5_874_898, 1, 1),
                record -> record.date = LocalDate.of(-4712, 1, 1),
                record -> record.date = LocalDate.of(-4713, 12, 31),
                record -> record.date = LocalDate.of(0, 2, 29),
                record -> record.dateTime = LocalDateTime.MIN,
                record -> record.dateTime = LocalDateTime.MAX,
                record -> record.dateTime = LocalDateTime.of(300_000, 1, 1, 0, 0),
                record -> record.roughDateTime = LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_999),
                record -> record.offsetDateTime = OffsetDateTime.MIN,
                record -> record.offsetDateTime = OffsetDateTime.MAX,
                record -> record.offsetDateTime = OffsetDateTime.parse("2026-01-01T00:00:00+18:00"),
                record -> record.offsetDateTime = OffsetDateTime.parse("+300000-01-01T00:00:00Z"),
                record -> record.offsetTime = OffsetTime.MIN,
                record -> record.offsetTime = OffsetTime.MAX,
                record -> record.offsetTime = OffsetTime.parse("12:00-15:59:59"),
                record -> record.time = LocalTime.MAX,
                record -> record.roughTime = LocalTime.MAX);
    }

    @ParameterizedTest
    @MethodSource("datesAtTheEdges")
    default void dateAtTheEdgeIsStoredOrRefusedWithModelAndColumn(Consumer<Measure> set) {
        Measure record = new Measure();
        set.accept(record);
        Boolean stored = await(record.save().map(saved -> true).onErrorResume(MappingException.class, error -> {
            assertThat(error).hasMessageContaining("Measure.").hasMessageContaining("column ");
            return Mono.just(false);
        }));
        assertThat(record.stored()).isEqualTo(stored);
        if (stored) {
            StoredValueContract.isAsItsRow(record);
        }
    }

    /** Nothing is sent that the property could not take back. */
    @Test
    default void valueWhoseTypeRefusesItOnceRoundedIsRefusedBeforeItIsSent() {
        bed().prepare(Dose_.model());
        Dose fine = new Dose("0.01");
        verifyRefused(fine.save(), "Dose.amount");
        StepVerifier.create(fine.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .hasMessageContaining("its type refuses it: ")
                        .hasMessageContaining(IllegalArgumentException.class.getName())
                        .hasMessageNotContaining(MappingException.class.getName()));
        assertThat(fine.amount.value()).isEqualTo("0.01");
        List<Dose> doses = List.of(new Dose("1"), new Dose("0.01"), new Dose("3"));
        verifyRefused(Dose_.insertAll(Flux.fromIterable(doses)).then(), "Dose.amount");
        assertThat(doses).noneMatch(Dose::stored);
        assertThat(await(Dose_.query().count())).isZero();

        Dose dose = await(new Dose("1").save());
        dose.length = new Dose.Length(new BigDecimal("0.04"));
        verifyRefused(dose.save(), "Dose.length");
        verifyRefused(dose.save(), "Dose.length");
        dose.length = new Dose.Length(new BigDecimal("0.14"));
        await(dose.save());
        assertThat(dose.length.metres()).isEqualTo("0.1");
        assertThat(await(Dose_.find(dose.id)).length).isEqualTo(dose.length);
    }

    private static void verifyRefused(Mono<?> write, String property) {
        StepVerifier.create(write)
                .expectErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(MappingException.class).hasMessageContaining(property))
                .verify();
    }
}
