package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Denomination;
import io.fluxrecord.tck.model.Denomination_;
import io.fluxrecord.tck.model.Slot;
import io.fluxrecord.tck.model.Slot_;
import io.fluxrecord.tck.model.Tariff;
import io.fluxrecord.tck.model.Tariff_;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Keys that their columns hold as other values: a record is found by the key that it was saved with. */
public interface StoredKeyContract extends Contract {

    Instant DAY = Instant.parse("2026-11-24T12:00:00.123456789Z");
    LocalTime FROM = LocalTime.of(23, 59, 59, 999_999_999);

    @BeforeEach
    default void prepare() {
        bed().prepare(Tariff_.model(), Slot_.model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9", "9.895", "9.904", "9.9000"})
    default void recordWithADecimalKeyIsFoundByIt(String key) {
        Tariff tariff = await(new Tariff(key, "night").save());
        assertThat(tariff.rate).isEqualTo("9.90");
        Tariff found = await(Tariff_.find(new BigDecimal(key)));
        assertThat(found).isEqualTo(tariff).hasSameHashCodeAs(tariff);
        assertThat(await(Tariff_.findAll(List.of(new BigDecimal(key), new BigDecimal("9.90")))))
                .containsExactly(tariff);
        assertThat(await(Tariff_.query()
                        .where(Tariff_.rate.eq(new BigDecimal(key)))
                        .one()))
                .isEqualTo(tariff);
        assertThat(await(Tariff_.query()
                        .where(Tariff_.rate.in(new BigDecimal(key), BigDecimal.ONE))
                        .exists()))
                .isTrue();
        tariff.name = "day";
        await(tariff.save());
        assertThat(await(found.reload()).name).isEqualTo("day");
        assertThat(await(tariff.delete())).isTrue();
        StepVerifier.create(Tariff_.find(new BigDecimal(key))).verifyComplete();
    }

    @Test
    default void keySetAgainAsItWasGivenIsNoChange() {
        Tariff tariff = await(new Tariff("9.895", "night").save());
        tariff.rate = new BigDecimal("9.895");
        tariff.name = "day";
        await(tariff.save());
        assertThat(tariff.rate).isEqualTo("9.90");
        assertThat(await(Tariff_.query().one()).name).isEqualTo("day");
    }

    @Test
    default void recordsOfManyDecimalKeysAreFoundInTheirOrder() {
        List<Tariff> saved = await(Tariff_.insertAll(Flux.range(1, 5).map(i -> new Tariff(i + ".001", "tariff " + i))));
        List<BigDecimal> keys = List.of(new BigDecimal("4.00"), new BigDecimal("1.0010"), new BigDecimal("3"));
        assertThat(await(Tariff_.findAll(keys))).containsExactly(saved.get(3), saved.get(0), saved.get(2));
    }

    @Test
    default void recordWithACompositeKeyIsFoundByIt() {
        Slot slot = await(new Slot(7, DAY, FROM).save());
        assertThat(slot.day).isEqualTo(TestBed.START_STORED);
        assertThat(slot.from).isEqualTo("23:59:59");
        Slot found = await(Slot_.find(7, DAY, FROM));
        assertThat(found).isEqualTo(slot).hasSameHashCodeAs(slot);
        assertThat(await(Slot_.findAll(List.of(new Slot_.Key(7, DAY, FROM))))).containsExactly(slot);
        slot.guest = "Ann";
        await(slot.save());
        assertThat(await(found.reload()).guest).isEqualTo("Ann");
        assertThat(await(slot.delete())).isTrue();
        assertThat(await(slot.restore())).isTrue();
        assertThat(await(slot.hardDelete())).isTrue();
        assertThat(slot.from).isEqualTo("23:59:59");
        await(slot.save());
        assertThat(await(Slot_.find(7, DAY, FROM))).isEqualTo(slot);
    }

    @Test
    default void rolledBackInsertCanBeSavedAgain() {
        Tariff tariff = new Tariff("9.895", "night");
        StepVerifier.create(bed().database()
                        .transaction(() -> tariff.save().then(Mono.error(new IllegalStateException("no")))))
                .verifyError(IllegalStateException.class);
        assertThat(tariff.stored()).isFalse();
        await(tariff.save());
        assertThat(await(Tariff_.find(new BigDecimal("9.895")))).isEqualTo(tariff);
    }

    @Test
    default void keyThatNoColumnHoldsIsNotFound() {
        await(new Tariff("9.9", "night").save());
        StepVerifier.create(Tariff_.find(new BigDecimal("1E+20"))).verifyComplete();
        StepVerifier.create(Tariff_.findAll(List.of(new BigDecimal("1E+20")))).verifyComplete();
        StepVerifier.create(Tariff_.find(new BigDecimal("1E+2147483647")))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Tariff.rate")
                        .hasMessageContaining("column rate"));
    }

    @Test
    default void recordThatInsertAllRefusesForItsKeyIsFree() {
        Tariff tariff = new Tariff();
        StepVerifier.create(Tariff_.insertAll(Mono.just(tariff))).verifyError(RecordStateException.class);
        tariff.rate = BigDecimal.ONE;
        assertThat(await(tariff.save()).stored()).isTrue();
    }

    /** A key of another scale, of another row or not yet rounded, is equal only where the row is. */
    @Test
    default void recordsAreEqualWhereTheirRowsAre() {
        Tariff saved = await(new Tariff("10", "night").save());
        Set<Tariff> set = new HashSet<>(Set.of(saved));
        assertThat(set).contains(new Tariff("10.000", ""), await(Tariff_.find(BigDecimal.TEN)));
        assertThat(set).doesNotContain(new Tariff("10.01", ""), await(new Tariff("1", "day").save()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "100", "1200.00", "0", "7.50", "1E+3", "0.001", "-20"})
    default void keyOfAnyDigitsNamesItsRow(String amount) {
        bed().prepare(Denomination_.model());
        await(new Denomination("99").save());
        await(new Denomination(amount).save());
        Denomination found = await(Denomination_.find(new BigDecimal(amount)));
        found.issued = new BigDecimal("100");
        await(found.save());
        await(found.reload());
        assertThat(found.issued).isEqualByComparingTo("100");
        found.issued = Objects.requireNonNull(found.issued).add(BigDecimal.ONE);
        await(found.save());
        Denomination asRead = await(Denomination_.query()
                .where(Denomination_.amount.in(List.of(new BigDecimal(amount), new BigDecimal("5"))))
                .one());
        assertThat(asRead.issued).isEqualByComparingTo("101");
        assertThat(await(Denomination_.findAll(List.of(Objects.requireNonNull(asRead.amount), new BigDecimal("99")))))
                .hasSize(2);
        assertThat(await(asRead.hardDelete())).isTrue();
        assertThat(await(Denomination_.query().count())).isEqualTo(1);
    }
}
