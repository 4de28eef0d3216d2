package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Measure;
import io.fluxrecord.tck.model.Measure_;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is less or greater is so by the value that was given, be it finer than the column. */
public interface OrderConditionContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Measure_.model());
    }

    private static long count(Condition<Measure> condition) {
        long matched = await(Measure_.query().where(condition).count());
        assertThat(await(Measure_.query().where(condition.not()).count())).isEqualTo(1 - matched);
        return matched;
    }

    private static void matches(Condition<Measure> condition) {
        assertThat(count(condition)).isEqualTo(1);
    }

    private static void matchesNot(Condition<Measure> condition) {
        assertThat(count(condition)).isZero();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @Test
    default void decimalsAreOrderedUnrounded() {
        Measure measure = new Measure();
        measure.price = decimal("0.20");
        await(measure.save());
        matches(Measure_.price.eq(decimal("0.196")));
        matches(Measure_.price.in(decimal("0.204"), decimal("7")));
        matches(Measure_.price.gt(decimal("0.196")));
        matches(Measure_.price.ge(decimal("0.196")));
        matchesNot(Measure_.price.lt(decimal("0.196")));
        matchesNot(Measure_.price.le(decimal("0.196")));
        matches(Measure_.price.lt(decimal("0.204")));
        matches(Measure_.price.le(decimal("0.204")));
        matchesNot(Measure_.price.gt(decimal("0.204")));
        matchesNot(Measure_.price.ge(decimal("0.204")));
        matchesNot(Measure_.price.between(decimal("0.201"), decimal("0.204")));
        matchesNot(Measure_.price.between(decimal("0.196"), decimal("0.199")));
        matches(Measure_.price.between(decimal("0.196"), decimal("0.204")));
        matches(Measure_.price.between(decimal("0.2"), decimal("0.2")));
    }

    @Test
    default void timesThatAreFinerThanAnyColumnAreOrderedUncut() {
        Measure measure = new Measure();
        Instant instant = TestBed.START_STORED;
        measure.instant = instant;
        measure.time = LocalTime.of(1, 2, 3, 4000);
        measure.dateTime = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000);
        await(measure.save());
        Instant later = instant.plusNanos(300);
        matches(Measure_.instant.eq(later));
        matches(Measure_.instant.lt(later));
        matches(Measure_.instant.le(later));
        matchesNot(Measure_.instant.gt(later));
        matchesNot(Measure_.instant.ge(later));
        matchesNot(Measure_.instant.between(later, instant.plusNanos(900)));
        matches(Measure_.instant.between(instant, later));
        matches(Measure_.instant.gt(instant.minusNanos(1)));
        matchesNot(Measure_.instant.le(instant.minusNanos(1)));
        LocalTime time = Objects.requireNonNull(measure.time);
        matches(Measure_.time.lt(time.plusNanos(999)));
        matchesNot(Measure_.time.ge(time.plusNanos(999)));
        matchesNot(Measure_.time.between(time.plusNanos(1), LocalTime.MAX));
        LocalDateTime dateTime = Objects.requireNonNull(measure.dateTime);
        matches(Measure_.dateTime.lt(dateTime.plusNanos(1)));
        matchesNot(Measure_.dateTime.ge(dateTime.plusNanos(1)));
    }

    /** The column of the update time has no fraction, that of the offset time has four digits. */
    @Test
    default void timesOfColumnsThatCutAreOrderedUncut() {
        Measure measure = new Measure();
        OffsetDateTime offset = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 678_900_000, ZoneOffset.ofHours(2));
        measure.offsetDateTime = offset;
        await(measure.save());
        Instant updated = Objects.requireNonNull(measure.getUpdatedAt());
        matches(Measure_.updatedAt.eq(updated.plusNanos(300)));
        matches(Measure_.updatedAt.lt(updated.plusNanos(300)));
        matches(Measure_.updatedAt.lt(updated.plusMillis(3)));
        matchesNot(Measure_.updatedAt.ge(updated.plusMillis(3)));
        matchesNot(Measure_.updatedAt.between(updated.plusMillis(3), updated.plusSeconds(9)));
        matches(Measure_.offsetDateTime.lt(offset.plusNanos(10)));
        matches(Measure_.offsetDateTime.le(offset.withOffsetSameInstant(ZoneOffset.ofHours(-5))));
        matches(Measure_.offsetDateTime.ge(offset.withOffsetSameInstant(ZoneOffset.ofHours(-5))));
        matchesNot(Measure_.offsetDateTime.gt(offset.withOffsetSameInstant(ZoneOffset.ofHours(-5))));
        matchesNot(Measure_.offsetDateTime.ge(offset.plusNanos(10)));
    }
}
