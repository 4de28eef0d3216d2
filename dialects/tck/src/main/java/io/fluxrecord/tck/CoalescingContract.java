package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Database;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.model.Seat;
import io.fluxrecord.tck.model.Seat_;
import io.fluxrecord.tck.model.Signup;
import io.fluxrecord.tck.model.Signup_;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Concurrent finds and inserts: few statements, and each caller gets what it would get alone. */
public interface CoalescingContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(
                        Inventory_.model(),
                        Product_.model(),
                        Seat_.model(),
                        Order_.model(),
                        AuditLog_.model(),
                        Signup_.model());
        Database.setDefault(bed().database(database ->
                database.coalesceFinds(Duration.ofSeconds(5)).coalesceInserts(Duration.ofSeconds(5))));
    }

    private List<Inventory> stored(int count) {
        List<Inventory> stored =
                await(Inventory_.insertAll(Flux.range(0, count).map(i -> new Inventory("item" + i, i))));
        bed().statements();
        return stored;
    }

    /** Run work in answer to a find: whatever the work calls comes while that find is still under way. */
    private <T> Flux<T> whileAFindIsUnderWay(Publisher<T> work) {
        return Inventory_.find(-1L).hasElement().flatMapMany(found -> work);
    }

    private <T> Flux<T> whileAnInsertIsUnderWay(Publisher<T> work) {
        return new Inventory("first", 0).save().flatMapMany(saved -> work);
    }

    @Test
    default void findsThatMeetAreOneStatement() {
        List<Inventory> stored = stored(200);
        List<Inventory> found = await(whileAFindIsUnderWay(
                Flux.fromIterable(stored).flatMapSequential(item -> Inventory_.find(item.id), 200)));
        assertThat(found).extracting(item -> item.quantity).containsExactlyElementsOf(quantities(stored));
        assertThat(found).allMatch(Inventory::stored);
        assertThat(bed().statements()).hasSize(2);
        found.get(7).quantity = -1;
        await(found.get(7).save());
        assertThat(found.get(7).getVersion()).isEqualTo(2);
    }

    private static List<Integer> quantities(List<Inventory> items) {
        return items.stream().map(item -> item.quantity).toList();
    }

    @Test
    default void whatIsNotThereIsEmptyToWhoAsksForIt() {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        Product deleted = await(new Product("rug", "9.99", 7).save());
        await(deleted.delete());
        List<UUID> keys = List.of(UUID.randomUUID(), lamp.getId(), deleted.getId());
        List<Boolean> there = await(Product_.find(UUID.randomUUID())
                .hasElement()
                .flatMapMany(found -> Flux.fromIterable(keys)
                        .flatMapSequential(key -> Product_.find(key).hasElement())));
        assertThat(there).containsExactly(false, true, false);
    }

    @Test
    default void findThatMeetsNoOtherIsTheStatementThatItEverWas() {
        Inventory lamp = stored(1).get(0);
        await(Inventory_.find(lamp.id));
        await(Inventory_.find(lamp.id).contextWrite(bed().database().context()));
        List<String> sent = bed().statements();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).isEqualTo(sent.get(1));
    }

    @Test
    default void callersOfOneKeyGetARecordEach() {
        Long id = stored(1).get(0).id;
        List<Inventory> found = await(whileAFindIsUnderWay(Flux.range(0, 5).flatMap(i -> Inventory_.find(id))));
        assertThat(found).hasSize(5);
        found.get(0).quantity = 99;
        assertThat(found.subList(1, 5)).allMatch(item -> item.quantity == 0);
    }

    @Test
    default void rowThatCannotBeReadFailsOnlyItsCaller() {
        List<Inventory> stored = stored(3);
        bed().execute(bed().capabilities().dropNotNull("inventory", "quantity", "integer"));
        bed().execute("UPDATE \"inventory\" SET \"quantity\" = NULL WHERE \"id\" = " + stored.get(1).id);
        List<String> ends = await(whileAFindIsUnderWay(Flux.fromIterable(stored)
                .flatMapSequential(item -> Inventory_.find(item.id)
                        .map(found -> found.sku)
                        .onErrorResume(MappingException.class, error -> Mono.just("unreadable")))));
        assertThat(ends).containsExactly("item0", "unreadable", "item2");
        assertThat(bed().statements()).hasSize(2);
    }

    @Test
    default void insertsThatMeetAreOneStatementOrFew() {
        List<Inventory> saved = await(whileAnInsertIsUnderWay(Flux.range(1, 200)
                .flatMap(i -> new Inventory("item" + i, i).save(), 200)));
        assertThat(saved).hasSize(200).allMatch(Inventory::stored).allMatch(item -> item.getVersion() == 1);
        assertThat(new HashSet<>(saved)).hasSize(200);
        assertThat(bed().statements()).hasSizeLessThan(10);
        for (Inventory item : saved) {
            assertThat(await(Inventory_.find(item.id)).quantity).isEqualTo(item.quantity);
        }
    }

    @Test
    default void refusedInsertFailsOnlyItsCaller() {
        Product taken = await(new Product("taken", "1", 1).save());
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Product product = new Product("p" + i, "1", i);
            if (i % 20 == 7) {
                product.setId(taken.getId());
            }
            products.add(product);
        }
        List<String> ends = await(new Product("first", "1", 0)
                .save()
                .flatMapMany(saved -> Flux.fromIterable(products)
                        .flatMapSequential(
                                product -> product.save()
                                        .map(done -> "saved")
                                        .onErrorResume(
                                                R2dbcDataIntegrityViolationException.class,
                                                error -> Mono.just("refused")),
                                50)));
        for (int i = 0; i < 50; i++) {
            boolean refused = i % 20 == 7;
            assertThat(ends.get(i)).isEqualTo(refused ? "refused" : "saved");
            assertThat(products.get(i).stored()).isEqualTo(!refused);
        }
        assertThat(await(Product_.query().count())).isEqualTo(2 + 47);
        assertThat(await(Product_.find(taken.getId())).name).isEqualTo("taken");
    }

    /** What a refused statement has written would be there twice once its halves are tried again. */
    @Test
    default void refusedInsertsWithGeneratedKeysLeaveNoRows() {
        List<Signup> signups = await(Flux.range(0, 200).map(i -> new Signup(i % 5 == 4 ? "twin" : "p" + i)));
        List<Boolean> saved = await(new Signup("twin")
                .save()
                .flatMapMany(first -> Flux.fromIterable(signups)
                        .flatMapSequential(
                                signup -> signup.save()
                                        .map(Signup::stored)
                                        .onErrorReturn(R2dbcDataIntegrityViolationException.class, false),
                                200)));
        assertThat(saved).filteredOn(stored -> stored).hasSize(160);
        assertThat(await(Signup_.query().count())).isEqualTo(161);
        for (Signup signup : signups) {
            if (signup.stored()) {
                assertThat(await(Signup_.find(signup.id)).email).isEqualTo(signup.email);
            }
        }
    }

    @Test
    default void nothingGoesTogetherInATransaction() {
        Database together = bed().database(database -> database.coalesceFinds(Duration.ofSeconds(5)));
        Inventory lamp = new Inventory("lamp", 7);
        List<Inventory> found = await(together.transactional(lamp.save()
                        .thenMany(Flux.defer(() -> Flux.range(0, 5).flatMap(i -> Inventory_.find(lamp.id)))))
                .contextWrite(together.context()));
        assertThat(found).hasSize(5).allMatch(item -> item.quantity == 7);
        List<String> sent = bed().statements();
        assertThat(sent).hasSize(6);
        assertThat(new HashSet<>(sent)).hasSize(2);
    }

    @Test
    default void recordsWithHooksHaveTransactionsOfTheirOwn() {
        bed().transactions();
        await(Flux.range(0, 5).flatMap(i -> new Order(BigDecimal.TEN).save()));
        assertThat(bed().transactions()).isEqualTo(5);
    }

    @Test
    default void otherKeysGoAlone() {
        await(new Seat(1, "A").save());
        await(new Seat(1, "B").save());
        List<Seat> found = await(Flux.just("A", "B", "C").flatMapSequential(letter -> Seat_.find(1, letter)));
        assertThat(found).extracting(seat -> seat.letter).containsExactly("A", "B");
    }

    @Test
    default void whoeverCancelsWhileItWaitsIsLeftOut() {
        List<Inventory> saved = await(whileAnInsertIsUnderWay(Flux.defer(() -> {
            Disposable cancelled = new Inventory("cancelled", 1).save().subscribe();
            Mono<Inventory> kept = new Inventory("kept", 2).save();
            cancelled.dispose();
            return kept;
        })));
        assertThat(saved).extracting(item -> item.sku).containsExactly("kept");
        assertThat(await(Inventory_.query().orderBy(Inventory_.id.asc()).all()))
                .extracting(item -> item.sku)
                .containsExactly("first", "kept");
        bed().awaitIdle();
    }

    @Test
    default void callersThatAllCancelLeaveNothingBehind() {
        List<Inventory> stored = stored(10);
        for (int round = 0; round < 50; round++) {
            List<Disposable> callers = new ArrayList<>();
            for (Inventory item : stored) {
                callers.add(Inventory_.find(item.id).subscribe());
            }
            callers.forEach(Disposable::dispose);
        }
        bed().awaitIdle();
        assertThat(await(Inventory_.find(stored.get(3).id)).quantity).isEqualTo(3);
    }

    @Test
    @Tag("long")
    default void eachOfManyThreadsGetsItsOwn() {
        List<Inventory> stored = stored(500);
        Flux<Boolean> finds = Flux.range(0, 5_000)
                .flatMap(
                        i -> {
                            Inventory wanted =
                                    stored.get(ThreadLocalRandom.current().nextInt(stored.size()));
                            return Inventory_.find(wanted.id)
                                    .subscribeOn(Schedulers.parallel())
                                    .map(found -> found.id.equals(wanted.id) && found.quantity == wanted.quantity);
                        },
                        100);
        Flux<Boolean> inserts = Flux.range(0, 2_000)
                .flatMap(
                        i -> new Inventory("new", 1_000 + i)
                                .save()
                                .subscribeOn(Schedulers.parallel())
                                .map(Inventory::stored),
                        100);
        assertThat(await(Flux.merge(finds, inserts))).hasSize(7_000).containsOnly(true);
        assertThat(await(Inventory_.query().where(Inventory_.sku.eq("new")).all()))
                .hasSize(2_000)
                .extracting(item -> item.quantity)
                .doesNotHaveDuplicates();
        bed().awaitIdle();
    }

    @Test
    default void sharedStatementThatFailsFailsAllOfItsCallers() {
        bed().execute("DROP TABLE \"inventory\"");
        StepVerifier.create(
                        Flux.range(0, 5).flatMap(i -> Inventory_.find((long) i).onErrorResume(error -> Mono.empty())))
                .verifyComplete();
        StepVerifier.create(Inventory_.find(1L)).verifyError();
        bed().awaitIdle();
    }

    @Test
    default void windowMustBeLongerThanNothing() {
        assertThatThrownBy(() -> bed().database(database -> database.coalesceFinds(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bed().database(database -> database.coalesceInserts(Duration.ofMillis(-1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
