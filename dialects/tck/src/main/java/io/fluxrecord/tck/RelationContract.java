package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxrecord.Schema;
import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.Difference;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.sql.Table;
import io.fluxrecord.tck.model.Buyer;
import io.fluxrecord.tck.model.Buyer_;
import io.fluxrecord.tck.model.Offer;
import io.fluxrecord.tck.model.Offer_;
import io.fluxrecord.tck.model.Purchase;
import io.fluxrecord.tck.model.PurchaseLine;
import io.fluxrecord.tck.model.PurchaseLine_;
import io.fluxrecord.tck.model.Purchase_;
import io.fluxrecord.tck.model.Realm;
import io.fluxrecord.tck.model.Realm_;
import io.fluxrecord.tck.model.Town;
import io.fluxrecord.tck.model.Town_;
import io.fluxrecord.tck.model.Ware;
import io.fluxrecord.tck.model.Ware_;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Relations are properties: the key of the other record is stored, and follows it until it is. */
public interface RelationContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(
                        PurchaseLine_.model(),
                        Offer_.model(),
                        Purchase_.model(),
                        Ware_.model(),
                        Buyer_.model(),
                        Realm_.model(),
                        Town_.model());
    }

    private static Buyer buyer(String name) {
        return await(new Buyer(name).save());
    }

    private static Purchase stored(Purchase purchase) {
        return await(Purchase_.find(purchase.getId()));
    }

    private static PurchaseLine stored(PurchaseLine line) {
        return await(PurchaseLine_.find((UUID) line.purchase.key(), line.number));
    }

    private static void verifyRefused(Mono<?> operation, String... parts) {
        StepVerifier.create(operation)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContainingAll(parts))
                .verify();
    }

    private void verifyForeignKey(Mono<?> operation) {
        StepVerifier.create(operation)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                R2dbcException.class,
                                refused -> assertThat(bed().database().dialect().kindOf(refused))
                                        .isEqualTo(ErrorKind.FOREIGN_KEY_VIOLATION)))
                .verify();
    }

    @Test
    default void keyIsStoredAndReadAgain() {
        Buyer ann = buyer("ann");
        Purchase purchase = new Purchase(ann);
        assertThat(purchase.buyer.key()).isEqualTo(ann.id);
        await(purchase.save());
        assertThat(purchase.changes()).isEmpty();
        assertThat(stored(purchase).buyer.key()).isEqualTo(ann.id);
        assertThat(stored(purchase).payer.key()).isNull();
        assertThat(await(Purchase_.query()
                        .where(Purchase_.buyerId.eq(Objects.requireNonNull(ann.id)))
                        .count()))
                .isEqualTo(1);
    }

    @Test
    default void otherRelationIsAChangeThatRaisesTheVersion() {
        Buyer ann = buyer("ann");
        Buyer bob = buyer("bob");
        Purchase purchase = await(new Purchase(ann).save());
        bed().statements();

        purchase.buyer.set(await(Buyer_.find(Objects.requireNonNull(ann.id))));
        assertThat(purchase.changes()).isEmpty();
        bed().statements();
        await(purchase.save());
        assertThat(bed().statements()).isEmpty();

        purchase.buyer.set(bob);
        assertThat(purchase.changes()).containsExactly("buyerId");
        await(purchase.save());
        assertThat(bed().statements()).hasSize(1);
        assertThat(purchase.getVersion()).isEqualTo(2);
        assertThat(purchase.savedChange(Purchase_.buyerId)).hasValueSatisfying(change -> {
            assertThat(change.before()).isEqualTo(ann.id);
            assertThat(change.after()).isEqualTo(bob.id);
        });
        assertThat(stored(purchase).buyer.key()).isEqualTo(bob.id);
    }

    @Test
    default void optionalRelationIsSetToNull() {
        Buyer ann = buyer("ann");
        Purchase purchase = new Purchase(ann);
        purchase.payer.set(ann);
        await(purchase.save());
        assertThat(stored(purchase).payer.key()).isEqualTo(ann.id);

        purchase.payer.set(null);
        assertThat(purchase.changes()).containsExactly("payerId");
        await(purchase.save());
        assertThat(stored(purchase).payer.key()).isNull();
    }

    @Test
    default void requiredRelationThatIsNotSetIsRefusedByName() {
        Buyer ann = buyer("ann");
        bed().statements();
        verifyRefused(new Purchase().save(), "Purchase.buyer is required and not set", "@Column(nullable = true)");
        Purchase purchase = await(new Purchase(ann).save());
        bed().statements();
        purchase.buyer.set(null);
        verifyRefused(purchase.save(), "Purchase.buyer is required and not set");
        verifyRefused(Purchase_.insertAll(Flux.just(new Purchase())).then(), "Purchase.buyer is required");
        assertThat(bed().statements()).isEmpty();
        assertThat(stored(purchase).buyer.key()).isEqualTo(ann.id);
    }

    @Test
    default void keyOfNewRecordIsReadWhenTheOwnerIsSaved() {
        Buyer ann = new Buyer("ann");
        Purchase purchase = new Purchase(ann);
        assertThat(purchase.buyer.key()).isNull();
        verifyRefused(purchase.save(), "Purchase.buyer refers to a Buyer that is new", "save() the Buyer first");
        await(ann.save().then(purchase.save()));
        assertThat(stored(purchase).buyer.key()).isEqualTo(ann.id);
    }

    @Test
    default void newRecordInOptionalRelationIsNotTakenForNone() {
        Purchase purchase = await(new Purchase(buyer("ann")).save());
        Buyer bob = new Buyer("bob");
        purchase.payer.set(bob);
        assertThat(purchase.changes()).containsExactly("payerId");
        verifyRefused(purchase.save(), "Purchase.payer refers to a Buyer that is new");
        await(bob.save());
        await(purchase.save());
        assertThat(stored(purchase).payer.key()).isEqualTo(bob.id);
    }

    @Test
    default void rolledBackInsertTakesItsKeyBack() {
        Buyer ann = new Buyer("ann");
        Purchase purchase = new Purchase(ann);
        StepVerifier.create(bed().database()
                        .transaction(() -> ann.save()
                                .then(purchase.save())
                                .doOnNext(saved -> assertThat(saved.buyer.key()).isEqualTo(ann.id))
                                .then(Mono.error(new IllegalStateException("undo")))))
                .verifyErrorMessage("undo");
        assertThat(purchase.stored()).isFalse();
        assertThat(purchase.buyer.key()).isNull();
        verifyRefused(purchase.save(), "Purchase.buyer refers to a Buyer that is new");
        await(ann.save().then(purchase.save()));
        assertThat(stored(purchase).buyer.key()).isEqualTo(ann.id);
    }

    @Test
    default void rolledBackUpdateKeepsTheRelationAsAChange() {
        Buyer ann = buyer("ann");
        Purchase purchase = await(new Purchase(ann).save());
        Buyer bob = new Buyer("bob");
        StepVerifier.create(bed().database()
                        .transaction(() -> bob.save()
                                .then(Mono.fromRunnable(() -> purchase.buyer.set(bob)))
                                .then(purchase.save())
                                .then(Mono.error(new IllegalStateException("undo")))))
                .verifyErrorMessage("undo");
        assertThat(purchase.getVersion()).isEqualTo(1);
        assertThat(purchase.changes()).containsExactly("buyerId");
        await(bob.save().then(purchase.save()));
        assertThat(stored(purchase).buyer.key()).isEqualTo(bob.id);
    }

    @Test
    default void reloadDropsARelationThatIsNotSavedAndRollbackPutsItBack() {
        Buyer ann = buyer("ann");
        Purchase purchase = await(new Purchase(ann).save());
        Buyer bob = new Buyer("bob");
        purchase.payer.set(bob);
        StepVerifier.create(bed().database()
                        .transaction(() -> purchase.reload()
                                .doOnNext(read -> assertThat(read.changes()).isEmpty())
                                .then(Mono.error(new IllegalStateException("undo")))))
                .verifyErrorMessage("undo");
        await(bob.save());
        assertThat(purchase.payer.key()).isEqualTo(bob.id);
        assertThat(purchase.changes()).containsExactly("payerId");

        await(purchase.reload());
        assertThat(purchase.payer.key()).isNull();
        assertThat(purchase.changes()).isEmpty();
    }

    @Test
    default void insertAllStoresRelations() {
        Buyer ann = buyer("ann");
        Buyer bob = buyer("bob");
        List<Purchase> inserted = await(Purchase_.insertAll(Flux.just(new Purchase(ann), new Purchase(bob))));
        assertThat(inserted)
                .extracting(purchase -> stored(purchase).buyer.key())
                .containsExactly(ann.id, bob.id);
    }

    @Test
    default void recordRefersToOneOfItsKind() {
        Buyer ann = buyer("ann");
        Buyer bob = new Buyer("bob");
        bob.referrer.set(ann);
        await(bob.save());
        assertThat(await(Buyer_.find(Objects.requireNonNull(bob.id))).referrer.key())
                .isEqualTo(ann.id);
        verifyForeignKey(ann.delete());
    }

    @Test
    default void keyIsMadeOfRelations() {
        Ware lamp = await(new Ware("lamp").save());
        Buyer ann = buyer("ann");
        Offer offer = await(new Offer(lamp, ann).save());
        assertThat(offer).hasToString("Offer[lamp, " + ann.id + "]");
        assertThat(await(Offer_.find("lamp", ann.id)).ware.key()).isEqualTo("lamp");
        assertThat(await(Offer_.findAll(List.of(new Offer_.Key("lamp", ann.id)))))
                .hasSize(1);
        verifyRefused(new Offer(lamp, new Buyer("bob")).save(), "Offer.seller refers to a Buyer that is new");
        verifyRefused(new Offer().save(), "Offer.ware is required");

        offer.ware.set(await(new Ware("desk").save()));
        verifyRefused(offer.save(), "The key of Offer[lamp, " + ann.id + "] was changed");
    }

    /** A line of a lamp from Ann, with the relation of two columns left to its parts, or the other way about. */
    private static PurchaseLine line(boolean byOffer) {
        Buyer ann = buyer("ann");
        Ware lamp = await(new Ware("lamp").save());
        Offer offer = await(new Offer(lamp, ann).save());
        PurchaseLine line = new PurchaseLine(await(new Purchase(ann).save()), 1);
        if (byOffer) {
            line.offer.set(offer);
        } else {
            line.ware.set(lamp);
            line.sellerId = ann.id;
        }
        return line;
    }

    @Test
    default void sharedColumnsAreWrittenThroughEachProperty() {
        PurchaseLine byOffer = await(line(true).save());
        assertThat(byOffer.ware.key()).isEqualTo("lamp");
        assertThat(byOffer.sellerId).isNotNull();
        assertThat(byOffer.changes()).isEmpty();
        assertThat(stored(byOffer).offer.key()).isEqualTo(List.of("lamp", byOffer.sellerId));
        prepare();
        PurchaseLine byParts = await(line(false).save());
        assertThat(byParts.offer.key()).isEqualTo(List.of("lamp", Objects.requireNonNull(byParts.sellerId)));
        assertThat(byParts.changes()).isEmpty();
    }

    @Test
    default void changeOfASharedColumnIsFollowedByTheOthers() {
        PurchaseLine line = await(line(true).save());
        Ware desk = await(new Ware("desk").save());
        Long seller = Objects.requireNonNull(line.sellerId);
        Buyer ann = await(Buyer_.find(seller));
        await(new Offer(desk, ann).save());

        line.ware.set(desk);
        assertThat(line.changes()).containsExactly("wareCode");
        await(line.save());
        assertThat(line.offer.key()).isEqualTo(List.of("desk", seller));
        assertThat(line.changes()).isEmpty();
        assertThat(stored(line).ware.key()).isEqualTo("desk");
    }

    @Test
    default void sharedColumnThatIsGivenTwoValuesIsRefused() {
        PurchaseLine line = line(true);
        line.ware.set(await(new Ware("desk").save()));
        verifyRefused(line.save(), "PurchaseLine has different values for column ware_code");
        line.ware.set(null);
        await(line.save());

        line.ware.set(await(Ware_.find("desk")));
        line.offer.set(new Offer(await(new Ware("chair").save()), buyer("bob")));
        verifyRefused(line.save(), "PurchaseLine has different values for column ware_code");
        assertThat(stored(line).ware.key()).isEqualTo("lamp");
    }

    @Test
    default void foreignKeysHoldWhateverTheOrderOfTheModels() {
        Buyer ann = buyer("ann");
        Purchase purchase = await(new Purchase(ann).save());
        verifyForeignKey(ann.delete());
        await(purchase.delete());
        StepVerifier.create(ann.delete()).expectNext(true).verifyComplete();
        verifyForeignKey(Mono.defer(() -> new Purchase(ann).save()));
    }

    @Test
    default void tablesThatReferToEachOtherAreMadeAndDropped() {
        Realm realm = await(new Realm().save());
        Town town = await(new Town(realm).save());
        realm.capital.set(town);
        await(realm.save());
        verifyForeignKey(town.delete());
        verifyForeignKey(realm.delete());
        StepVerifier.create(Schema.create(bed().database(), Town_.model(), Realm_.model()))
                .verifyComplete();
        assertThat(await(Realm_.query().count())).isEqualTo(1);
        StepVerifier.create(Schema.drop(bed().database(), Town_.model(), Realm_.model()))
                .verifyComplete();
        StepVerifier.create(Schema.drop(bed().database(), Town_.model(), Realm_.model()))
                .verifyComplete();
    }

    @Test
    default void whatSchemaHasMadeHasNoDifference() {
        StepVerifier.create(Schema.differences(
                        bed().database(),
                        Buyer_.model(),
                        Ware_.model(),
                        Offer_.model(),
                        Purchase_.model(),
                        PurchaseLine_.model(),
                        Realm_.model(),
                        Town_.model()))
                .verifyComplete();
    }

    /** Without one, each deletion of a row that may be referred to reads the whole table. */
    @Test
    default void foreignKeysHaveIndexes() {
        List<Table> tables = Stream.of("buyer", "offer", "purchase", "purchase_line", "realm", "town")
                .map(name -> new Table(null, name))
                .toList();
        Catalog catalog = await(Mono.usingWhen(
                bed().pool().create(),
                connection -> Mono.from(bed().database()
                        .dialect()
                        .catalog()
                        .read(connection, CatalogSelection.named(tables, List.of()))),
                Connection::close));
        assertThat(catalog.tables())
                .hasSize(tables.size())
                .allSatisfy(table -> assertThat(table.foreignKeys())
                        .isNotEmpty()
                        .allSatisfy(key -> assertThat(table.indexes())
                                .anySatisfy(index -> assertThat(index.columns())
                                        .startsWith(key.columns().toArray(String[]::new)))));
        assertThat(catalog.tables())
                .allSatisfy(table -> assertThat(table.indexes())
                        .extracting(CatalogIndex::columns)
                        .doesNotHaveDuplicates());
    }

    @Test
    default void foreignKeyThatIsMissingOrRefersElsewhereIsADifference() {
        String drop = bed().capabilities().dropForeignKey();
        bed().execute("ALTER TABLE \"purchase\" DROP " + drop + " \"purchase_buyer_id_fkey\"");
        bed().execute("ALTER TABLE \"purchase\" DROP " + drop + " \"purchase_paid_by_fkey\"");
        bed().execute("ALTER TABLE \"purchase\" ADD CONSTRAINT \"astray\" FOREIGN KEY (\"paid_by\")"
                + " REFERENCES \"town\" (\"id\")");
        try {
            List<Difference> found = await(Schema.differences(bed().database(), Purchase_.model()));
            assertThat(found)
                    .extracting(Difference::kind, Difference::column)
                    .containsExactly(
                            tuple(Kind.FOREIGN_KEY_MISSING, "buyer_id"), tuple(Kind.FOREIGN_KEY_ELSEWHERE, "paid_by"));
            assertThat(found.get(0).message()).contains("Purchase: ", "buyer [id]", "add one");
            assertThat(found.get(1).message()).contains("astray", "town [id]", "payer refers to buyer [id]");
        } finally {
            bed().execute("ALTER TABLE \"purchase\" DROP " + drop + " \"astray\"");
        }
    }
}
