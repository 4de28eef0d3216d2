package io.fluxrecord.reactor;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.Contract;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Retry on conflict: everybody's change arrives, just once. */
interface ConflictRetryContract extends Contract {

    /** How many change one row at the same time. */
    int WRITERS = 64;

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), AuditLog_.model(), Product_.model());
    }

    @Test
    default void concurrentDecrementsEndAtExactlyTheRightNumber() {
        Inventory lamp = await(new Inventory("lamp", 1000).save());
        await(Flux.range(0, WRITERS)
                .flatMap(
                        writer -> ConflictRetry.upTo(100)
                                .delays(Duration.ofMillis(2), Duration.ofMillis(100))
                                .update(() -> Inventory_.find(lamp.id), item -> item.quantity -= 1),
                        WRITERS));
        await(lamp.reload());
        assertThat(lamp.quantity).isEqualTo(1000 - WRITERS);
        assertThat(lamp.getVersion()).isEqualTo(1 + WRITERS);
    }

    @Test
    default void eachAttemptHasATransactionOfItsOwn() {
        Database db = bed().database();
        Inventory lamp = await(new Inventory("lamp", 1000).save());
        await(Flux.range(0, WRITERS)
                .flatMap(
                        writer -> Mono.defer(() -> db.transaction(() -> new AuditLog("sold", (long) writer)
                                        .save()
                                        .then(Inventory_.find(lamp.id))
                                        .flatMap(item -> {
                                            item.quantity -= 1;
                                            return item.save();
                                        })))
                                .retryWhen(ConflictRetry.upTo(100)
                                        .delays(Duration.ofMillis(2), Duration.ofMillis(100))
                                        .spec()),
                        WRITERS));
        assertThat(await(lamp.reload()).quantity).isEqualTo(1000 - WRITERS);
        // A lost attempt leaves no log behind.
        assertThat(await(AuditLog_.query().count())).isEqualTo(WRITERS);
        bed().awaitIdle();
    }

    @Test
    default void attemptsAreBoundedAndTheLastConflictIsSignalled() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        AtomicInteger attempts = new AtomicInteger();
        StepVerifier.create(ConflictRetry.upTo(3)
                        .delays(Duration.ofMillis(1), Duration.ofMillis(1))
                        .update(
                                () -> Inventory_.find(lamp.id)
                                        .delayUntil(
                                                item -> Inventory_.query().update(Inventory_.quantity.increment(1))),
                                item -> {
                                    attempts.incrementAndGet();
                                    item.quantity = 0;
                                }))
                .verifyError(VersionConflictException.class);
        assertThat(attempts).hasValue(3);
        assertThat(await(lamp.reload()).quantity).isEqualTo(10);
    }

    @Test
    default void conflictThatNoReloadCanCureIsNotRetried() {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        AtomicInteger attempts = new AtomicInteger();
        StepVerifier.create(ConflictRetry.reloadAndRetry(
                        () -> Product_.find(lamp.getId())
                                .delayUntil(found -> Product_.query().permanentlyDelete()),
                        found -> {
                            attempts.incrementAndGet();
                            found.inventory = 0;
                        }))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                VersionConflictException.class,
                                conflict ->
                                        assertThat(conflict.reason()).isEqualTo(VersionConflictException.Reason.GONE)));
        assertThat(attempts).hasValue(1);
        StepVerifier.create(
                        ConflictRetry.reloadAndRetry(() -> Product_.find(lamp.getId()), found -> found.inventory = 0))
                .verifyComplete();
    }

    @Test
    default void otherErrorsPassAtOnce() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        AtomicInteger attempts = new AtomicInteger();
        StepVerifier.create(ConflictRetry.reloadAndRetry(() -> Inventory_.find(lamp.id), item -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                }))
                .verifyErrorMessage("on purpose");
        assertThat(attempts).hasValue(1);
    }
}
