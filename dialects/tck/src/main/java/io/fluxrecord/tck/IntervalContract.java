package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Schema;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Shift;
import io.fluxrecord.tck.model.Shift_;
import io.fluxrecord.tck.model.Warranty;
import io.fluxrecord.tck.model.Warranty_;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Lengths of time and periods of the calendar, as the database's intervals. */
public interface IntervalContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Shift_.model());
        if (bed().capabilities().hasPeriods()) {
            bed().prepare(Warranty_.model());
        }
    }

    private static List<Integer> found(Condition<Shift> condition) {
        return await(Shift_.query()
                        .where(condition)
                        .orderBy(Shift_.number.asc())
                        .all())
                .stream()
                .map(shift -> shift.number)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT7H30M",
                "PT-0.5S",
                "PT-26H-3M-4.000001S",
                "PT838H59M59.999999S",
                "PT0.000001S",
                "PT24H",
                "PT-24H"
            })
    default void lengthsOfTimeComeBack(String length) {
        Shift shift = await(new Shift(1, Duration.parse(length)).save());
        Shift found = await(Shift_.find(1));
        assertThat(found.length).isEqualTo(shift.length);
        assertThat(found.rest).isNull();
        assertThat(found.changes()).isEmpty();
        assertThat(found(Shift_.length.eq(shift.length))).containsExactly(1);
        found.length = null;
        await(found.save());
        assertThat(await(shift.reload()).length).isNull();
    }

    @Test
    default void lengthsAreCutTowardsZero() {
        Shift shift = new Shift(1, Duration.ofNanos(-1_999));
        shift.rest = Duration.ofMillis(1_999);
        await(shift.save());
        assertThat(shift.length).isEqualTo(Duration.ofNanos(-1_000));
        assertThat(shift.rest).isEqualTo(Duration.ofSeconds(1));
        Shift found = await(Shift_.find(1));
        assertThat(found.length).isEqualTo(shift.length);
        assertThat(found.rest).isEqualTo(shift.rest);
        assertThat(found(Shift_.rest.eq(Duration.ofMillis(1_500)))).containsExactly(1);
        assertThat(found(Shift_.rest.ge(Duration.ofMillis(1_500)))).isEmpty();
        assertThat(found(Shift_.rest.lt(Duration.ofMillis(1_500)))).containsExactly(1);
    }

    @Test
    default void lengthThatIsTooGreatIsRefused() {
        Shift shift = new Shift(1, Duration.ofSeconds(Long.MAX_VALUE));
        StepVerifier.create(shift.save())
                .verifyErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(MappingException.class).hasMessageContaining("Shift.length"));
        assertThat(shift.stored()).isFalse();
    }

    @Test
    default void lengthsAreComparedAndOrdered() {
        await(Shift_.insertAll(Flux.just(
                new Shift(1, Duration.ofHours(9)),
                new Shift(2, Duration.ofHours(26)),
                new Shift(3, null),
                new Shift(4, Duration.ofMinutes(-1)))));
        assertThat(found(Shift_.length.in(Duration.ofHours(26), Duration.ofDays(3))))
                .containsExactly(2);
        assertThat(found(Shift_.length.notIn(Duration.ofHours(26)))).containsExactly(1, 4);
        assertThat(found(Shift_.length.gt(Duration.ofHours(9)))).containsExactly(2);
        assertThat(found(Shift_.length.between(Duration.ofHours(-1), Duration.ofHours(9))))
                .containsExactly(1, 4);
        assertThat(await(Shift_.query().orderBy(Shift_.length.asc().nullsLast()).all()))
                .extracting(shift -> shift.number)
                .containsExactly(4, 1, 2, 3);
        await(Shift_.query().where(Shift_.length.isNull()).update(Shift_.length.set(Duration.ofSeconds(5))));
        assertThat(found(Shift_.length.eq(Duration.ofSeconds(5)))).containsExactly(3);
    }

    @Test
    default void periodsComeBackInYearsAndMonths() {
        if (!bed().capabilities().hasPeriods()) {
            StepVerifier.create(Schema.create(bed().database(), Warranty_.model()))
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessageContainingAll("Period", "@Convert"));
            return;
        }
        List<Warranty> saved = await(Warranty_.insertAll(Flux.just(
                new Warranty(1, Period.ofMonths(14)),
                new Warranty(2, null),
                new Warranty(3, Period.of(-1, -2, 0)),
                new Warranty(4, Period.ZERO))));
        assertThat(saved.get(0).time).isEqualTo(Period.of(1, 2, 0));
        for (Warranty warranty : saved) {
            Warranty found = await(Warranty_.find(warranty.number));
            assertThat(found.time).isEqualTo(warranty.time);
            assertThat(found.changes()).isEmpty();
        }
        assertThat(await(Warranty_.query()
                        .where(Warranty_.time.in(Period.ofMonths(14), Period.ofYears(9)))
                        .count()))
                .isEqualTo(1);
        saved.get(0).time = null;
        await(saved.get(0).save());
        assertThat(await(Warranty_.find(1)).time).isNull();
    }

    @Test
    default void daysComeBackOrAreRefused() {
        if (!bed().capabilities().hasPeriods()) {
            return;
        }
        Warranty warranty = new Warranty(1, Period.of(1, 2, -40));
        if (bed().capabilities().hasPeriodsOfDays()) {
            await(warranty.save());
            assertThat(await(Warranty_.find(1)).time).isEqualTo(warranty.time);
        } else {
            StepVerifier.create(warranty.save())
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContainingAll("Warranty.time", "days"));
        }
    }
}
