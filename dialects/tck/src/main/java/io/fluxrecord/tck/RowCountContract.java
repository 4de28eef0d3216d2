package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Tables that lack the key which their model declares: what cannot be told apart is neither read nor written. */
public interface RowCountContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Product_.model(), Order_.model(), AuditLog_.model(), Country_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    /** Make a table anew, with its rows, but without keys and defaults. */
    private void loseKeys(String table) {
        bed().execute("CREATE TABLE \"keyless\" AS SELECT * FROM \"" + table + "\"");
        bed().execute("DROP TABLE \"" + table + "\"");
        bed().execute("ALTER TABLE \"keyless\" RENAME TO \"" + table + "\"");
    }

    private void loseKeysAndTheirValues(String table) {
        loseKeys(table);
        bed().execute(bed().capabilities().dropNotNull(table, "id", "bigint"));
    }

    private void repeatRows(String table) {
        loseKeys(table);
        bed().execute("INSERT INTO \"" + table + "\" SELECT * FROM \"" + table + "\"");
    }

    private Product twins() {
        Product product = await(new Product("old", "1", 7).save());
        repeatRows("products");
        product.name = "new";
        return product;
    }

    private static Map<String, Function<Product, Mono<?>>> writes() {
        Map<String, Function<Product, Mono<?>>> writes = new LinkedHashMap<>();
        writes.put("save", Product::save);
        writes.put("touch", Product::touch);
        writes.put("delete", Product::delete);
        writes.put("hardDelete", Product::hardDelete);
        return writes;
    }

    private static void verifySeveral(Throwable error, String record, String table) {
        assertThat(error)
                .isInstanceOf(NonUniqueResultException.class)
                .hasMessageContaining(record)
                .hasMessageContaining("table " + table);
    }

    private static void verifyTwins(Product product, @Nullable Object[] before) {
        assertThat(product.stored()).isTrue();
        assertThat(RecordState.of(product).row()).isEqualTo(before);
        assertThat(product.changes()).contains("name");
        assertThat(await(Product_.query().includeDeleted().all())).hasSize(2).allSatisfy(row -> {
            assertThat(row.name).isEqualTo("old");
            assertThat(row.getVersion()).isEqualTo(1);
            assertThat(row.deleted()).isFalse();
        });
    }

    @Test
    default void keyOfSeveralRowsFindsNone() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        repeatRows("inventory");
        for (Mono<Inventory> read : List.of(Inventory_.find(lamp.id), lamp.reload())) {
            StepVerifier.create(read)
                    .expectErrorSatisfies(error -> verifySeveral(error, "Inventory[" + lamp.id + "]", "inventory"))
                    .verify();
            StepVerifier.create(bed().transaction(() -> read))
                    .expectErrorSatisfies(error -> verifySeveral(error, "Inventory[" + lamp.id + "]", "inventory"))
                    .verify();
        }
        StepVerifier.create(Inventory_.query().one()).verifyError(NonUniqueResultException.class);
        StepVerifier.create(Inventory_.findAll(List.of(-1L, lamp.id)))
                .expectErrorSatisfies(error -> verifySeveral(error, "Inventory[" + lamp.id + "]", "inventory"))
                .verify();
    }

    @Test
    default void keyOfSeveralRowsFindsNoneOfThemTogetherWithOthers() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        repeatRows("inventory");
        Inventory rug = new Inventory("rug", 1);
        rug.id = 1000L;
        await(rug.save());
        Database.setDefault(bed().database(database -> database.coalesceFinds(Duration.ofSeconds(5))));
        Flux<String> found = Inventory_.find(-1L)
                .hasElement()
                .flatMapMany(underWay -> Flux.just(lamp.id, 1000L, lamp.id)
                        .flatMapSequential(key -> Inventory_.find(key)
                                .map(item -> item.sku)
                                .onErrorResume(NonUniqueResultException.class, several -> Mono.just("several"))));
        assertThat(await(found)).containsExactly("several", "rug", "several");
    }

    @Test
    default void writeToTwoRowsFailsAndIsUndoneInATransaction() {
        Product product = twins();
        @Nullable Object[] before = RecordState.of(product).row();
        writes().forEach((name, write) -> {
            StepVerifier.create(bed().transaction(() -> write.apply(product)))
                    .expectErrorSatisfies(error -> verifySeveral(error, "Product[" + product.getId() + "]", "products"))
                    .verify();
            verifyTwins(product, before);
        });
    }

    @Test
    default void writeToTwoRowsFailsAndIsUndoneWhoeverHandlesItsError() {
        Product product = twins();
        @Nullable Object[] before = RecordState.of(product).row();
        writes().forEach((name, write) -> {
            StepVerifier.create(bed().transaction(() -> write.apply(product)
                            .then()
                            .onErrorResume(handled -> Mono.empty())
                            .then(new Country("A", null).save())))
                    .expectErrorSatisfies(error -> {
                        assertThat(error).isInstanceOf(RollbackOnlyException.class);
                        verifySeveral(error.getCause(), "Product[" + product.getId() + "]", "products");
                    })
                    .verify();
            verifyTwins(product, before);
        });
        assertThat(await(Country_.query().count())).isZero();
    }

    @Test
    default void writeToTwoRowsFailsAndIsUndoneOutsideATransaction() {
        Product product = twins();
        @Nullable Object[] before = RecordState.of(product).row();
        writes().forEach((name, write) -> {
            Database.setDefault(bed().database(database -> database)); // It has not asked for the key yet.
            for (int i = 0; i < 2; i++) {
                StepVerifier.create(write.apply(product))
                        .expectErrorSatisfies(error -> {
                            verifySeveral(error, "Product[" + product.getId() + "]", "products");
                            assertThat(error).hasMessageContaining("2 rows were written, which is undone");
                        })
                        .verify();
                verifyTwins(product, before);
            }
        });
    }

    @Test
    default void restoreOfTwoRowsFailsAndIsUndoneOutsideATransaction() {
        Database.setDefault(bed().database(database -> database));
        Product product = await(new Product("old", "1", 7).save());
        await(bed().transaction(product::delete)); // Inside, nothing is asked.
        repeatRows("products");
        StepVerifier.create(product.restore())
                .expectErrorSatisfies(error -> verifySeveral(error, "Product[" + product.getId() + "]", "products"))
                .verify();
        assertThat(product.deleted()).isTrue();
        assertThat(await(Product_.query().onlyDeleted().count())).isEqualTo(2);
    }

    /** What is not known is on the safe side, and asked again. */
    @Test
    default void tableThatIsMissingAtTheFirstWriteTellsNothing() {
        Database.setDefault(bed().database(database -> database));
        Product product = await(new Product("old", "1", 7).save());
        bed().execute("ALTER TABLE \"products\" RENAME TO \"elsewhere\"");
        product.name = "new";
        StepVerifier.create(product.save()).verifyError();
        bed().execute("ALTER TABLE \"elsewhere\" RENAME TO \"products\"");
        repeatRows("products");
        StepVerifier.create(product.save())
                .expectErrorSatisfies(error -> verifySeveral(error, "Product[" + product.getId() + "]", "products"))
                .verify();
        assertThat(await(Product_.query().where(Product_.name.eq("new")).count()))
                .isZero();
    }

    /** Two rows of one key can differ in a column that is unique together with it. */
    @Test
    default void keyThatIsUniqueOnlyTogetherWithAnotherColumnIsNone() {
        Database.setDefault(bed().database(database -> database));
        Inventory lamp = await(new Inventory("lamp", 7).save());
        loseKeys("inventory");
        bed().execute("INSERT INTO \"inventory\" (\"id\", \"sku\", \"quantity\", \"version\")"
                + " SELECT \"id\", 'rug', \"quantity\", \"version\" FROM \"inventory\"");
        bed().execute("CREATE UNIQUE INDEX \"both\" ON \"inventory\" (\"id\", \"sku\")");
        lamp.quantity = 8;
        StepVerifier.create(lamp.save()).verifyError(NonUniqueResultException.class);
        assertThat(await(Inventory_.query().where(Inventory_.quantity.eq(7)).count()))
                .isEqualTo(2);
    }

    /** The answer is kept, so a key that is dropped meanwhile shows by the first write that touches two rows. */
    @Test
    default void keyThatWasDroppedIsNoticed() {
        Database.setDefault(bed().database(database -> database));
        Product product = await(new Product("older", "1", 7).save());
        product.name = "old";
        await(product.save());
        repeatRows("products");
        product.name = "new";
        StepVerifier.create(product.save())
                .expectErrorSatisfies(error -> {
                    verifySeveral(error, "Product[" + product.getId() + "]", "products");
                    assertThat(error).hasMessageContaining("2 rows were written, which is committed");
                })
                .verify();
        assertThat(product.getVersion()).isEqualTo(2);
        Product read = await(Product_.query().limit(1).one());
        read.name = "newer";
        StepVerifier.create(read.save())
                .expectErrorSatisfies(error -> assertThat(error).hasMessageContaining("which is undone"))
                .verify();
        assertThat(await(Product_.query().where(Product_.name.eq("newer")).count()))
                .isZero();
    }

    @Test
    default void restoreOfTwoRowsFailsAndIsUndoneInATransaction() {
        Product product = await(new Product("old", "1", 7).save());
        await(product.delete());
        repeatRows("products");
        StepVerifier.create(bed().transaction(product::restore))
                .expectErrorSatisfies(error -> verifySeveral(error, "Product[" + product.getId() + "]", "products"))
                .verify();
        assertThat(product.deleted()).isTrue();
        assertThat(await(Product_.query().onlyDeleted().count())).isEqualTo(2);
    }

    @Test
    default void writeWithHooksToTwoRowsFailsAndIsUndone() {
        Order order = await(new Order(BigDecimal.TEN).save());
        repeatRows("order");
        order.status = "paid";
        StepVerifier.create(order.save())
                .expectErrorSatisfies(error -> verifySeveral(error, "Order[" + order.id + "]", "order"))
                .verify();
        assertThat(order.changes()).containsExactly("status");
        assertThat(await(Order_.query().where(Order_.status.eq("pending")).count()))
                .isEqualTo(2);
        assertThat(await(AuditLog_.query().count())).isEqualTo(1);
    }

    private static void verifyNoKey(Throwable error, String model, String table) {
        assertThat(error)
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("new " + model)
                .hasMessageContaining("column id of table " + table);
    }

    private static void verifyNew(Inventory item) {
        assertThat(item.stored()).isFalse();
        assertThat(item.id).isNull();
        assertThat(item.getVersion()).isZero();
    }

    private void verifyNoKey(Supplier<? extends Mono<?>> insert, Inventory... items) {
        StepVerifier.create(insert.get())
                .expectErrorSatisfies(error -> verifyNoKey(error, "Inventory", "inventory"))
                .verify();
        assertThat(items).allSatisfy(RowCountContract::verifyNew);
    }

    @Test
    default void insertThatMakesNoKeyFailsAndIsUndoneInATransaction() {
        loseKeysAndTheirValues("inventory");
        Inventory lamp = new Inventory("lamp", 7);
        Inventory rug = new Inventory("rug", 7);
        verifyNoKey(() -> bed().transaction(lamp::save), lamp);
        verifyNoKey(
                () -> bed().transaction(
                                () -> Inventory_.insertAll(Flux.just(lamp, rug)).then()),
                lamp,
                rug);
        StepVerifier.create(bed().transaction(() ->
                        lamp.save().onErrorResume(handled -> Mono.empty()).then(new Country("A", null).save())))
                .verifyError(RollbackOnlyException.class);
        verifyNew(lamp);
        assertThat(await(Country_.query().count())).isZero();
        assertThat(await(Inventory_.query().count())).isZero();
        lamp.id = 1L;
        await(lamp.save());
    }

    @Test
    default void insertThatMakesNoKeySaysSoOutsideATransaction() {
        loseKeysAndTheirValues("inventory");
        Inventory alone = new Inventory("alone", 7);
        verifyNoKey(alone::save, alone);
        StepVerifier.create(alone.save()).verifyError(UnknownOutcomeException.class);
        List<Inventory> many = List.of(new Inventory("first", 7), new Inventory("second", 7));
        verifyNoKey(() -> Inventory_.insertAll(Flux.fromIterable(many)).then(), many.toArray(Inventory[]::new));
        Inventory lamp = new Inventory("lamp", 7);
        Inventory rug = new Inventory("rug", 7);
        Database.setDefault(bed().database(database -> database.coalesceInserts(Duration.ofMillis(1))));
        verifyNoKey(
                () -> Mono.whenDelayError(lamp.save(), rug.save())
                        .onErrorMap(both -> both.getSuppressed().length > 0 ? both.getSuppressed()[0] : both),
                lamp,
                rug);
    }

    @Test
    default void insertWithHooksThatMakesNoKeyFailsAndIsUndone() {
        loseKeysAndTheirValues("order");
        Order order = new Order(BigDecimal.TEN);
        StepVerifier.create(order.save())
                .expectErrorSatisfies(error -> verifyNoKey(error, "Order", "order"))
                .verify();
        assertThat(order.stored()).isFalse();
        assertThat(await(Order_.query().count())).isZero();
        assertThat(await(AuditLog_.query().count())).isZero();
    }
}
