package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Database;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.WriteRefusedException;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Payment;
import io.fluxrecord.tck.model.Payment_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Triggers and rules that keep rows out of a table, or add some, and an INSERT that says nothing of it. */
@NullUnmarked
final class DroppedInsertTests {

    private static final TestBed BED = new TestBed(PostgresqlServer.connectionFactory());

    private final Database db = BED.database();

    /** Keep every row out of all tables that has {@code dropped} anywhere, or the number 666. */
    @BeforeEach
    void prepare() {
        BED.prepare(
                Inventory_.model(),
                Product_.model(),
                Payment_.model(),
                Order_.model(),
                AuditLog_.model(),
                Country_.model());
        BED.execute("CREATE OR REPLACE FUNCTION keep_out() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN"
                + " IF row_to_json(NEW)::text ~ 'dropped|:666' THEN RETURN NULL; END IF; RETURN NEW; END $body$");
        for (String table : List.of("inventory", "products", "payment", "\"order\"", "country")) {
            BED.execute(
                    "CREATE TRIGGER keep_out BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION keep_out()");
        }
    }

    @AfterEach
    void allConnectionsAreBack() {
        BED.awaitIdle();
    }

    private static <T> T await(Mono<T> mono) {
        return mono.block(Duration.ofSeconds(20));
    }

    private static void verifyRefused(Mono<?> insert, String model) {
        StepVerifier.create(insert)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(WriteRefusedException.class)
                        .hasMessageContaining(model)
                        .hasMessageNotContaining("dropped"))
                .verify(Duration.ofSeconds(20));
    }

    private <T extends ActiveRecord<T>> void verifyRefused(T record) {
        String model = record.getClass().getSimpleName();
        verifyRefused(record.save(), model);
        assertThat(record.stored()).isFalse();
        verifyRefused(record.insert(), model);
        verifyRefused(db.transaction(record::save), model);
        assertThat(record.stored()).isFalse();
        // Nothing was changed, so a transaction in which somebody handles it goes on.
        await(db.transaction(() -> record.save()
                .then()
                .onErrorResume(WriteRefusedException.class, handled -> Mono.empty())
                .then(new Country(model, null).save())));
        assertThat(await(Country_.find(model)).stored()).isTrue();
        assertThat(record.stored()).isFalse();
    }

    @Test
    void insertThatATriggerDropsIsRefused() {
        Inventory item = new Inventory("dropped", 7);
        verifyRefused(item);
        assertThat(item.id).isNull();
        assertThat(item.getVersion()).isZero();
        Product product = new Product("dropped", "1", 7);
        verifyRefused(product);
        assertThat(product.getVersion()).isZero();
        assertThat(product.getCreatedAt()).isNull();
        verifyRefused(new Payment("dropped"));
        verifyRefused(new Country("kept", "dropped"));
        item.sku = "kept";
        assertThat(await(item.save()).getVersion()).isEqualTo(1);
    }

    @Test
    void insertThatARuleDropsIsRefused() {
        BED.execute(
                "CREATE RULE some_of_them AS ON INSERT TO products WHERE NEW.name = 'ruled out' DO INSTEAD NOTHING");
        Product product = new Product("ruled out", "1", 7);
        verifyRefused(product);
        await(new Product("kept", "1", 7).save());
        assertThat(await(Product_.query().count())).isEqualTo(1);
        BED.execute("CREATE RULE all_of_them AS ON INSERT TO payment DO INSTEAD NOTHING");
        verifyRefused(new Payment("anything"));
    }

    @Test
    void insertWithHooksThatATriggerDropsIsRefused() {
        Order order = new Order(new BigDecimal("666"));
        verifyRefused(order);
        assertThat(order.id).isNull();
        assertThat(await(AuditLog_.query().count())).isZero();
        verifyRefused(
                Order_.insertAll(Flux.just(new Order(BigDecimal.ONE), order)).then(), "Order");
        assertThat(await(AuditLog_.query().count()))
                .isEqualTo(await(Order_.query().count()))
                .isEqualTo(1);
    }

    private static <T extends ActiveRecord<T>> void verifyAllNew(List<T> records, Mono<Long> count) {
        assertThat(records).noneMatch(ActiveRecord::stored);
        assertThat(await(count)).isZero();
    }

    private static List<Inventory> items() {
        return List.of(new Inventory("a", 1), new Inventory("dropped", 2), new Inventory("c", 3));
    }

    private static List<Product> products() {
        return List.of(new Product("a", "1", 1), new Product("dropped", "1", 2), new Product("c", "1", 3));
    }

    private static List<Country> dropped() {
        return IntStream.range(0, 3)
                .mapToObj(i -> new Country("kept" + i, "dropped"))
                .toList();
    }

    @Test
    void insertAllThatLosesARowIsRefusedAndUndoneInATransaction() {
        List<Inventory> items = items();
        verifyRefused(
                db.transaction(
                        () -> Inventory_.insertAll(Flux.fromIterable(items)).then()),
                "Inventory");
        assertThat(items).allMatch(item -> item.id == null);
        verifyAllNew(items, Inventory_.query().count());
        List<Product> products = products();
        verifyRefused(
                db.transaction(
                        () -> Product_.insertAll(Flux.fromIterable(products)).then()),
                "Product");
        verifyAllNew(products, Product_.query().count());
        List<Country> countries = dropped();
        verifyRefused(
                db.transaction(
                        () -> Country_.insertAll(Flux.fromIterable(countries)).then()),
                "Country");
        verifyAllNew(countries, Country_.query().count());
    }

    @Test
    void insertAllThatLosesARowDoomsItsTransaction() {
        List<Supplier<Flux<?>>> losing = List.of(
                () -> Inventory_.insertAll(Flux.fromIterable(items())),
                () -> Product_.insertAll(Flux.fromIterable(products())));
        for (Supplier<Flux<?>> insert : losing) {
            StepVerifier.create(db.transaction(() -> insert.get()
                            .then()
                            .onErrorResume(handled -> Mono.empty())
                            .then(new Country("A", null).save())))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(RollbackOnlyException.class)
                            .hasCauseInstanceOf(WriteRefusedException.class))
                    .verify();
        }
        assertThat(await(Inventory_.query().count())).isZero();
        assertThat(await(Product_.query().count())).isZero();
        assertThat(await(Country_.query().count())).isZero();
    }

    /** The rows that were written outside a transaction stay, and nobody can tell which those are. */
    @Test
    void insertAllThatLosesARowIsRefused() {
        List<Inventory> items = items();
        verifyRefused(Inventory_.insertAll(Flux.fromIterable(items)).then(), "Inventory");
        assertThat(items).noneMatch(ActiveRecord::stored).allMatch(item -> item.id == null);
        List<Product> products = products();
        verifyRefused(Product_.insertAll(Flux.fromIterable(products)).then(), "Product");
        assertThat(products).noneMatch(ActiveRecord::stored);
    }

    /** The keys of those that were written are found; where the database makes the keys, all callers are refused. */
    @Test
    void coalescedInsertThatLosesARowFailsItsCaller() {
        Database.setDefault(BED.database(database -> database.coalesceInserts(Duration.ofSeconds(5))));
        List<Inventory> items = IntStream.range(0, 20)
                .mapToObj(i -> new Inventory(i % 7 == 3 ? "dropped" : "kept", i))
                .toList();
        List<Product> products = IntStream.range(0, 20)
                .mapToObj(i -> new Product(i % 7 == 3 ? "dropped" : "kept", "1", i))
                .toList();
        saveTogether(new Inventory("first", -1).save(), items);
        saveTogether(new Product("first", "1", -1).save(), products);
        for (int i = 0; i < 20; i++) {
            assertThat(await(Product_.query().where(Product_.inventory.eq(i)).count()))
                    .as("rows of product %d", i)
                    .isEqualTo(i % 7 == 3 ? 0 : 1);
            assertThat(products.get(i).stored()).isEqualTo(i % 7 != 3);
            assertThat(items.get(i).stored()).isFalse();
        }
    }

    private static <T extends ActiveRecord<T>> void saveTogether(Mono<T> first, List<T> records) {
        first.flatMapMany(underWay -> Flux.fromIterable(records)
                        .flatMap(
                                record -> record.save()
                                        .onErrorResume(WriteRefusedException.class, refused -> Mono.empty()),
                                32))
                .blockLast(Duration.ofSeconds(20));
    }

    @Test
    void insertThatWritesTwoRowsFails() {
        insertTwice(() -> {
            Country country = new Country("A", null);
            StepVerifier.create(country.save()).verifyError(NonUniqueResultException.class);
            assertThat(country.stored()).isFalse();
        });
    }

    @Test
    void insertThatWritesTwoRowsFailsAndIsUndoneInATransaction() {
        insertTwice(() -> {
            Country country = new Country("A", null);
            StepVerifier.create(db.transaction(country::save))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(NonUniqueResultException.class)
                            .hasMessageContaining("Country[A]"))
                    .verify();
            StepVerifier.create(db.transaction(() -> country.save().onErrorResume(handled -> Mono.empty())))
                    .verifyError(RollbackOnlyException.class);
            assertThat(country.stored()).isFalse();
            assertThat(await(Country_.query().count())).isZero();
        });
    }

    /** Run something while each INSERT of a country writes two rows. */
    private static void insertTwice(Runnable test) {
        BED.execute("CREATE TABLE twice AS SELECT * FROM country");
        BED.execute("DROP TABLE country");
        BED.execute("CREATE VIEW country AS SELECT * FROM twice");
        BED.execute("CREATE RULE twice AS ON INSERT TO country DO INSTEAD"
                + " INSERT INTO twice SELECT NEW.code, NEW.name FROM generate_series(1, 2)");
        try {
            test.run();
        } finally {
            BED.execute("DROP VIEW country");
            BED.execute("DROP TABLE twice");
        }
    }
}
