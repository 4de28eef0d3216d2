package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Writes that find no row as it was expected: what is said about it is true, at every isolation, of the row as it now
 * is and of the values that were sent.
 */
public interface MissedWriteContract extends Contract {

    /** How long a test may take. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    default void prepare() {
        bed().prepare(Product_.model(), Inventory_.model(), Comment_.model(), Country_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private static Map<String, Function<Product, Mono<?>>> writes() {
        Map<String, Function<Product, Mono<?>>> writes = new LinkedHashMap<>();
        writes.put("save", Product::save);
        writes.put("touch", Product::touch);
        writes.put("delete", Product::delete);
        writes.put("hardDelete", Product::hardDelete);
        return writes;
    }

    /** Take the snapshot of a transaction, let another transaction change the row, then write it. */
    private <T> Mono<T> inASnapshot(String isolation, Mono<?> others, Mono<T> write) {
        TransactionOptions options = TransactionOptions.DEFAULT.isolation(IsolationLevel.valueOf(isolation));
        return bed().transaction(
                        options,
                        () -> Product_.query()
                                .count()
                                .then(Country_.query().count())
                                .then(bed().transaction(TransactionOptions.REQUIRES_NEW, () -> others.then()))
                                .then(write));
    }

    /**
     * Where a transaction locks what it has read, no other changes it, so a write cannot miss what its snapshot shows.
     */
    private boolean isLocked(String isolation, Mono<?> others) {
        if (!isolation.equals("SERIALIZABLE") || !bed().capabilities().serializableReadsLock()) {
            return false;
        }
        TransactionOptions impatient =
                TransactionOptions.DEFAULT.propagation(Propagation.REQUIRES_NEW).lockTimeout(Duration.ofMillis(1));
        Mono<Void> waiting = bed().transaction(impatient, () -> others.then());
        StepVerifier.create(bed().transaction(
                                TransactionOptions.DEFAULT.isolation(IsolationLevel.SERIALIZABLE),
                                () -> Product_.query()
                                        .count()
                                        .then(Country_.query().count())
                                        .then(Comment_.query().count())
                                        .then(waiting)))
                .expectErrorSatisfies(
                        error -> assertThat(bed().database().dialect().kindOf((R2dbcException) error))
                                .isEqualTo(ErrorKind.LOCK_NOT_AVAILABLE))
                .verify(PATIENCE);
        return true;
    }

    /** A conflict, or the database's own word for one; nothing else, and the record as it was. */
    private static void verifyConflict(Throwable error, Reason reason, Product stale, @Nullable Object[] before) {
        if (error instanceof VersionConflictException conflict) {
            assertThat(conflict.reason()).isEqualTo(reason);
            assertThat(conflict).hasMessageContaining("Product[" + stale.getId() + "]");
        } else {
            assertThat(error).isInstanceOf(R2dbcException.class);
            assertThat(((R2dbcException) error).getSqlState()).isEqualTo("40001");
        }
        assertThat(stale.stored()).isTrue();
        assertThat(RecordState.of(stale).row()).isEqualTo(before);
        assertThat(stale.changes()).containsExactly("inventory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"})
    default void conflictIsOneAtEveryIsolation(String isolation) {
        Product rug = await(new Product("rug", "1", 7).save());
        if (isLocked(isolation, Mono.defer(rug::touch))) {
            return;
        }
        Map<Reason, Function<Product, Mono<?>>> others = new LinkedHashMap<>();
        others.put(Reason.STALE, Product::touch);
        others.put(Reason.DELETED, Product::delete);
        others.put(Reason.GONE, Product::hardDelete);
        others.forEach((reason, other) -> writes().forEach((name, write) -> {
            Product lamp = await(new Product("lamp", "1", 7).save());
            Product stale = await(Product_.find(lamp.getId()));
            stale.inventory = 6;
            @Nullable Object[] before = RecordState.of(stale).row();
            StepVerifier.create(inASnapshot(isolation, Mono.defer(() -> other.apply(lamp)), write.apply(stale)))
                    .expectErrorSatisfies(error -> verifyConflict(error, reason, stale, before))
                    .verify(PATIENCE);
        }));
    }

    /** What the database itself refuses in a snapshot is no answer; else it must be the right one. */
    private static <T> void verifyUnlessRefused(Mono<T> write, T expected) {
        StepVerifier.create(write.onErrorResume(
                        R2dbcException.class,
                        refused -> "40001".equals(refused.getSqlState()) ? Mono.just(expected) : Mono.error(refused)))
                .expectNext(expected)
                .expectComplete()
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"})
    default void unversionedRowThatSomebodyRemovedIsGoneAtEveryIsolation(String isolation) {
        Country country = await(new Country("NZ", "old").save());
        if (isLocked(isolation, Mono.defer(country::hardDelete))) {
            return;
        }
        Country gone = await(Country_.find("NZ"));
        verifyUnlessRefused(inASnapshot(isolation, Mono.defer(country::hardDelete), gone.hardDelete()), false);
        await(country.save());
        Country missed = await(Country_.find("NZ"));
        missed.name = "new";
        verifyUnlessRefused(
                inASnapshot(isolation, Mono.defer(country::hardDelete), missed.save())
                        .map(saved -> "saved")
                        .onErrorResume(RecordNotFoundException.class, told -> Mono.just("gone")),
                "gone");
        assertThat(missed.changes()).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"})
    default void unversionedRowThatSomebodyMarkedIsMarkedAtEveryIsolation(String isolation) {
        Comment comment = await(new Comment("hi").save());
        if (isLocked(isolation, Mono.defer(comment::delete))) {
            return;
        }
        Comment other = await(Comment_.find(comment.getId()));
        verifyUnlessRefused(inASnapshot(isolation, Mono.defer(comment::delete), other.delete()), false);
        Comment deleted = await(Comment_.query().onlyDeleted().one());
        verifyUnlessRefused(inASnapshot(isolation, Mono.defer(comment::restore), deleted.restore()), false);
    }

    @Test
    default void unversionedRowThatIsGoneIsForgottenOrMissed() {
        Country country = await(new Country("NZ", "old").save());
        Country twin = await(Country_.find("NZ"));
        await(twin.hardDelete());
        country.name = "new";
        StepVerifier.create(country.save()).verifyError(RecordNotFoundException.class);
        assertThat(country.stored()).isTrue();
        StepVerifier.create(country.delete()).expectNext(false).verifyComplete();
        assertThat(country.stored()).isFalse();
        await(country.save());
        Comment comment = await(new Comment("hi").save());
        await(Comment_.query().permanentlyDelete());
        StepVerifier.create(comment.delete()).verifyError(RecordNotFoundException.class);
        comment.body = "ho";
        StepVerifier.create(bed().transaction(comment::save)).verifyError(RecordNotFoundException.class);
        assertThat(comment.stored()).isTrue();
        StepVerifier.create(comment.hardDelete()).expectNext(false).verifyComplete();
        assertThat(comment.stored()).isFalse();
    }

    @Test
    default void conflictTellsWhatWasSentWhateverTheRecordHoldsByThen() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        long id = Objects.requireNonNull(lamp.id);
        Rival rival = Rival.that(bed(), "UPDATE \"inventory\" SET \"version\" = 5");
        lamp.quantity = 6;
        Mono<Void> meanwhile = rival.isWaitedFor()
                .doOnNext(waiting -> {
                    lamp.quantity = 7;
                    lamp.id = -1L;
                    lamp.sku = "secret";
                })
                .then(rival.commit());
        StepVerifier.create(Mono.zipDelayError(meanwhile.thenReturn(true), lamp.save()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                            assertThat(conflict.expectedVersion()).isEqualTo(1);
                            assertThat(conflict.actualVersion()).hasValue(5);
                            assertThat(conflict.key()).isEqualTo(id);
                            assertThat(conflict).hasMessageContaining("Inventory[" + id + "]");
                            assertThat(conflict).hasMessageNotContaining("secret");
                        }))
                .verify(PATIENCE);
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("id", "sku");
    }

    @Test
    default void whatIsChangedWhileItIsSavedStaysChanged() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Rival rival = Rival.that(bed(), "UPDATE \"inventory\" SET \"id\" = \"id\"");
        lamp.quantity = 6;
        Mono<Void> meanwhile =
                rival.isWaitedFor().doOnNext(waiting -> lamp.quantity = 5).then(rival.rollBack());
        StepVerifier.create(Mono.zipDelayError(meanwhile.thenReturn(true), lamp.save()))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(6);
        await(lamp.save());
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(5);
    }

    @Test
    default void recordThatWasReadInATransactionThatRolledBackIsToldThat() {
        Product lamp = await(new Product("lamp", "1", 7).save());
        UUID id = Objects.requireNonNull(lamp.getId());
        List<Product> read = new ArrayList<>();
        StepVerifier.create(bed().transaction(() -> lamp.touch()
                        .thenMany(Product_.find(id).repeat(writes().size() - 1L))
                        .doOnNext(read::add)
                        .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        List<Function<Product, Mono<?>>> writes = List.copyOf(writes().values());
        await(lamp.touch());
        assertThat(lamp.getVersion()).isEqualTo(2);
        for (int i = 0; i < writes.size(); i++) {
            Product ghost = read.get(i);
            ghost.inventory = 6;
            for (Mono<?> write : List.of(writes.get(i).apply(ghost), bed().transaction(() -> ghost.touch()))) {
                StepVerifier.create(write)
                        .expectErrorSatisfies(error -> assertThat(error)
                                .isInstanceOf(VersionConflictException.class)
                                .hasMessageContaining("Product[" + id + "] was read at version 2")
                                .hasMessageContaining("rolled back"))
                        .verify(PATIENCE);
            }
            await(ghost.reload());
            assertThat(ghost.getVersion()).isEqualTo(2);
        }
    }

    /** Where nothing was changed, what was read is what others had committed. */
    @Test
    default void recordThatWasReadInATransactionThatChangedNothingIsJustStale() {
        Product lamp = await(new Product("lamp", "1", 7).save());
        AtomicReference<Product> read = new AtomicReference<>();
        StepVerifier.create(bed().transaction(() -> Product_.find(lamp.getId())
                        .doOnNext(read::set)
                        .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        await(lamp.touch());
        read.get().inventory = 6;
        StepVerifier.create(read.get().save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(VersionConflictException.class)
                        .hasMessageNotContaining("rolled back"))
                .verify(PATIENCE);
    }

    /** A savepoint that was released goes with its transaction, and sees what that has changed before. */
    @Test
    default void recordThatWasReadInASavepointOfATransactionThatRolledBackIsToldThat() {
        Product lamp = await(new Product("lamp", "1", 7).save());
        List<Mono<?>> changes = List.of(lamp.touch(), Mono.empty());
        for (Mono<?> change : changes) {
            AtomicReference<Product> read = new AtomicReference<>();
            Mono<Product> savepoint = bed().transaction(
                            TransactionOptions.NESTED,
                            () -> change.then(Product_.find(lamp.getId())).doOnNext(read::set));
            Mono<?> before = change == changes.get(0) ? Mono.empty() : lamp.touch();
            StepVerifier.create(bed().transaction(() ->
                            before.then(savepoint).then(Mono.error(new IllegalStateException("on purpose")))))
                    .verifyErrorMessage("on purpose");
            read.get().inventory = 6;
            StepVerifier.create(read.get().save())
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(VersionConflictException.class)
                            .hasMessageContaining("rolled back"))
                    .verify(PATIENCE);
        }
    }
}
