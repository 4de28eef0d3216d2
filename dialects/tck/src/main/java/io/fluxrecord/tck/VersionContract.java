package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Optimistic locking: the second writer gets a conflict, and nothing is lost. */
public interface VersionContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Product_.model());
    }

    private static void verifyConflict(Mono<?> operation, Reason reason, long expected, OptionalLong actual) {
        StepVerifier.create(operation)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                            assertThat(conflict.reason()).isEqualTo(reason);
                            assertThat(conflict.expectedVersion()).isEqualTo(expected);
                            assertThat(conflict.actualVersion()).isEqualTo(actual);
                            assertThat(conflict).hasMessageContaining(conflict.model() + "[" + conflict.key() + "]");
                        }))
                .verify();
    }

    @Test
    default void versionStartsAtOneAndCountsUpdates() {
        Inventory lamp = new Inventory("lamp", 7);
        assertThat(lamp.getVersion()).isZero();
        await(lamp.save());
        assertThat(lamp.getVersion()).isEqualTo(1);
        lamp.quantity = 6;
        await(lamp.save());
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(await(Inventory_.find(lamp.id)).getVersion()).isEqualTo(2);
    }

    @Test
    default void secondWriterConflictsAgainAndAgainUntilItReloads() {
        Inventory first = await(new Inventory("lamp", 7).save());
        Inventory second = await(Inventory_.find(first.id));
        first.quantity = 6;
        await(first.save());

        second.quantity = 5;
        for (int attempt = 0; attempt < 3; attempt++) {
            verifyConflict(second.save(), Reason.STALE, 1, OptionalLong.of(2));
            assertThat(second.getVersion()).isEqualTo(1);
            assertThat(second.quantity).isEqualTo(5);
            assertThat(second.changes()).containsExactly("quantity");
        }
        assertThat(await(Inventory_.find(first.id)).quantity).isEqualTo(6);

        await(second.reload());
        second.quantity -= 1;
        await(second.save());
        assertThat(await(Inventory_.find(first.id)).quantity).isEqualTo(5);
    }

    @Test
    default void conflictTellsWhatBecameOfTheRow() {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        Product stale = await(Product_.find(lamp.getId()));
        await(lamp.delete());
        stale.inventory = 1;
        verifyConflict(stale.save(), Reason.DELETED, 1, OptionalLong.of(2));
        await(lamp.hardDelete());
        verifyConflict(stale.save(), Reason.GONE, 1, OptionalLong.empty());
    }

    @Test
    default void deleteRestoreAndHardDeleteCheckTheVersion() {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        Product stale = await(Product_.find(lamp.getId()));
        lamp.inventory = 6;
        await(lamp.save());
        verifyConflict(stale.delete(), Reason.STALE, 1, OptionalLong.of(2));
        verifyConflict(stale.hardDelete(), Reason.STALE, 1, OptionalLong.of(2));
        assertThat(stale.deleted()).isFalse();
        assertThat(stale.stored()).isTrue();

        await(lamp.delete());
        assertThat(lamp.getVersion()).isEqualTo(3);
        Product deleted = await(Product_.query().onlyDeleted().one());
        await(lamp.restore());
        assertThat(lamp.getVersion()).isEqualTo(4);
        verifyConflict(deleted.restore(), Reason.STALE, 3, OptionalLong.of(4));
        verifyConflict(stale.hardDelete(), Reason.STALE, 1, OptionalLong.of(4));
        assertThat(await(lamp.hardDelete())).isTrue();
        verifyConflict(deleted.restore(), Reason.GONE, 3, OptionalLong.empty());
        verifyConflict(stale.hardDelete(), Reason.GONE, 1, OptionalLong.empty());
    }

    @Test
    default void bulkUpdateMakesRecordsInMemoryStale() {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        Product chair = await(new Product("chair", "49.99", 2).save());
        assertThat(await(Product_.query().where(Product_.inventory.lt(5)).update(Product_.inventory.increment(10))))
                .isEqualTo(1);
        chair.name = "stool";
        verifyConflict(chair.save(), Reason.STALE, 1, OptionalLong.of(2));
        assertThat(await(chair.reload()).inventory).isEqualTo(12);
        lamp.name = "lantern";
        await(lamp.save());
        assertThat(await(Product_.query().delete())).isEqualTo(2);
        assertThat(await(lamp.reload()).getVersion()).isEqualTo(3);
    }

    @Test
    default void noneOfManyConcurrentWritersOverwritesAnother() {
        Inventory lamp = await(new Inventory("lamp", 1000).save());
        long saved = await(Flux.fromStream(IntStream.range(0, 32).boxed())
                .flatMap(
                        i -> Inventory_.find(lamp.id)
                                .flatMap(item -> {
                                    item.quantity -= 1;
                                    return item.save();
                                })
                                .map(item -> 1L)
                                .onErrorResume(VersionConflictException.class, conflict -> Mono.just(0L)),
                        32)
                .reduce(0L, Long::sum));
        Inventory after = await(lamp.reload());
        assertThat(saved).isPositive();
        assertThat(after.quantity).isEqualTo(1000 - (int) saved);
        assertThat(after.getVersion()).isEqualTo(1 + saved);
    }
}
