package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Flat;
import io.fluxrecord.tck.model.Flat_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.model.Signup;
import io.fluxrecord.tck.model.Signup_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Inserts of many records: few statements, and each record knows just what it would know if it were alone. */
public interface InsertAllContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(
                        Product_.model(),
                        Inventory_.model(),
                        Order_.model(),
                        AuditLog_.model(),
                        Everything_.model(),
                        Flat_.model(),
                        Signup_.model());
    }

    private static Flux<Inventory> items(int count) {
        return Flux.range(0, count).map(i -> new Inventory("item" + i, i));
    }

    @Test
    default void generatedKeysBelongToTheirRecords() {
        List<Inventory> saved = await(Inventory_.insertAll(items(2500)));
        assertThat(saved).hasSize(2500).extracting(item -> item.quantity).isSorted();
        assertThat(saved).allMatch(Inventory::stored).allMatch(item -> item.getVersion() == 1);
        assertThat(new HashSet<>(saved)).hasSize(2500);
        assertThat(bed().statements()).hasSizeLessThan(60);
        // Each key is that of the row with the record's own values.
        List<Inventory> found = await(Inventory_.query().all());
        for (Inventory item : found) {
            assertThat(saved.get(item.quantity).id).isEqualTo(item.id);
        }
        saved.get(7).quantity = -1;
        await(saved.get(7).save());
        assertThat(saved.get(7).getVersion()).isEqualTo(2);
    }

    @Test
    default void uuidKeysTimestampsAndVersionsAreFilledIn() {
        List<Product> saved = await(Product_.insertAll(Flux.range(0, 100).map(i -> new Product("p" + i, "1.50", i))));
        assertThat(saved).allSatisfy(product -> {
            assertThat(product.getId()).isNotNull();
            assertThat(product.getVersion()).isEqualTo(1);
            assertThat(product.getCreatedAt()).isEqualTo(TestBed.START_STORED);
            assertThat(product.changes()).isEmpty();
        });
        assertThat(await(Product_.query().count())).isEqualTo(100);
        assertThat(await(Product_.find(saved.get(42).getId())).name).isEqualTo("p42");
    }

    @Test
    default void timestampsSetByHandGoBesideThoseThatAreNot() {
        Instant imported = Instant.parse("2001-02-03T04:05:06Z");
        List<Product> saved = await(Product_.insertAll(Flux.range(0, 10).map(i -> {
            Product product = new Product("p" + i, "1.50", i);
            if (i == 3) {
                product.setCreatedAt(imported);
            }
            return product;
        })));
        for (Product product : saved) {
            Product found = await(Product_.find(product.getId()));
            assertThat(found.getCreatedAt()).isEqualTo(product.inventory == 3 ? imported : TestBed.START_STORED);
            assertThat(found.getUpdatedAt()).isEqualTo(TestBed.START_STORED);
            assertThat(product.changes()).isEmpty();
        }
    }

    @Test
    default void everyTypeAndItsNullsGoThrough() {
        Flat full = TypeContract.fill(new Flat());
        await(Flat_.insertAll(Flux.just(new Flat(), full, new Flat())));
        verifySame(await(Flat_.find(full.id)), full);
        assertThat(await(Flat_.query().where(Flat_.text.isNull()).count())).isEqualTo(2);
    }

    @Test
    default void arraysGoThroughAsWell() {
        Everything full = TypeContract.full();
        await(Everything_.insertAll(Flux.just(new Everything(), full, new Everything())));
        verifySame(await(Everything_.find(full.id)), full);
    }

    private static void verifySame(Object found, Object expected) {
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("state", "json", "offsetDateTime")
                .isEqualTo(expected);
    }

    @Test
    default void keysSetByHandMixWithGeneratedOnes() {
        List<Inventory> records = await(items(6));
        records.get(2).id = 1_000_002L;
        records.get(3).id = 1_000_003L;
        await(Inventory_.insertAll(Flux.fromIterable(records)));
        assertThat(await(Inventory_.find(1_000_003L)).quantity).isEqualTo(3);
        assertThat(records).extracting(item -> item.id).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    default void hooksSeeEachRecord() {
        await(Order_.insertAll(Flux.range(1, 5).map(i -> new Order(BigDecimal.valueOf(i * 1000L)))));
        assertThat(await(AuditLog_.query().count())).isEqualTo(5);
        assertThat(await(Order_.query()
                        .where(Order_.status.eq("requires_approval"))
                        .count()))
                .isEqualTo(4);
    }

    @Test
    default void failedStatementLeavesItsRecordsNew() {
        Inventory twin = await(new Inventory("first", 1).save());
        List<Inventory> records = await(items(3));
        records.get(1).id = twin.id;
        records.get(0).id = twin.id + 1000;
        records.get(2).id = twin.id + 2000;
        StepVerifier.create(Inventory_.insertAll(Flux.fromIterable(records)))
                .thenConsumeWhile(item -> true)
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(records.get(1).stored()).isFalse();
        StepVerifier.create(Inventory_.insertAll(Flux.just(twin))).verifyError(RecordStateException.class);
    }

    private static List<Signup> withATwin() {
        return List.of(new Signup("a"), new Signup("b"), new Signup("a"));
    }

    @Test
    default void failedStatementWithGeneratedKeysWritesNoneOfItsRows() {
        List<Signup> signups = withATwin();
        StepVerifier.create(Signup_.insertAll(Flux.fromIterable(signups)))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(signups).noneMatch(Signup::stored).allMatch(signup -> signup.id == null);
        assertThat(await(Signup_.query().count())).isZero();
        await(Signup_.insertAll(Flux.fromIterable(signups.subList(0, 2))));
        assertThat(await(Signup_.query().count())).isEqualTo(2);
    }

    @Test
    default void failedStatementInASavepointWritesNoneOfItsRows() {
        List<Signup> signups = withATwin();
        Database db = bed().database();
        await(db.transaction(() -> new Signup("first")
                .save()
                .then(db.transactional(TransactionOptions.NESTED, Signup_.insertAll(Flux.fromIterable(signups)))
                        .then()
                        .onErrorResume(R2dbcDataIntegrityViolationException.class, error -> Mono.empty()))
                .thenReturn(true)));
        assertThat(signups).noneMatch(Signup::stored);
        assertThat(await(Signup_.query().all()))
                .extracting(signup -> signup.email)
                .containsExactly("first");
    }

    @Test
    default void rolledBackRecordsAreNewAgain() {
        List<Inventory> records = await(items(200));
        StepVerifier.create(bed().database()
                        .transactional(Inventory_.insertAll(Flux.fromIterable(records))
                                .concatWith(Flux.error(new IllegalStateException("on purpose")))))
                .expectNextCount(200)
                .verifyErrorMessage("on purpose");
        assertThat(records).noneMatch(Inventory::stored).allMatch(item -> item.id == null);
        assertThat(await(Inventory_.query().count())).isZero();
        await(Inventory_.insertAll(Flux.fromIterable(records)));
        assertThat(await(Inventory_.query().count())).isEqualTo(200);
    }

    @Test
    default void recordsAreTakenAsTheyAreWritten() {
        AtomicLong taken = new AtomicLong();
        StepVerifier.create(Inventory_.insertAll(items(100_000).doOnNext(item -> taken.incrementAndGet())), 10)
                .expectNextCount(10)
                .thenCancel()
                .verify();
        assertThat(taken).hasValueLessThan(5000);
        bed().awaitIdle();
    }

    /** Of the same chunk: a key that was set goes with another statement. */
    @Test
    default void recordThatIsEmittedIsFreeWhileOthersAreStillInserted() {
        List<Inventory> records = await(items(3));
        records.get(0).id = 1_000_000L;
        List<Long> versions = await(Inventory_.insertAll(Flux.fromIterable(records))
                .concatMap(item -> item.touch().map(Inventory::getVersion), 1));
        assertThat(versions).containsExactly(2L, 2L, 2L);
    }

    @Test
    default void noRecordsAreNoStatement() {
        StepVerifier.create(Inventory_.insertAll(Flux.empty())).verifyComplete();
        assertThat(bed().statements()).isEmpty();
    }
}
