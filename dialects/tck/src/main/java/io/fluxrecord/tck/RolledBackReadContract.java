package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.model.Measure;
import io.fluxrecord.tck.model.Measure_;
import io.fluxrecord.tck.model.Parcel;
import io.fluxrecord.tck.model.Parcel_;
import io.fluxrecord.tck.model.Percent;
import io.fluxrecord.tck.model.Voucher;
import io.fluxrecord.tck.model.Voucher_;
import io.fluxrecord.transaction.TransactionOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a record has read of its row in a transaction that rolls back goes with it: no later save writes that. */
public interface RolledBackReadContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Voucher_.model(), Parcel_.model(), Measure_.model());
    }

    private Database db() {
        return bed().database();
    }

    private static <T> Mono<T> fail() {
        return Mono.error(new IllegalStateException("on purpose"));
    }

    private static Voucher stored(int uses) {
        Voucher voucher = new Voucher();
        voucher.uses = uses;
        return await(voucher.save());
    }

    private static Voucher row(Voucher voucher) {
        return await(Voucher_.find(voucher.id));
    }

    /** Write another value through another record, and read it with this one. */
    private static Mono<Voucher> overwriteAndReload(Voucher voucher, int uses) {
        return Voucher_.find(voucher.id).flatMap(other -> {
            other.uses = uses;
            other.points = uses;
            return other.save().then(Mono.defer(voucher::reload));
        });
    }

    private static void verifyClean(Voucher voucher, int uses) {
        assertThat(voucher.changes()).isEmpty();
        assertThat(voucher.uses).isEqualTo(uses);
        assertThat(voucher.points).isNull();
        voucher.points = -1;
        await(voucher.save());
        assertThat(row(voucher).uses).isEqualTo(uses);
    }

    @Test
    default void reloadedValuesOfAFailedTransactionGoWithIt() {
        Voucher voucher = stored(1);
        StepVerifier.create(
                        bed().transaction(() -> overwriteAndReload(voucher, 99).then(fail())))
                .verifyErrorMessage("on purpose");
        verifyClean(voucher, 1);
    }

    @Test
    default void reloadedValuesOfATransactionToRollBackGoWithIt() {
        Voucher voucher = stored(1);
        await(db().transaction(() -> overwriteAndReload(voucher, 99)
                .then(Mono.defer(() -> overwriteAndReload(voucher, 100)))
                .then(db().rollbackOnly())
                .thenReturn(true)));
        verifyClean(voucher, 1);
    }

    @Test
    default void reloadedValuesOfASavepointGoWithIt() {
        Voucher voucher = stored(1);
        await(bed().transaction(() -> overwriteAndReload(voucher, 2)
                .then(bed().transaction(
                                TransactionOptions.NESTED,
                                () -> overwriteAndReload(voucher, 99).then(fail()))
                        .onErrorResume(IllegalStateException.class, error -> Mono.empty()))
                .thenReturn(true)));
        assertThat(voucher.changes()).isEmpty();
        assertThat(voucher.uses).isEqualTo(2);
        assertThat(voucher.points).isEqualTo(2);
        assertThat(row(voucher).uses).isEqualTo(2);
    }

    @Test
    default void reloadedValuesOfAReleasedSavepointGoWithTheTransaction() {
        Voucher voucher = stored(1);
        StepVerifier.create(bed().transaction(() -> bed().transaction(
                                TransactionOptions.NESTED, () -> overwriteAndReload(voucher, 99))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        verifyClean(voucher, 1);
    }

    @Test
    default void valuesThatALockHasReadOverwriteNoLaterUpdate() {
        Voucher voucher = stored(1);
        bed().execute("UPDATE \"voucher\" SET \"uses\" = 7");
        StepVerifier.create(bed().transaction(() -> voucher.lock().then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(voucher.changes()).isEmpty();
        bed().execute("UPDATE \"voucher\" SET \"uses\" = 8");
        voucher.points = 5;
        await(voucher.save());
        assertThat(row(voucher).uses).isEqualTo(8);
        assertThat(row(voucher).points).isEqualTo(5);
    }

    @Test
    default void valuesThatAreSetAfterTheReadStay() {
        Voucher voucher = stored(1);
        voucher.points = 4;
        StepVerifier.create(bed().transaction(
                                () -> overwriteAndReload(voucher, 99).flatMap(read -> {
                                    read.uses = 5;
                                    return read.save().then(fail());
                                })))
                .verifyErrorMessage("on purpose");
        assertThat(voucher.uses).isEqualTo(5);
        assertThat(voucher.points).isEqualTo(4);
        assertThat(voucher.changes()).containsExactly("points", "uses");
        await(voucher.save());
        assertThat(row(voucher).uses).isEqualTo(5);
        assertThat(row(voucher).points).isEqualTo(4);
    }

    @Test
    default void embeddedAndConvertedValuesGoBackToo() {
        Parcel parcel = new Parcel();
        parcel.setWeight(3);
        parcel.mark = new Parcel.Mark("old");
        await(parcel.save());
        StepVerifier.create(bed().transaction(() -> Parcel_.find(parcel.id)
                        .flatMap(other -> {
                            other.setWeight(4);
                            other.mark = null;
                            other.size = new Parcel.Size(1, 2, null);
                            return other.save().then(Mono.defer(parcel::reload));
                        })
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(parcel.changes()).isEmpty();
        assertThat(parcel.getWeight()).isEqualTo(3);
        assertThat(parcel.mark).isEqualTo(new Parcel.Mark("old"));
        assertThat(parcel.size).isNull();
    }

    @Test
    default void valuesOfEveryPlaceGoBackToo() {
        Measure measure = new Measure();
        measure.price = new BigDecimal("1.20");
        measure.share = new Percent(new BigDecimal("1.500"));
        measure.setWeight(new BigDecimal("2.000"));
        measure.setRoughInstant(Instant.EPOCH);
        measure.span = new Measure.Span(BigDecimal.ONE, "m", LocalTime.NOON);
        await(measure.save());
        StepVerifier.create(bed().transaction(() -> Measure_.find(measure.id)
                        .flatMap(other -> {
                            other.price = BigDecimal.TEN;
                            other.share = null;
                            other.setWeight(BigDecimal.TEN);
                            other.setRoughInstant(null);
                            other.span = new Measure.Span(BigDecimal.TEN, null, LocalTime.MIDNIGHT);
                            other.dateTime = TestBed.START
                                    .atOffset(java.time.ZoneOffset.UTC)
                                    .toLocalDateTime();
                            return other.save().then(Mono.defer(measure::reload));
                        })
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(measure.changes()).isEmpty();
        assertThat(measure.price).isEqualByComparingTo("1.2");
        assertThat(measure.share).isEqualTo(new Percent(new BigDecimal("1.500")));
        assertThat(measure.getWeight()).isEqualByComparingTo("2");
        assertThat(measure.getRoughInstant()).isEqualTo(Instant.EPOCH);
        assertThat(measure.dateTime).isNull();
        measure.single = 1;
        await(measure.save());
    }
}
