package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Database;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
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
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/**
 * A record does one operation at a time: of two concurrent ones, one is done and the other signals that they must be
 * chained.
 */
public interface OneAtATimeContract extends Contract {

    /** How often two operations are let loose on one record. */
    int TRIES = 240;

    @BeforeEach
    default void prepare() {
        bed().prepare(
                        Inventory_.model(),
                        Product_.model(),
                        Order_.model(),
                        AuditLog_.model(),
                        Article_.model(),
                        Country_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Database db() {
        return bed().database();
    }

    /** Emit whether an operation was done; false if it was told that the record has another one under way. */
    private static Mono<Boolean> done(Mono<?> operation) {
        return operation.thenReturn(true).onErrorResume(RecordStateException.class, told -> {
            assertThat(told.getMessage()).containsAnyOf("chain them", "is stored already");
            return Mono.just(false);
        });
    }

    private static Mono<Boolean> elsewhere(Mono<?> operation) {
        return done(operation).subscribeOn(Schedulers.boundedElastic());
    }

    /** Let two operations loose on two threads, and return how many were done, which is one or both. */
    private static int race(Mono<?> first, Mono<?> second) {
        return await(Mono.zip(elsewhere(first), elsewhere(second), (one, other) -> (one ? 1 : 0) + (other ? 1 : 0)));
    }

    /** Fail unless a record knows just what its row holds. */
    private static void verifyKnown(ActiveRecord<?> record, Mono<? extends ActiveRecord<?>> row) {
        assertThat(record.stored()).isTrue();
        assertThat(RecordState.of(record).row())
                .isEqualTo(RecordState.of(await(row)).row());
    }

    private static <T> void verifyOneRowEach(
            Supplier<T> record, Function<T, Mono<T>> save, Supplier<Mono<Long>> count) {
        for (int i = 0; i < TRIES; i++) {
            T made = record.get();
            assertThat(race(save.apply(made), save.apply(made))).isPositive();
        }
        assertThat(await(count.get())).isEqualTo(TRIES);
    }

    @Test
    default void newRecordThatTwoBranchesSaveIsInsertedOnce() {
        verifyOneRowEach(() -> new Inventory("lamp", 7), ActiveRecord::save, Inventory_.query()::count);
        verifyOneRowEach(() -> new Product("lamp", "1", 7), ActiveRecord::insert, Product_.query()::count);
    }

    @Test
    default void newRecordWithHooksThatTwoBranchesSaveIsInsertedOnce() {
        verifyOneRowEach(() -> new Order(BigDecimal.TEN), ActiveRecord::save, Order_.query()::count);
        assertThat(await(AuditLog_.query().count())).isEqualTo(TRIES);
    }

    @Test
    default void newRecordThatTwoBranchesSaveInACoalescedInsertIsInsertedOnce() {
        Database.setDefault(bed().database(database -> database.coalesceInserts(Duration.ofMillis(1))));
        List<Inventory> items = IntStream.range(0, TRIES)
                .mapToObj(i -> new Inventory("item", i))
                .toList();
        await(Flux.fromIterable(items).flatMap(item -> Mono.zip(elsewhere(item.save()), elsewhere(item.save())), 8));
        assertThat(await(Inventory_.query().count())).isEqualTo(TRIES);
        for (Inventory item : items) {
            verifyKnown(item, Inventory_.find(item.id));
        }
    }

    @Test
    default void newRecordThatTwoBranchesSaveInATransactionIsInsertedOnce() {
        for (int i = 0; i < TRIES; i++) {
            Inventory lamp = new Inventory("lamp", 7);
            await(bed().transaction(() -> Mono.zip(elsewhere(lamp.save()), elsewhere(lamp.save()))));
            verifyKnown(lamp, Inventory_.find(lamp.id));
        }
        assertThat(await(Inventory_.query().count())).isEqualTo(TRIES);
    }

    @Test
    default void recordThatAFlatMapSavesManyTimesIsInsertedOnce() {
        Inventory lamp = new Inventory("lamp", 7);
        List<Boolean> ends = await(db().transactional(Flux.range(0, 50).flatMap(i -> done(lamp.save()), 50)));
        assertThat(ends).hasSize(50).contains(true);
        Order order = new Order(BigDecimal.TEN);
        assertThat(await(Flux.merge(elsewhere(order.save()), elsewhere(order.save()))))
                .contains(true);
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
        assertThat(await(Order_.query().count())).isEqualTo(1);
    }

    @Test
    default void operationThatMeetsAnotherOneSaysWhoseRecordItIs() {
        Country country = await(new Country("NZ", "old").save());
        country.name = "secret";
        // Without the Context an operation is an unrelated one, be it in a listener.
        Disposable listener = db().on(
                        Country_.model(),
                        Lifecycle.BEFORE_UPDATE,
                        record -> record.reload().contextWrite(context -> Context.empty()));
        StepVerifier.create(country.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContaining("Country[NZ]")
                        .hasMessageContaining("chain them")
                        .hasMessageNotContaining("secret"))
                .verify();
        listener.dispose();
        await(country.save().then(country.reload()));
    }

    @Test
    default void insertAllTakesARecordOnce() {
        Inventory lamp = new Inventory("lamp", 7);
        StepVerifier.create(Inventory_.insertAll(Flux.just(lamp, lamp))).verifyError(RecordStateException.class);
        assertThat(lamp.stored()).isFalse();
        assertThat(await(Inventory_.query().count())).isZero();
        Product rug = new Product("rug", "1", 7);
        StepVerifier.create(Product_.insertAll(
                        Flux.just(rug).concatWith(Flux.range(0, 1200).map(i -> i == 1100 ? rug : new Product()))))
                .thenConsumeWhile(saved -> true)
                .verifyError(RecordStateException.class);
        assertThat(await(Product_.query().where(Product_.name.eq("rug")).count()))
                .isEqualTo(1);
        Order order = new Order(BigDecimal.TEN);
        StepVerifier.create(Order_.insertAll(Flux.just(order, order)))
                .expectNext(order)
                .verifyError(RecordStateException.class);
        assertThat(await(Order_.query().count())).isEqualTo(1);
        await(lamp.save());
        await(rug.reload());
    }

    @Test
    default void insertAllAndSaveOfOneRecordInsertItOnce() {
        for (int i = 0; i < TRIES; i++) {
            Inventory lamp = new Inventory("lamp", 7);
            Mono<?> all = Inventory_.insertAll(Flux.just(new Inventory("rug", 1), lamp))
                    .then()
                    .onErrorResume(RecordStateException.class, told -> Mono.empty());
            Mono.when(all.subscribeOn(Schedulers.boundedElastic()), elsewhere(lamp.save()))
                    .block();
            verifyKnown(lamp, Inventory_.find(lamp.id));
        }
        assertThat(await(Inventory_.query().where(Inventory_.sku.eq("lamp")).count()))
                .isEqualTo(TRIES);
    }

    @Test
    default void saveAndReloadThatMeetLeaveNoLie() {
        Inventory lamp = await(new Inventory("lamp", 0).save());
        for (int i = 1; i <= TRIES; i++) {
            lamp.quantity = i;
            race(lamp.save(), lamp.reload());
            verifyKnown(lamp, Inventory_.find(lamp.id));
            assertThat(lamp.changes()).isEmpty();
        }
    }

    @Test
    default void twoSavesOfAnUnversionedRecordThatMeetLeaveNoLie() {
        Article article = await(new Article("title 0").save());
        for (int i = 1; i <= TRIES; i++) {
            article.title = "title " + i;
            bed().advance(Duration.ofMillis(1));
            race(article.save(), article.save());
            assertThat(article.changes()).isEmpty();
            verifyKnown(article, Article_.find(article.id));
        }
    }

    @Test
    default void saveAndDeleteThatMeetLeaveNoLie() {
        for (int i = 0; i < TRIES / 4; i++) {
            Product lamp = await(new Product("lamp", "1", i).save());
            lamp.inventory = -1;
            race(lamp.save(), lamp.delete());
            verifyKnown(
                    lamp,
                    Product_.query()
                            .includeDeleted()
                            .where(Product_.id.eq(lamp.getId()))
                            .one());
            race(lamp.restore(), lamp.touch());
            verifyKnown(
                    lamp,
                    Product_.query()
                            .includeDeleted()
                            .where(Product_.id.eq(lamp.getId()))
                            .one());
            Country country = await(new Country("c" + i, "old").save());
            country.name = "new";
            race(country.save(), country.hardDelete());
            if (country.stored()) {
                verifyKnown(country, Country_.find(country.code));
            } else {
                assertThat(await(Country_.find(country.code).hasElement())).isFalse();
            }
        }
    }

    @Test
    default void chainsAreNoOperationsAtOnce() {
        Inventory lamp = new Inventory("lamp", 7);
        await(lamp.save().then(lamp.reload()).then(Mono.defer(() -> {
            lamp.quantity--;
            return lamp.save().flatMap(Inventory::touch).flatMap(Inventory::reload);
        })));
        await(lamp.touch().repeat(3));
        await(Flux.range(0, 5).concatMap(i -> lamp.touch()));
        int[] attempts = {0};
        await(lamp.touch()
                .delayUntil(touched -> ++attempts[0] < 3 ? Mono.error(new IllegalStateException()) : Mono.empty())
                .retry());
        await(bed().transaction(() -> lamp.touch().then(lamp.save()).then(lamp.reload())));
        assertThat(lamp.getVersion()).isEqualTo(1 + 2 + 4 + 5 + 3 + 1);
        verifyKnown(lamp, Inventory_.find(lamp.id));
    }
}
