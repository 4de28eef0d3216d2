package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.SavedChange;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationKind;
import io.fluxrecord.lifecycle.OperationListener;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Money;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.transaction.TransactionOptions;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What an operation has changed, as the record tells it afterwards, and which operation it was. */
public interface SavedChangesContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Product_.model(), Customer_.model(), Everything_.model(), Country_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Database db() {
        return bed().database();
    }

    private static <T> Mono<T> fail() {
        return Mono.error(new IllegalStateException("on purpose"));
    }

    private void listen(Lifecycle event, OperationListener<? super Product> listener) {
        bed().listeners().add(db().on(Product_.model(), event, listener));
    }

    private static Product renamed(Product product, String name) {
        product.name = name;
        return product;
    }

    private static SavedChange<String> names(String before, String after) {
        return new SavedChange<>(before, after);
    }

    @Test
    default void insertHasSetAllThatIsNotNull() {
        Product product = new Product("Lamp", "9.90", 7);
        assertThat(product.savedChanges()).isEmpty();
        await(product.save());
        assertThat(product.savedChanges())
                .containsOnlyKeys("createdAt", "id", "inventory", "name", "price", "updatedAt", "version")
                .containsEntry("name", new SavedChange<>(null, "Lamp"))
                .containsEntry("version", new SavedChange<>(null, 1L))
                .containsEntry("id", new SavedChange<>(null, product.getId()));
    }

    @Test
    default void updateHasChangedItsColumnsVersionAndTime() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        Instant updated = product.getUpdatedAt();
        bed().advance(java.time.Duration.ofSeconds(1));
        await(renamed(product, "Desk").save());
        assertThat(product.savedChanges())
                .containsOnlyKeys("name", "updatedAt", "version")
                .containsEntry("name", names("Lamp", "Desk"))
                .containsEntry("version", new SavedChange<>(1L, 2L))
                .containsEntry("updatedAt", new SavedChange<>(updated, product.getUpdatedAt()));
        String before = product.savedChange(Product_.name).orElseThrow().before();
        assertThat(before).isEqualTo("Lamp");
        assertThat(product.savedChange(Product_.price)).isEmpty();
        await(product.touch());
        assertThat(product.savedChanges()).doesNotContainKey("name").containsKey("version");
    }

    @Test
    default void nextOperationForgetsThemBeItOnlyAReload() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        await(product.save());
        assertThat(product.savedChanges()).isEmpty();
        await(renamed(product, "Desk").save());
        await(product.reload());
        assertThat(product.savedChanges()).isEmpty();
        assertThat(await(Product_.find(product.getId())).savedChanges()).isEmpty();
    }

    @Test
    default void deletesAndRestoreTell() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        product.name = "unsaved";
        await(product.delete());
        assertThat(product.savedChanges())
                .containsOnlyKeys("deletedAt", "version")
                .containsEntry("deletedAt", new SavedChange<>(null, product.getDeletedAt()));
        Instant deleted = product.getDeletedAt();
        await(product.restore());
        assertThat(product.savedChanges()).containsEntry("deletedAt", new SavedChange<>(deleted, null));
        await(product.hardDelete());
        assertThat(product.savedChanges())
                .containsEntry("name", new SavedChange<>("Lamp", null))
                .containsEntry("inventory", new SavedChange<>(7, null));
        await(product.save());
        assertThat(product.savedChanges()).containsEntry("name", new SavedChange<>(null, "unsaved"));
    }

    @Test
    default void whatOthersHaveDoneIsNoChangeOfTheRecord() {
        Country country = await(new Country("IS", "Iceland").save());
        await(Country_.query().permanentlyDelete());
        StepVerifier.create(country.delete()).expectNext(false).verifyComplete();
        assertThat(country.savedChanges()).isEmpty();
    }

    @Test
    default void insertAllTells() {
        List<Product> products = await(Product_.insertAll(Flux.range(0, 3).map(i -> new Product("Part " + i, "1", i))));
        assertThat(products)
                .allSatisfy(product -> assertThat(product.savedChanges())
                        .containsEntry("name", new SavedChange<>(null, product.name)));
    }

    @Test
    default void rowThatIsInsertedAgainHasNoneBefore() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        await(product.hardDelete());
        await(Product_.insertAll(Flux.just(product)));
        assertThat(product.savedChanges()).containsEntry("name", new SavedChange<>(null, "Lamp"));
    }

    @Test
    default void endingOfAnOperationThatWroteNothingSeesNone() {
        Product mine = await(new Product("Lamp", "9.90", 7).save());
        await(await(Product_.find(mine.getId())).touch());
        List<Object> seen = new ArrayList<>();
        listen(Lifecycle.AFTER_ROLLBACK, OperationListener.sync((record, kind) -> seen.add(record.savedChanges())));
        StepVerifier.create(renamed(mine, "Desk").save()).verifyError();
        assertThat(seen).containsExactly(java.util.Map.of());
    }

    /** The row was written, and that is what is rolled back. */
    @Test
    default void endingOfAnOperationWhoseAfterHookFailedSeesWhatItWrote() {
        List<Object> seen = new ArrayList<>();
        listen(
                Lifecycle.AFTER_ROLLBACK,
                OperationListener.sync((record, kind) ->
                        seen.add(kind + " " + record.savedChanges().keySet())));
        Product product = await(new Product("Lamp", "9.90", 7).save());
        listen(Lifecycle.AFTER_SAVE, (record, kind) -> fail());
        listen(Lifecycle.AFTER_DELETE, (record, kind) -> fail());
        StepVerifier.create(renamed(product, "Desk").save()).verifyErrorMessage("on purpose");
        StepVerifier.create(product.hardDelete()).verifyErrorMessage("on purpose");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).toString()).startsWith("UPDATE").contains("name");
        assertThat(seen.get(1).toString()).startsWith("HARD_DELETE").contains("inventory");
    }

    @Test
    default void failedOperationHasChangedNothing() {
        Product mine = await(new Product("Lamp", "9.90", 7).save());
        Product yours = await(Product_.find(mine.getId()));
        await(renamed(yours, "Desk").save());
        StepVerifier.create(renamed(mine, "Chair").save()).verifyError();
        assertThat(mine.savedChanges()).isEmpty();
    }

    @Test
    default void rollbackBringsBackThoseOfBefore() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        await(renamed(product, "Desk").save());
        StepVerifier.create(bed().transaction(() -> renamed(product, "Chair")
                        .save()
                        .flatMap(saved -> renamed(saved, "Table").save())
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(product.savedChanges()).containsEntry("name", names("Lamp", "Desk"));
    }

    @Test
    default void rollbackToASavepointBringsBackThoseOfBefore() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        await(bed().transaction(() -> renamed(product, "Desk")
                .save()
                .delayUntil(saved -> bed().transaction(
                                TransactionOptions.NESTED,
                                () -> renamed(product, "Chair").save().then(fail()))
                        .onErrorResume(handled -> Mono.empty()))
                .doOnNext(saved -> assertThat(saved.savedChanges()).containsEntry("name", names("Lamp", "Desk")))));
        assertThat(product.savedChanges()).containsEntry("name", names("Lamp", "Desk"));
    }

    @Test
    default void valuesAreThoseOfThePropertyAndCopies() {
        Customer customer = new Customer(1);
        customer.tier = Customer.Tier.BASIC;
        customer.credit = new Money(12_34);
        customer.address = new Customer.Address("Main St", "London");
        await(customer.save());
        customer.tier = Customer.Tier.GOLD;
        customer.address = null;
        customer.setSecret("x");
        await(customer.save());
        assertThat(customer.savedChanges())
                .containsOnlyKeys("addressCity", "addressStreet", "secret", "tier")
                .containsEntry("tier", new SavedChange<>(Customer.Tier.BASIC, Customer.Tier.GOLD))
                .containsEntry("addressCity", new SavedChange<>("London", null));
        Money credit = new Money(1);
        customer.credit = credit;
        await(customer.save());
        assertThat(customer.savedChange(Customer_.credit)).contains(new SavedChange<>(new Money(12_34), credit));

        Everything everything = new Everything();
        everything.bytes = new byte[] {1, 2};
        everything.buffer = ByteBuffer.wrap(new byte[] {3});
        everything.texts = new String[] {"a"};
        everything.maybeTiny = 1;
        everything.maybeLetter = 'x';
        everything.huge = java.math.BigInteger.TEN;
        await(everything.save());
        SavedChange<?> tiny = everything.savedChanges().get("maybeTiny");
        assertThat(tiny).isEqualTo(new SavedChange<>(null, (byte) 1));
        assertThat(everything.savedChanges())
                .containsEntry("maybeLetter", new SavedChange<>(null, 'x'))
                .containsEntry("huge", new SavedChange<>(null, java.math.BigInteger.TEN));
        everything.savedChange(Everything_.bytes).orElseThrow().after()[0] = 9;
        ((String[]) everything.savedChanges().get("texts").after())[0] = "z";
        ((ByteBuffer) everything.savedChanges().get("buffer").after()).put(0, (byte) 9);
        assertThat(everything.changes()).isEmpty();
        assertThat((byte[]) everything.savedChanges().get("bytes").after()).containsExactly(1, 2);
    }

    @Test
    default void changeInPlaceAfterTheSaveIsNotShown() {
        Everything everything = new Everything();
        byte[] bytes = {1, 2};
        everything.bytes = bytes;
        await(everything.save());
        bytes[0] = 9;
        assertThat((byte[]) everything.savedChanges().get("bytes").after()).containsExactly(1, 2);
        await(everything.save());
        assertThat((byte[]) everything.savedChanges().get("bytes").before()).containsExactly(1, 2);
        assertThat((byte[]) everything.savedChanges().get("bytes").after()).containsExactly(9, 2);
    }

    @Test
    default void beforeListenersSeeNoneAndAfterListenersSeeThem() {
        Product product = await(new Product("Lamp", "9.90", 7).save());
        List<String> seen = new ArrayList<>();
        listen(
                Lifecycle.BEFORE_UPDATE,
                OperationListener.sync((record, kind) -> seen.add(kind + " " + record.savedChanges())));
        listen(
                Lifecycle.AFTER_SAVE,
                OperationListener.sync((record, kind) ->
                        seen.add(kind + " " + record.savedChanges().get("name"))));
        await(renamed(product, "Desk").save());
        assertThat(seen).containsExactly("UPDATE {}", "UPDATE " + names("Lamp", "Desk"));
    }

    @Test
    default void beforeHooksSeeTheKeyThatIsMadeAndTimesAndVersionOfTheRow() {
        List<String> seen = new ArrayList<>();
        OperationListener<Product> note = OperationListener.sync((record, kind) -> seen.add(kind + " "
                + (record.getId() != null) + " " + record.getVersion() + " " + (record.getCreatedAt() != null) + " "
                + (record.getUpdatedAt() != null) + " " + record.deleted()));
        for (Lifecycle event :
                List.of(Lifecycle.BEFORE_SAVE, Lifecycle.AFTER_SAVE, Lifecycle.BEFORE_DELETE, Lifecycle.AFTER_DELETE)) {
            listen(event, note);
        }
        Product product = await(new Product("Lamp", "9.90", 7).save());
        await(renamed(product, "Desk").save());
        await(product.delete());
        assertThat(seen)
                .containsExactly(
                        "INSERT true 0 false false false",
                        "INSERT true 1 true true false",
                        "UPDATE true 1 true true false",
                        "UPDATE true 2 true true false",
                        "DELETE true 2 true true false",
                        "DELETE true 3 true true true");
    }

    @Test
    default void listenersAreToldTheOperation() {
        List<OperationKind> seen = new ArrayList<>();
        listen(Lifecycle.AFTER_COMMIT, OperationListener.sync((record, kind) -> seen.add(kind)));
        bed().listeners()
                .add(db().on(Lifecycle.AFTER_DELETE, OperationListener.sync((record, kind) -> seen.add(kind))));
        Product product = await(new Product("Lamp", "9.90", 7).save());
        await(renamed(product, "Desk").save());
        await(product.touch());
        await(product.delete());
        await(product.restore());
        await(product.hardDelete());
        await(await(new Country("IS", "Iceland").save()).delete());
        assertThat(seen)
                .containsExactly(
                        OperationKind.INSERT,
                        OperationKind.UPDATE,
                        OperationKind.UPDATE,
                        OperationKind.DELETE,
                        OperationKind.DELETE,
                        OperationKind.RESTORE,
                        OperationKind.HARD_DELETE,
                        OperationKind.HARD_DELETE,
                        OperationKind.DELETE);
    }

    @Test
    default void eachEndingSeesTheChangesOfItsOwnOperation() {
        List<String> seen = new ArrayList<>();
        listen(
                Lifecycle.AFTER_COMMIT,
                (record, kind) -> Mono.fromRunnable(() ->
                                seen.add(kind + " " + record.savedChanges().get("name")))
                        .delaySubscription(java.time.Duration.ofMillis(5)));
        listen(
                Lifecycle.AFTER_ROLLBACK,
                OperationListener.sync((record, kind) ->
                        seen.add("undone " + record.savedChanges().get("name"))));
        Product product = new Product("Lamp", "9.90", 7);
        await(bed().transaction(() -> product.save()
                .flatMap(saved -> renamed(saved, "Desk").save())
                .flatMap(saved -> renamed(saved, "Chair").save())));
        assertThat(seen)
                .containsExactly(
                        "INSERT " + new SavedChange<>(null, "Lamp"),
                        "UPDATE " + names("Lamp", "Desk"),
                        "UPDATE " + names("Desk", "Chair"));
        assertThat(product.savedChanges()).containsEntry("name", names("Desk", "Chair"));
        seen.clear();
        StepVerifier.create(
                        bed().transaction(() -> renamed(product, "Table").save().then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(seen).containsExactly("undone " + names("Chair", "Table"));
        assertThat(product.savedChanges()).containsEntry("name", names("Desk", "Chair"));
    }

    @Test
    default void saveInAHookIsPartOfTheOperation() {
        List<String> seen = new ArrayList<>();
        listen(Lifecycle.AFTER_INSERT, (record, kind) -> {
            record.price = BigDecimal.TEN;
            return record.save();
        });
        listen(
                Lifecycle.AFTER_SAVE,
                OperationListener.sync((record, kind) -> seen.add(record.savedChanges()
                                .get("name") + " " + record.savedChanges().get("version"))));
        listen(
                Lifecycle.AFTER_COMMIT,
                OperationListener.sync((record, kind) ->
                        seen.add("committed " + record.savedChanges().get("version"))));
        await(new Product("Lamp", "9.90", 7).save());
        assertThat(seen)
                .containsExactly(
                        new SavedChange<>(null, "Lamp") + " " + new SavedChange<>(null, 2L),
                        "committed " + new SavedChange<>(null, 2L));
    }
}
