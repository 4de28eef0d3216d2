package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/**
 * Operations whose subscriber is gone when the database answers: the record takes over what the answer says, and the
 * next operation waits for it.
 */
public interface LateAnswerContract extends Contract {

    /** How long a test may take. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Product_.model(), Comment_.model(), Country_.model());
        bed().execute("CREATE UNIQUE INDEX one_of_a_sku ON \"inventory\" (\"sku\")");
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Rival lampInserted() {
        return Rival.that(
                bed(), "INSERT INTO \"inventory\" (\"sku\", \"quantity\", \"version\") VALUES ('lamp', 0, 1)");
    }

    private Rival inserted(Product product) {
        product.setId(UUID.randomUUID());
        return Rival.that(
                bed(),
                "INSERT INTO \"products\" (\"id\", \"name\", \"price\", \"inventory\", \"created_at\", \"updated_at\","
                        + " \"version\") VALUES ('" + product.getId()
                        + "', 'theirs', 1, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)");
    }

    private Rival updated(String table) {
        return Rival.that(bed(), "UPDATE \"" + table + "\" SET \"id\" = \"id\"");
    }

    /** Cancel an operation while it waits for a rival, who then goes, in a transaction that goes on and commits. */
    private void cancelInATransaction(Rival rival, Supplier<? extends Mono<?>> operation) {
        await(bed().transaction(() -> Mono.defer(operation)
                        .takeUntilOther(rival.isWaitedFor())
                        .then(rival.rollBack())
                        .then(new Country("goes on", null).save()))
                .timeout(PATIENCE));
        await(await(Country_.find("goes on")).hardDelete());
        bed().statements();
    }

    @Test
    default void insertThatIsCancelledInATransactionIsKnownToBeThere() {
        Inventory lamp = new Inventory("lamp", 7);
        cancelInATransaction(lampInserted(), lamp::save);
        assertThat(lamp.stored()).isTrue();
        assertThat(lamp.getVersion()).isEqualTo(1);
        await(lamp.save());
        assertThat(bed().statements()).isEmpty();
        assertThat(await(Inventory_.query().all())).singleElement().satisfies(row -> {
            assertThat(row.id).isEqualTo(lamp.id);
            assertThat(row.quantity).isEqualTo(7);
        });
    }

    @Test
    default void insertWithAUuidThatIsCancelledInATransactionIsKnownToBeThere() {
        Product lamp = new Product("lamp", "1", 7);
        cancelInATransaction(inserted(lamp), lamp::save);
        assertThat(lamp.stored()).isTrue();
        lamp.inventory = 6;
        await(lamp.save());
        assertThat(await(Product_.query().all())).singleElement().satisfies(row -> {
            assertThat(row.name).isEqualTo("lamp");
            assertThat(row.getVersion()).isEqualTo(2).isEqualTo(lamp.getVersion());
        });
    }

    @Test
    default void updateThatIsCancelledInATransactionIsKnown() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 6;
        cancelInATransaction(updated("inventory"), lamp::save);
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(lamp.changes()).isEmpty();
        lamp.quantity = 5;
        await(lamp.save());
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(5);
    }

    @Test
    default void deletesAndRestoresThatAreCancelledInATransactionAreKnown() {
        Comment comment = await(new Comment("hi").save());
        cancelInATransaction(updated("comment"), comment::delete);
        assertThat(comment.deleted()).isTrue();
        assertThat(await(Comment_.query().count())).isZero();
        cancelInATransaction(updated("comment"), comment::restore);
        assertThat(comment.deleted()).isFalse();
        assertThat(await(Comment_.query().count())).isEqualTo(1);
        cancelInATransaction(updated("comment"), comment::hardDelete);
        assertThat(comment.stored()).isFalse();
        UUID first = comment.getId();
        await(comment.save());
        assertThat(comment.getId()).isNotEqualTo(first);
        assertThat(await(Comment_.query().includeDeleted().count())).isEqualTo(1);
    }

    @Test
    default void insertAllThatIsCancelledInATransactionIsKnownToBeThere() {
        List<Inventory> items = List.of(new Inventory("lamp", 1), new Inventory("rug", 2));
        cancelInATransaction(
                lampInserted(),
                () -> Inventory_.insertAll(Flux.fromIterable(items)).then());
        assertThat(items)
                .allMatch(Inventory::stored)
                .extracting(item -> item.id)
                .doesNotContainNull();
        assertThat(await(Inventory_.query().count())).isEqualTo(2);
    }

    @Test
    default void lateAnswerIsForgottenWhenItsTransactionRollsBack() {
        Inventory lamp = new Inventory("lamp", 7);
        Rival rival = lampInserted();
        StepVerifier.create(bed().transaction(() -> Mono.defer(lamp::save)
                        .takeUntilOther(rival.isWaitedFor())
                        .then(rival.rollBack())
                        .then(Mono.error(new IllegalStateException("on purpose")))))
                .expectErrorMessage("on purpose")
                .verify(PATIENCE);
        assertThat(lamp.stored()).isFalse();
        assertThat(lamp.id).isNull();
        await(lamp.save());
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    default void operationThatComesMeanwhileWaitsInTheTransaction() {
        Inventory lamp = new Inventory("lamp", 7);
        Rival rival = lampInserted();
        Mono<Void> leave = Mono.delay(Duration.ofMillis(50)).then(rival.rollBack());
        AtomicReference<Boolean> storedWhenRead = new AtomicReference<>();
        await(bed().transaction(() -> Mono.defer(lamp::save)
                        .takeUntilOther(rival.isWaitedFor())
                        .then(Mono.when(leave, Mono.defer(lamp::reload).doOnNext(read -> {
                            storedWhenRead.set(read.stored());
                            read.quantity = 6;
                        })))
                        .then(Mono.defer(lamp::save)))
                .timeout(PATIENCE));
        assertThat(storedWhenRead).hasValue(true);
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(await(Inventory_.query().all()))
                .singleElement()
                .satisfies(row -> assertThat(row.quantity).isEqualTo(6));
    }

    /** Save with a timeout and try again, while a rival keeps the row out for a while. */
    private <T> void saveWithTimeouts(Rival rival, Supplier<Mono<T>> save) {
        Mono.delay(Duration.ofMillis(250)).then(rival.rollBack()).subscribe();
        StepVerifier.create(Mono.defer(save)
                        .subscribeOn(Schedulers.boundedElastic())
                        .timeout(Duration.ofMillis(30))
                        .retryWhen(Retry.fixedDelay(500, Duration.ofMillis(1))
                                .filter(error -> error instanceof TimeoutException || error instanceof R2dbcException)))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    private void verifyOneLamp(Inventory lamp) {
        assertThat(await(Inventory_.query().all())).singleElement().satisfies(row -> {
            assertThat(row.id).isEqualTo(lamp.id);
            assertThat(row.getVersion()).isEqualTo(lamp.getVersion());
        });
        lamp.quantity = 6;
        await(lamp.save());
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(6);
    }

    @Test
    default void saveThatIsTriedAgainAfterATimeoutWritesOneRow() {
        Inventory lamp = new Inventory("lamp", 7);
        saveWithTimeouts(lampInserted(), lamp::save);
        verifyOneLamp(lamp);
        Product product = new Product("lamp", "1", 7);
        saveWithTimeouts(inserted(product), product::save);
        assertThat(await(Product_.query().all()))
                .singleElement()
                .satisfies(row -> assertThat(row.name).isEqualTo("lamp"));
        assertThat(product.stored()).isTrue();
    }

    @Test
    default void saveThatIsTriedAgainInATransactionWritesOneRow() {
        Inventory lamp = new Inventory("lamp", 7);
        Rival rival = lampInserted();
        saveWithTimeouts(
                rival,
                () -> bed().transaction(() -> lamp.save()
                        .timeout(Duration.ofMillis(10), Schedulers.parallel())
                        .retryWhen(Retry.indefinitely().filter(TimeoutException.class::isInstance))));
        verifyOneLamp(lamp);
    }

    @Test
    default void coalescedSaveThatIsTriedAgainWritesOneRow() {
        Database.setDefault(bed().database(database -> database.coalesceInserts(Duration.ofMillis(1))));
        Inventory lamp = new Inventory("lamp", 7);
        Inventory rug = new Inventory("rug", 1);
        saveWithTimeouts(
                lampInserted(),
                () -> Mono.when(
                                Mono.defer(() -> rug.stored() ? Mono.empty() : rug.save())
                                        .onErrorResume(late -> Mono.empty()),
                                lamp.save())
                        .thenReturn(lamp));
        assertThat(await(Inventory_.query().where(Inventory_.sku.eq("rug")).count()))
                .isEqualTo(rug.stored() ? 1 : 0);
        if (rug.stored()) {
            await(rug.hardDelete());
        }
        verifyOneLamp(lamp);
    }
}
