package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Database;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** One operation at a time, where the record's own hooks do operations on it, and where they end it in many ways. */
public interface HookedOneAtATimeContract extends Contract {

    /** How long a test may take. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    default void prepare() {
        bed().prepare(Traced_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Database db() {
        return bed().database();
    }

    private static Traced traced(String at, Publisher<?> then) {
        Traced traced = new Traced("old");
        traced.at = at;
        traced.then = then;
        return traced;
    }

    private static void verifyUsable(Traced record) {
        record.at = "";
        record.name = "usable";
        await(record.save());
        assertThat(await(Traced_.query().where(Traced_.name.eq("usable")).all()))
                .singleElement()
                .satisfies(row -> assertThat(row.id).isEqualTo(record.id));
        await(record.reload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeSave", "beforeInsert", "afterInsert", "afterSave", "afterCommit"})
    default void ownHookMayGoOnSavingTheRecord(String hook) {
        Traced record = traced(hook, Mono.empty());
        record.then = Mono.defer(() -> {
            record.name = "changed";
            return record.save().then(Mono.defer(record::reload)).then(Mono.defer(record::save));
        });
        StepVerifier.create(record.save()).expectNext(record).expectComplete().verify(PATIENCE);
        assertThat(await(Traced_.query().all()))
                .singleElement()
                .satisfies(row -> assertThat(row.name).isEqualTo("changed"));
        verifyUsable(record);
    }

    @Test
    default void twoBranchesInOneHookAreRefused() {
        Traced record = await(traced("beforeSave", Mono.empty()).save());
        Rival rival = Rival.that(bed(), "UPDATE \"traced\" SET \"id\" = \"id\"");
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        Mono<Void> second = rival.isWaitedFor()
                .then(Mono.defer(record::save))
                .onErrorResume(RecordStateException.class, told -> {
                    refusal.set(told);
                    return Mono.empty();
                })
                .then(rival.rollBack());
        record.then = Mono.defer(() -> Mono.when(second, record.save().subscribeOn(Schedulers.boundedElastic())));
        record.name = "changed";
        StepVerifier.create(record.save()).expectNext(record).expectComplete().verify(PATIENCE);
        assertThat(refusal.get()).isInstanceOf(RecordStateException.class).hasMessageContaining("chain them");
        assertThat(await(Traced_.query().one()).name).isEqualTo("changed");
        verifyUsable(record);
    }

    @Test
    default void otherBranchIsRefusedWhileAHookRuns() {
        Traced record = traced("afterSave", Mono.empty());
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        Mono<?> stranger = record.reload()
                .contextWrite(context -> context.delete(context.stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> key.toString().endsWith("UnderWay"))
                        .findFirst()
                        .orElseThrow()))
                .onErrorResume(told -> {
                    refusal.set(told);
                    return Mono.empty();
                });
        record.then = stranger;
        await(record.save());
        assertThat(refusal.get()).isInstanceOf(RecordStateException.class).hasMessageContaining("chain them");
        verifyUsable(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeSave", "beforeInsert", "afterInsert", "afterSave", "afterCommit"})
    default void recordIsFreeAfterTheErrorOfAHook(String hook) {
        Traced record = traced(hook, Mono.error(new IllegalStateException("on purpose")));
        StepVerifier.create(record.save()).verifyErrorMessage("on purpose");
        verifyUsable(record);
        Traced thrown = traced(hook, Mono.defer(() -> {
            throw new IllegalStateException("on purpose");
        }));
        thrown.name = "other";
        StepVerifier.create(bed().transaction(thrown::save)).verifyErrorMessage("on purpose");
        await(thrown.reload()
                .onErrorResume(RecordStateException.class, isNew -> Mono.empty())
                .then(Mono.just(1)));
    }

    @Test
    default void recordIsFreeAfterAVeto() {
        Traced record = traced("beforeSave", Mono.just(Decision.STOP));
        StepVerifier.create(record.save()).verifyError(VetoedException.class);
        verifyUsable(record);
        record.at = "beforeDelete";
        StepVerifier.create(record.delete()).expectNext(false).verifyComplete();
        StepVerifier.create(bed().transaction(record::hardDelete))
                .expectNext(false)
                .verifyComplete();
        verifyUsable(record);
    }

    @Test
    default void recordIsFreeAfterAHookIsCancelled() {
        for (String hook : new String[] {"beforeSave", "beforeInsert", "afterInsert", "afterSave"}) {
            Traced record = traced(hook, Mono.never());
            StepVerifier.create(record.save().timeout(Duration.ofMillis(20), Mono.empty()))
                    .expectComplete()
                    .verify(PATIENCE);
            verifyUsable(record);
            await(record.hardDelete());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeSave", "afterSave"})
    default void recordIsFreeAfterAFatalError(String hook) {
        AtomicInteger thrown = new AtomicInteger();
        Traced record = traced(hook, Mono.defer(() -> {
            thrown.incrementAndGet();
            throw new StackOverflowError("on purpose");
        }));
        Database db = withoutPool();
        subscribeToFatal(record.save().contextWrite(db.context()));
        bed().await(() -> thrown.get() == 1 && RecordState.of(record).operation() == null && !record.stored());
        verifyUsable(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeSave", "afterSave"})
    default void recordIsFreeAfterAFatalErrorInATransaction(String hook) {
        AtomicInteger thrown = new AtomicInteger();
        Traced record = traced(hook, Mono.defer(() -> {
            thrown.incrementAndGet();
            throw new StackOverflowError("on purpose");
        }));
        Database db = withoutPool();
        subscribeToFatal(db.transaction(record::save).contextWrite(db.context()));
        bed().await(() -> thrown.get() == 1 && RecordState.of(record).operation() == null && !record.stored());
        verifyUsable(record);
    }

    /** Where a driver calls on the thread that subscribes, a fatal error also breaks the pool that it passes. */
    private Database withoutPool() {
        return Database.builder(bed().driver()).maxConnections(0).build();
    }

    /** A fatal error is not signalled; whether it is thrown to who subscribes depends on the driver's threads. */
    private static void subscribeToFatal(Mono<?> fatal) {
        try {
            fatal.subscribe();
        } catch (StackOverflowError thrown) {
            assertThat(thrown).hasMessage("on purpose");
        }
    }

    @Test
    default void endingMayDoTheNextOperation() {
        Traced record = traced("afterRollback", Mono.empty());
        record.then = Mono.defer(record::save);
        StepVerifier.create(bed().transaction(
                                () -> record.save().then(Mono.error(new IllegalStateException("on purpose")))))
                .expectErrorMessage("on purpose")
                .verify(PATIENCE);
        assertThat(record.stored()).isTrue();
        record.at = "afterCommit";
        record.then = Mono.defer(() -> {
            record.at = "";
            record.name = "later";
            return record.save();
        });
        await(bed().transaction(record::save).then(record.reload()));
        record.name = "now";
        record.at = "afterCommit";
        await(record.save());
        assertThat(await(Traced_.find(record.id)).name).isEqualTo("later");
        verifyUsable(record);
    }

    @Test
    default void refusedOperationsLeaveNoMark() {
        Traced record = new Traced("new");
        StepVerifier.create(record.update()).verifyError(RecordStateException.class);
        StepVerifier.create(record.reload()).verifyError(RecordStateException.class);
        StepVerifier.create(record.restore()).expectNext(false).verifyComplete();
        StepVerifier.create(record.delete()).expectNext(false).verifyComplete();
        Database none = db();
        Database.setDefault(null);
        StepVerifier.create(record.save()).verifyError(ConfigurationException.class);
        Database.setDefault(none);
        verifyUsable(record);
        assertThatThrownBy(() -> await(record.insert())).isInstanceOf(RecordStateException.class);
        verifyUsable(record);
    }
}
