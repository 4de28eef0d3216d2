package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Database;
import io.fluxrecord.Query;
import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.ContextView;

/** Transactions: options, propagation, savepoints, and what travels in the Context. */
public interface TransactionContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Country_.model(), Inventory_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Database db() {
        return bed().database();
    }

    private static Mono<Country> country(String code) {
        return Mono.defer(() -> new Country(code, code).save());
    }

    private static <T> Mono<T> fail() {
        return Mono.error(new IllegalStateException("on purpose"));
    }

    private static TransactionOptions propagation(Propagation propagation) {
        return TransactionOptions.DEFAULT.propagation(propagation);
    }

    private List<String> codes() {
        return await(Country_.query().orderBy(Country_.code.asc()).all().map(country -> country.code));
    }

    @Test
    default void requiresNewCommitsAlone() {
        StepVerifier.create(bed().transaction(() -> country("A")
                        .then(bed().transaction(TransactionOptions.REQUIRES_NEW, () -> country("B")))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).containsExactly("B");
        assertThat(bed().transactions()).isEqualTo(2);
    }

    @Test
    default void requiresNewRollsBackAlone() {
        await(bed().transaction(() -> country("A")
                .delayUntil(a -> bed().transaction(
                                TransactionOptions.REQUIRES_NEW,
                                () -> country("B").then(fail()))
                        .onErrorResume(handled -> Mono.empty()))));
        assertThat(codes()).containsExactly("A");
    }

    @Test
    default void failedNestedBlockLeavesTheOuterOneUsable() {
        AtomicReference<Country> b = new AtomicReference<>();
        await(bed().transaction(() -> country("A")
                .delayUntil(a -> bed().transaction(
                                TransactionOptions.NESTED,
                                () -> country("B").doOnNext(b::set).then(fail()))
                        .onErrorResume(handled -> Mono.empty()))
                .delayUntil(a -> country("C"))));
        assertThat(codes()).containsExactly("A", "C");
        assertThat(b.get().stored()).isFalse();
        assertThat(bed().transactions()).isEqualTo(1);
    }

    @Test
    default void failedStatementInANestedBlockLeavesTheOuterOneUsable() {
        await(bed().transaction(() -> country("A")
                .delayUntil(a -> bed().transaction(TransactionOptions.NESTED, () -> country("A"))
                        .onErrorResume(R2dbcException.class, duplicate -> Mono.empty()))
                .delayUntil(a -> country("C"))));
        assertThat(codes()).containsExactly("A", "C");
    }

    @Test
    default void nestedBlocksNestAndRollBackToTheirOwnSavepoint() {
        await(bed().transaction(() -> country("A")
                .then(bed().transaction(
                                TransactionOptions.NESTED,
                                () -> country("B")
                                        .delayUntil(b -> bed().transaction(
                                                        TransactionOptions.NESTED,
                                                        () -> country("C").then(fail()))
                                                .onErrorResume(handled -> Mono.empty()))
                                        .then(country("D"))))));
        assertThat(codes()).containsExactly("A", "B", "D");
    }

    @Test
    default void whatANestedBlockDidGoesWithTheOuterOne() {
        Country b = new Country("B", "B");
        StepVerifier.create(bed().transaction(() -> country("A")
                        .then(bed().transaction(TransactionOptions.NESTED, b::save))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).isEmpty();
        assertThat(b.stored()).isFalse();
    }

    @Test
    default void memoryGoesBackToTheSavepointAndNoFurther() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        await(bed().transaction(() -> {
            lamp.quantity = 6;
            return lamp.save()
                    .delayUntil(saved -> bed().transaction(TransactionOptions.NESTED, () -> {
                                lamp.quantity = 5;
                                return lamp.save().then(fail());
                            })
                            .onErrorResume(handled -> Mono.empty()))
                    .doOnNext(saved -> {
                        assertThat(lamp.getVersion()).isEqualTo(2);
                        assertThat(lamp.quantity).isEqualTo(5);
                        assertThat(lamp.changes()).containsExactly("quantity");
                    });
        }));
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(6);
        await(lamp.save());
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(5);
    }

    @Test
    default void statementsOfTheOuterTransactionWaitForANestedBlock() {
        Mono<Void> nested = bed().transaction(
                        TransactionOptions.NESTED,
                        () -> country("N").delayElement(Duration.ofMillis(20)).then(fail()))
                .onErrorResume(handled -> Mono.empty())
                .then();
        await(bed().transaction(() ->
                Mono.zip(nested.thenReturn(true), country("A"), country("B")).thenReturn(true)));
        // Had they run inside the savepoint, its rollback would have taken them along.
        assertThat(codes()).containsExactly("A", "B");
    }

    @Test
    default void mandatoryAndNeverSayWhatIsMissing() {
        StepVerifier.create(bed().transaction(propagation(Propagation.MANDATORY).named("audit"), () -> country("A")))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(TransactionStateException.class)
                        .hasMessageContaining("\"audit\""))
                .verify();
        await(bed().transaction(() -> bed().transaction(propagation(Propagation.MANDATORY), () -> country("A"))));
        await(bed().transaction(propagation(Propagation.NEVER), () -> country("B")));
        StepVerifier.create(
                        bed().transaction(() -> bed().transaction(propagation(Propagation.NEVER), () -> country("C"))))
                .verifyError(TransactionStateException.class);
        assertThat(codes()).containsExactly("A", "B");
        assertThat(bed().transactions()).isEqualTo(2);
    }

    @Test
    default void nestedWithoutATransactionBeginsOne() {
        StepVerifier.create(bed().transaction(
                                TransactionOptions.NESTED, () -> country("A").then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(codes()).isEmpty();
    }

    @Test
    default void rollbackOnlyOnDemandIsNoError() {
        Country a = new Country("A", "A");
        StepVerifier.create(bed().transaction(() -> a.save().delayUntil(saved -> db().rollbackOnly())))
                .expectNext(a)
                .verifyComplete();
        assertThat(a.stored()).isFalse();
        assertThat(codes()).isEmpty();
        await(bed().transaction(() -> country("B")
                .delayUntil(b -> bed().transaction(
                                TransactionOptions.NESTED, () -> country("C").delayUntil(c -> db().rollbackOnly())))));
        assertThat(codes()).containsExactly("B");
        StepVerifier.create(db().rollbackOnly()).verifyError(TransactionStateException.class);
    }

    @Test
    default void handledFailureOfAJoinedTransactionRollsAllOfItBack() {
        StepVerifier.create(bed().transaction(
                                TransactionOptions.DEFAULT.named("checkout"),
                                () -> country("A")
                                        .delayUntil(a -> bed().transaction(
                                                        () -> country("B").then(fail()))
                                                .onErrorResume(handled -> Mono.empty()))))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RollbackOnlyException.class)
                        .hasMessageContaining("\"checkout\"")
                        .hasRootCauseMessage("on purpose"))
                .verify();
        assertThat(codes()).isEmpty();
    }

    @Test
    default void transactionFollowsItsPipelineThroughThreadsDelaysAndRetries() {
        int[] attempts = {0};
        await(bed().transaction(() -> country("A")
                .publishOn(Schedulers.parallel())
                .then(country("B"))
                .delayElement(Duration.ofMillis(5))
                .then(Mono.zip(country("C"), country("D").subscribeOn(Schedulers.parallel())))
                .thenMany(Flux.range(0, 20).flatMap(i -> country("E" + i), 8))
                .then(Mono.defer(() -> ++attempts[0] < 3 ? fail() : country("F"))
                        .retry(3))));
        assertThat(codes()).hasSize(25);
        assertThat(bed().transactions()).isEqualTo(1);
    }

    @Test
    default void concurrentStatementsOfOneTransactionAreSafe() {
        await(db().transactional(Flux.range(0, 300)
                .flatMap(
                        i -> new Inventory("item" + i, i)
                                .save()
                                .subscribeOn(Schedulers.parallel())
                                .flatMap(item -> Inventory_.find(item.id))
                                .flatMap(item -> {
                                    item.quantity += 1;
                                    return item.save();
                                }),
                        64)));
        assertThat(await(Inventory_.query().where(Inventory_.version.eq(2L)).count()))
                .isEqualTo(300);
    }

    @Test
    default void statementPerRowOfAStreamedResultDoesNotWaitForItself() {
        await(Flux.range(0, 500).flatMap(i -> new Inventory("item" + i, i).save(), 8));
        for (int fetchSize : new int[] {0, 7}) {
            long changed = await(db().transactional(Inventory_.query()
                            .orderBy(Inventory_.quantity.asc())
                            .fetchSize(fetchSize)
                            .all()
                            .concatMap(item -> {
                                item.sku = "changed " + fetchSize;
                                return item.save();
                            }))
                    .count());
            assertThat(changed).isEqualTo(500);
        }
        assertThat(await(Inventory_.query().where(Inventory_.version.eq(3L)).count()))
                .isEqualTo(500);
    }

    @Test
    default void statementAfterTheEndIsRefusedAndNotSent() {
        AtomicReference<ContextView> escaped = new AtomicReference<>();
        await(bed().transaction(() -> Mono.deferContextual(context -> {
            escaped.set(context);
            return country("A");
        })));
        bed().statements();
        StepVerifier.create(country("B").contextWrite(escaped.get()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(TransactionStateException.class)
                        .hasMessageContaining("has ended"))
                .verify();
        assertThat(bed().statements()).isEmpty();
        assertThat(codes()).containsExactly("A");
    }

    @Test
    default void transactionOverTwoDatabasesIsRefused() {
        Database other = Database.builder(bed().driver()).build();
        StepVerifier.create(bed().transaction(() -> other.transaction(() -> country("A"))))
                .verifyError(TransactionStateException.class);
        StepVerifier.create(bed().transaction(() -> country("A").contextWrite(other.context())))
                .verifyError(TransactionStateException.class);
        Country_.configure(other);
        StepVerifier.create(bed().transaction(() -> country("A"))).verifyError(TransactionStateException.class);
        await(bed().transaction(() -> other.transaction(TransactionOptions.REQUIRES_NEW, () -> country("B"))));
        Country_.configure(null);
        assertThat(codes()).containsExactly("B");
        StepVerifier.create(other.close()).verifyComplete();
    }

    @Test
    default void isolationIsWhatWasAskedForAndEndsWithTheTransaction() {
        TransactionOptions serializable = TransactionOptions.DEFAULT.isolation(IsolationLevel.SERIALIZABLE);
        long others = othersWriteBesideOneThatIs(serializable);
        int seenAtOnce = bed().capabilities().repeatsReads() ? 0 : 1;
        for (int connection = 0; connection < 10; connection++) {
            long after = await(bed().transaction(() -> Country_.query()
                    .count()
                    .then(bed().transaction(TransactionOptions.REQUIRES_NEW, () -> country("B" + Math.random())))
                    .then(Country_.query().count())));
            assertThat(after).isEqualTo(others + connection + seenAtOnce);
        }
        StepVerifier.create(bed().transaction(() -> bed().transaction(serializable, () -> country("C"))))
                .verifyError(TransactionStateException.class);
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.isolation(IsolationLevel.valueOf("X; DROP TABLE y")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What others write after the first read is not seen, or they cannot write. Return how many rows they wrote. */
    private long othersWriteBesideOneThatIs(TransactionOptions serializable) {
        TransactionOptions impatient = TransactionOptions.REQUIRES_NEW.lockTimeout(Duration.ofMillis(50));
        Mono<Long> seen = bed().transaction(
                        serializable,
                        () -> Country_.query()
                                .count()
                                .then(bed().transaction(impatient, () -> country("A")))
                                .then(Country_.query().count()));
        if (!bed().capabilities().serializableReadsLock()) {
            StepVerifier.create(seen).expectNext(0L).verifyComplete();
            return 1;
        }
        StepVerifier.create(seen)
                .verifyErrorSatisfies(
                        error -> assertThat(bed().database().dialect().kindOf((R2dbcException) error))
                                .isEqualTo(ErrorKind.LOCK_NOT_AVAILABLE));
        return 0;
    }

    @Test
    default void lockTimeoutEndsAWaitAndEndsWithTheTransaction() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        TransactionOptions impatient = TransactionOptions.REQUIRES_NEW.lockTimeout(Duration.ofMillis(50));
        StepVerifier.create(bed().transaction(() -> {
                    lamp.quantity = 6;
                    return lamp.save()
                            .then(bed().transaction(
                                            impatient,
                                            () -> Inventory_.query().update(Inventory_.quantity.increment(1))));
                }))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(Duration.ofSeconds(10));
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.lockTimeout(Duration.ofNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        await(lamp.save());
    }

    @Test
    default void lockedRowsAreWaitedForSkippedOrRefused() {
        Inventory locked = await(new Inventory("a", 1).save());
        await(new Inventory("b", 1).save());
        Mono<Inventory> lock = Inventory_.query()
                .where(Inventory_.id.eq(locked.id))
                .forUpdate()
                .one();
        Query<Inventory> all = Inventory_.query().forUpdate();
        List<Inventory> free = await(bed().transaction(() -> lock.then(bed().transaction(
                        TransactionOptions.REQUIRES_NEW,
                        () -> all.skipLocked().all().collectList()))));
        assertThat(free).singleElement().extracting(item -> item.sku).isEqualTo("b");
        StepVerifier.create(bed().transaction(() -> lock.then(bed().transaction(
                                TransactionOptions.REQUIRES_NEW,
                                () -> all.noWait().all().collectList()))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    default void lockOutsideATransactionOrOfNoRowsIsRefused() {
        StepVerifier.create(Country_.query().forUpdate().all()).verifyError(TransactionStateException.class);
        StepVerifier.create(Country_.query().forUpdate().count()).verifyError(IllegalStateException.class);
        StepVerifier.create(Country_.query().forUpdate().exists()).verifyError(IllegalStateException.class);
        assertThatThrownBy(() -> Country_.query().skipLocked())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forUpdate()");
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void savepointThatIsReleasedWhileItsTransactionIsCancelledIsUndone() {
        Sinks.Empty<Void> asked = Sinks.empty();
        Sinks.Empty<Void> answer = Sinks.empty();
        Database slow = Database.builder(new Meddled(
                        bed().driver(),
                        "releaseSavepoint",
                        released -> released.then(Mono.fromRunnable(asked::tryEmitEmpty))
                                .then(answer.asMono())))
                .maxConnections(0)
                .build();
        Country country = new Country("A", "A");
        Disposable subscription = slow.transaction(() -> slow.transaction(TransactionOptions.NESTED, country::save)
                        .then(Mono.never()))
                .contextWrite(slow.context())
                .subscribe();
        asked.asMono().block(Duration.ofSeconds(10));
        assertThat(country.stored()).isTrue();
        subscription.dispose();
        answer.tryEmitEmpty();
        bed().await(() -> !country.stored());
        assertThat(codes()).isEmpty();
    }

    @Test
    default void savepointThatCannotBeRolledBackDoomsItsTransaction() {
        Database broken = Database.builder(new Meddled(
                        bed().driver(),
                        "rollbackTransactionToSavepoint",
                        rolledBack -> Mono.error(new IllegalStateException("broken"))))
                .maxConnections(0)
                .build();
        StepVerifier.create(broken.transaction(() -> country("A")
                                .delayUntil(a -> broken.transaction(
                                                TransactionOptions.NESTED,
                                                () -> country("B").then(fail()))
                                        .onErrorResume(handled -> Mono.empty())))
                        .contextWrite(broken.context()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RollbackOnlyException.class)
                        .hasRootCauseMessage("broken"))
                .verify();
        assertThat(codes()).isEmpty();
    }

    /** Connections one of whose methods answers in another way. */
    record Meddled(ConnectionFactory driver, String method, UnaryOperator<Mono<Void>> answer)
            implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.from(driver.create()).map(this::meddle);
        }

        private Connection meddle(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, called, arguments) -> {
                        Object result = called.invoke(connection, arguments);
                        return called.getName().equals(method)
                                ? answer.apply(Mono.from((Publisher<?>) result).then())
                                : result;
                    });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return driver.getMetadata();
        }
    }

    /** The savepoint is being released when the transaction around it rolls back: newer changes are undone first. */
    @Test
    default void cancelAsASavepointEndsLeavesRecordsAsTheyWere() {
        for (int attempt = 0; attempt < 30; attempt++) {
            Inventory lamp = new Inventory("lamp", attempt);
            cancelSoon(
                    attempt,
                    done -> bed().transaction(() -> lamp.save()
                            .then(bed().transaction(
                                            TransactionOptions.NESTED,
                                            () -> Mono.defer(() -> {
                                                        lamp.quantity = -1;
                                                        return lamp.save();
                                                    })
                                                    .doOnSuccess(saved -> done.run())))
                            .then(Mono.delay(Duration.ofMillis(10)))));
            boolean there = Boolean.TRUE.equals(Inventory_.query().exists().block());
            assertThat(lamp.stored()).isEqualTo(there);
            lamp.save().block();
            Inventory_.query().permanentlyDelete().block();
        }
    }

    @Test
    default void cancelAsASavepointInASavepointEndsRunsItsEndingsOnce() {
        for (int attempt = 0; attempt < 30; attempt++) {
            AtomicInteger ended = new AtomicInteger();
            Mono<Void> ending = Mono.fromRunnable(ended::incrementAndGet);
            cancelSoon(
                    attempt,
                    done -> bed().transaction(() -> new Inventory("lamp", 7)
                            .save()
                            .then(bed().transaction(
                                            TransactionOptions.NESTED,
                                            () -> bed().transaction(
                                                            TransactionOptions.NESTED,
                                                            () -> bed().database()
                                                                    .afterRollback(() -> ending)
                                                                    .then(bed().database()
                                                                            .afterCommit(() -> ending))
                                                                    .then(Mono.fromRunnable(done))
                                                                    .thenReturn(true))))
                            .then(Mono.delay(Duration.ofMillis(10)))));
            bed().await(() -> ended.get() > 0);
            assertThat(ended).hasValue(1);
        }
    }

    /**
     * Cancel work up to a third of a millisecond after a step of it is done, and wait until all connections are back.
     */
    private void cancelSoon(int attempt, Function<Runnable, Mono<?>> work) {
        AtomicBoolean done = new AtomicBoolean();
        Disposable subscription = work.apply(() -> done.set(true)).subscribe(value -> {}, error -> {});
        while (!done.get() && !subscription.isDisposed()) {
            Thread.onSpinWait();
        }
        long until = System.nanoTime() + attempt % 6 * 60_000L;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        subscription.dispose();
        bed().awaitIdle();
    }
}
