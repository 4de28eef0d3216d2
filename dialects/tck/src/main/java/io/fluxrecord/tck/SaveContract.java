package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Seat;
import io.fluxrecord.tck.model.Seat_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Insert, update, delete and reload of one record: what is written, and what the record knows afterwards. */
public interface SaveContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Country_.model(), Seat_.model(), Everything_.model());
    }

    @Test
    default void nothingHappensBeforeSubscription() {
        Mono<Inventory> save = new Inventory("lamp", 7).save();
        assertThat(bed().statements()).isEmpty();
        await(save);
        assertThat(bed().statements()).hasSize(1);
    }

    @Test
    default void insertSetsTheGeneratedKeyAndEmitsTheRecordItself() {
        Inventory lamp = new Inventory("lamp", 7);
        assertThat(lamp.stored()).isFalse();
        StepVerifier.create(lamp.save())
                .assertNext(saved -> assertThat(saved).isSameAs(lamp))
                .verifyComplete();
        assertThat(lamp.id).isNotNull();
        assertThat(lamp.stored()).isTrue();
        assertThat(lamp.changes()).isEmpty();
        StepVerifier.create(Inventory_.find(lamp.id))
                .assertNext(found -> {
                    assertThat(found).isNotSameAs(lamp).isEqualTo(lamp).hasSameHashCodeAs(lamp);
                    assertThat(found.sku).isEqualTo("lamp");
                    assertThat(found.quantity).isEqualTo(7);
                })
                .verifyComplete();
    }

    @Test
    default void identityKeySetByHandIsKept() {
        Inventory lamp = new Inventory("lamp", 7);
        lamp.id = 4711L;
        await(lamp.save());
        assertThat(await(Inventory_.find(4711L)).sku).isEqualTo("lamp");
    }

    @Test
    default void clientSetKeyIsInsertedAsGivenAndNotTakenForStored() {
        Country country = new Country("AQ", "Antarctica");
        await(country.save());
        assertThat(await(Country_.find("AQ")).name).isEqualTo("Antarctica");
        StepVerifier.create(new Country("AQ", "again").save()).verifyError(R2dbcDataIntegrityViolationException.class);
    }

    @Test
    default void updateWritesOnlyDirtyColumns() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 6;
        assertThat(lamp.changes()).containsExactly("quantity");
        bed().statements();
        await(lamp.save());
        assertThat(bed().statements())
                .singleElement()
                .asString()
                .contains("quantity")
                .doesNotContain("sku");
        assertThat(lamp.changes()).isEmpty();
    }

    @Test
    default void cleanRecordSendsNothingAndKeepsItsVersion() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        bed().statements();
        StepVerifier.create(lamp.save()).expectNext(lamp).verifyComplete();
        StepVerifier.create(lamp.update()).expectNext(lamp).verifyComplete();
        assertThat(bed().statements()).isEmpty();
        assertThat(lamp.getVersion()).isEqualTo(1);
    }

    @Test
    default void valueSetAndSetBackIsClean() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 8;
        lamp.quantity = 7;
        lamp.sku = String.join("", "la", "mp");
        assertThat(lamp.changes()).isEmpty();
    }

    @Test
    default void changeInsideAnArrayIsSeen() {
        Everything record = new Everything();
        record.bytes = new byte[] {1, 2, 3};
        record.texts = new String[] {"a", "b"};
        await(record.save());
        record.bytes[1] = 9;
        record.texts[0] = "z";
        assertThat(record.changes()).containsExactly("bytes", "texts");
        await(record.save());
        Everything found = await(Everything_.find(record.id));
        assertThat(found.bytes).containsExactly(1, 9, 3);
        assertThat(found.texts).containsExactly("z", "b");
        found.bytes[0] = 7;
        assertThat(found.changes()).containsExactly("bytes");
    }

    @Test
    default void touchUpdatesACleanRecord() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        await(lamp.touch());
        assertThat(lamp.getVersion()).isEqualTo(2);
        Country country = await(new Country("AQ", "Antarctica").save());
        StepVerifier.create(country.touch())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContaining("Country"))
                .verify();
    }

    @Test
    default void insertOfAStoredAndUpdateOfANewRecordAreRefused() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        StepVerifier.create(lamp.insert()).verifyError(RecordStateException.class);
        StepVerifier.create(new Inventory("new", 1).update()).verifyError(RecordStateException.class);
        StepVerifier.create(new Inventory("new", 1).touch()).verifyError(RecordStateException.class);
        StepVerifier.create(new Inventory("new", 1).reload()).verifyError(RecordStateException.class);
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    default void keyOfAStoredRecordCannotChange() {
        Country iceland = await(new Country("IS", "Iceland").save());
        Country ireland = await(new Country("IE", "Ireland").save());
        iceland.code = "IE";
        iceland.name = "wrong";
        StepVerifier.create(iceland.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContaining("Country[IS]"))
                .verify();
        assertThat(await(ireland.reload()).name).isEqualTo("Ireland");
        iceland.code = "IS";
        await(iceland.save());
        assertThat(await(Country_.find("IS")).name).isEqualTo("wrong");
    }

    @Test
    default void nullKeyIsRefusedByName() {
        StepVerifier.create(new Country(null, "Nowhere").save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContaining("Country.code")
                        .hasMessageNotContaining("Nowhere"))
                .verify();
        StepVerifier.create(new Seat(1, null).save()).verifyError(RecordStateException.class);
        StepVerifier.create(Country_.find(null)).verifyError(IllegalArgumentException.class);
        StepVerifier.create(Seat_.find(1, null)).verifyError(IllegalArgumentException.class);
    }

    @Test
    default void compositeKeyFindsUpdatesAndDeletesJustItsRow() {
        Seat window = await(new Seat(12, "A").save());
        Seat aisle = await(new Seat(12, "C").save());
        window.guest = "Ada";
        await(window.save());
        assertThat(await(Seat_.find(12, "A")).guest).isEqualTo("Ada");
        assertThat(await(Seat_.find(12, "C")).guest).isNull();
        assertThat(window).isNotEqualTo(aisle).hasToString("Seat[12, A]");
        assertThat(await(aisle.delete())).isTrue();
        StepVerifier.create(Seat_.find(12, "C")).verifyComplete();
        assertThat(await(Seat_.query().count())).isEqualTo(1);
    }

    @Test
    default void updateOfAVanishedRowIsAnErrorAndChangesNothing() {
        Country country = await(new Country("AQ", "Antarctica").save());
        await(Country_.query().permanentlyDelete());
        country.name = "melted";
        StepVerifier.create(country.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordNotFoundException.class)
                        .hasMessageContaining("Country[AQ]")
                        .hasMessageNotContaining("melted"))
                .verify();
        assertThat(country.changes()).containsExactly("name");
        StepVerifier.create(country.reload()).verifyError(RecordNotFoundException.class);
        StepVerifier.create(country.delete()).expectNext(false).verifyComplete();
    }

    @Test
    default void reloadDropsUnsavedChanges() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        await(Inventory_.query().update(Inventory_.quantity.set(3)));
        lamp.sku = "unsaved";
        StepVerifier.create(lamp.reload()).expectNext(lamp).verifyComplete();
        assertThat(lamp.sku).isEqualTo("lamp");
        assertThat(lamp.quantity).isEqualTo(3);
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(lamp.changes()).isEmpty();
    }

    @Test
    default void deletedRecordIsNewAndSavesAsAFreshRow() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Long first = lamp.id;
        assertThat(await(lamp.delete())).isTrue();
        assertThat(lamp.stored()).isFalse();
        assertThat(await(lamp.delete())).isFalse();
        await(lamp.save());
        assertThat(lamp.id).isNotNull().isNotEqualTo(first);
        assertThat(lamp.getVersion()).isEqualTo(1);
    }

    @Test
    default void failedInsertLeavesTheRecordNew() {
        await(new Inventory("lamp", 7).save());
        Inventory twin = new Inventory("twin", 1);
        twin.id = await(Inventory_.query().one()).id;
        StepVerifier.create(twin.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(twin.stored()).isFalse();
        assertThat(twin.getVersion()).isZero();
        twin.id = null;
        await(twin.save());
        assertThat(twin.stored()).isTrue();
    }

    @Test
    default void everySubscriptionIsASaveOfItsOwn() {
        Inventory lamp = new Inventory("lamp", 7);
        Mono<Inventory> save = lamp.save();
        await(save);
        lamp.quantity = 6;
        await(save);
        lamp.quantity = 5;
        await(save);
        assertThat(lamp.getVersion()).isEqualTo(3);
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    default void equalityIsThatOfModelAndKey() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Inventory other = await(new Inventory("other", 7).save());
        Set<Inventory> set = new HashSet<>(Set.of(lamp, other));
        assertThat(set).contains(await(Inventory_.find(lamp.id)));
        assertThat(new Inventory("lamp", 7)).isNotEqualTo(new Inventory("lamp", 7));
        assertThat(lamp).isNotEqualTo(other).isNotEqualTo("lamp").hasToString("Inventory[" + lamp.id + "]");
        assertThat(new Inventory("lamp", 7)).hasToString("Inventory[new]");
    }
}
