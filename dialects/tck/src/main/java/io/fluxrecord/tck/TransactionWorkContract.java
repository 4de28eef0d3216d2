package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.transaction.TransactionOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Work of the application at the end of a transaction, without a record. */
public interface TransactionWorkContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Traced_.model(), AuditLog_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Database db() {
        return bed().database();
    }

    private static <T> Mono<T> fail() {
        return Mono.error(new IllegalStateException("on purpose"));
    }

    /** Register a work of each kind, which notes its name. */
    private Mono<Void> all(List<String> heard, String name) {
        return db().afterCommit(() -> note(heard, "committed " + name))
                .then(db().afterRollback(() -> note(heard, "rolled back " + name)))
                .then(db().beforeCommit(() -> note(heard, "before " + name)));
    }

    private static Mono<Void> note(List<String> heard, String what) {
        return Mono.fromRunnable(() -> heard.add(what));
    }

    private long logs() {
        return await(AuditLog_.query().count());
    }

    @Test
    default void worksRunAtTheCommitInTheOrderOfTheirRegistration() {
        List<String> heard = new CopyOnWriteArrayList<>();
        String emitted = await(bed().transaction(() -> all(heard, "a")
                .then(all(heard, "b"))
                .then(new AuditLog("x", null).save())
                .doOnNext(saved -> assertThat(heard).isEmpty())
                .thenReturn("done")));
        assertThat(emitted).isEqualTo("done");
        assertThat(heard).containsExactly("before a", "before b", "committed a", "committed b");
    }

    @Test
    default void worksRunAtTheRollback() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(bed().transaction(() -> all(heard, "a").then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(heard).containsExactly("rolled back a");
        heard.clear();
        await(bed().transaction(() -> all(heard, "a").then(db().rollbackOnly()).thenReturn(1)));
        assertThat(heard).containsExactly("rolled back a");
    }

    @Test
    default void cancelIsARollback() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(bed().transaction(
                                () -> all(heard, "a").then(note(heard, "here")).then(Mono.never())))
                .expectSubscription()
                .then(() -> bed().await(() -> heard.contains("here")))
                .thenCancel()
                .verify();
        bed().await(() -> heard.contains("rolled back a"));
        assertThat(heard).containsExactly("here", "rolled back a");
    }

    @Test
    default void doomedTransactionRunsTheWorkOfTheRollback() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(bed().transaction(() -> all(heard, "a")
                        .then(bed().transaction(
                                        () -> new AuditLog("x", null).save().then(fail()))
                                .onErrorResume(handled -> Mono.empty()))))
                .verifyError(RollbackOnlyException.class);
        assertThat(heard).containsExactly("rolled back a");
    }

    @Test
    default void noneIsTakenWhereNoTransactionRuns() {
        StepVerifier.create(db().afterCommit(Mono::empty)).verifyError(TransactionStateException.class);
        StepVerifier.create(db().afterRollback(Mono::empty)).verifyError(TransactionStateException.class);
        StepVerifier.create(db().beforeCommit(Mono::empty))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(TransactionStateException.class)
                        .hasMessageContaining("beforeCommit()"))
                .verify();
    }

    @Test
    default void noneIsTakenInAnEndingOrAfterTheEnd() {
        List<String> heard = new CopyOnWriteArrayList<>();
        await(bed().transaction(() -> db().afterCommit(() -> db().afterCommit(Mono::empty)
                        .onErrorResume(TransactionStateException.class, refused -> note(heard, "refused")))
                .thenReturn(1)));
        assertThat(heard).containsExactly("refused");
        Mono<Void> late = await(bed().transaction(() -> Mono.deferContextual(
                context -> Mono.just(db().afterCommit(Mono::empty).contextWrite(outside -> outside.putAll(context))))));
        StepVerifier.create(late).verifyError(TransactionStateException.class);
        Mono<Void> lateBefore = await(bed().transaction(() -> Mono.deferContextual(context ->
                Mono.just(db().beforeCommit(Mono::empty).contextWrite(outside -> outside.putAll(context))))));
        StepVerifier.create(lateBefore).verifyError(TransactionStateException.class);
    }

    @Test
    default void rolledBackSavepointIsHeardOfAtTheEndAndItsOtherWorkIsDropped() {
        List<String> heard = new CopyOnWriteArrayList<>();
        await(bed().transaction(() -> all(heard, "outer")
                .then(bed().transaction(
                                TransactionOptions.NESTED,
                                () -> all(heard, "inner").then(fail()))
                        .onErrorResume(handled -> note(heard, "handled")))
                .thenReturn(1)));
        assertThat(heard).containsExactly("handled", "before outer", "committed outer", "rolled back inner");
    }

    @Test
    default void releasedSavepointLeavesItsWorkToTheTransaction() {
        List<String> heard = new CopyOnWriteArrayList<>();
        await(bed().transaction(() -> bed().transaction(TransactionOptions.NESTED, () -> all(heard, "inner"))
                .then(note(heard, "released"))
                .thenReturn(1)));
        assertThat(heard).containsExactly("released", "before inner", "committed inner");
        heard.clear();
        StepVerifier.create(bed().transaction(
                                () -> bed().transaction(TransactionOptions.NESTED, () -> all(heard, "inner"))
                                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(heard).containsExactly("rolled back inner");
    }

    @Test
    default void joinedWorkIsThatOfTheTransactionAndNewTransactionsHaveTheirOwn() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(bed().transaction(() -> bed().transaction(() -> all(heard, "joined"))
                        .then(bed().transaction(TransactionOptions.REQUIRES_NEW, () -> all(heard, "own")))
                        .then(note(heard, "after own"))
                        .then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(heard).containsExactly("before own", "committed own", "after own", "rolled back joined");
    }

    @Test
    default void workBeforeTheCommitWritesInTheTransactionAndMayRegisterMore() {
        List<String> heard = new CopyOnWriteArrayList<>();
        await(bed().transaction(() -> db().beforeCommit(() -> new AuditLog("first", null)
                        .save()
                        .then(db().beforeCommit(() -> new AuditLog("second", null).save()))
                        .then(db().afterCommit(() -> note(heard, "committed"))))
                .thenReturn(1)));
        assertThat(logs()).isEqualTo(2);
        assertThat(bed().transactions()).isEqualTo(1);
        assertThat(heard).containsExactly("committed");
    }

    @Test
    default void errorOfAWorkBeforeTheCommitRollsBack() {
        List<String> heard = new CopyOnWriteArrayList<>();
        AuditLog log = new AuditLog("x", null);
        StepVerifier.create(bed().transaction(() ->
                        db().beforeCommit(() -> fail()).then(all(heard, "a")).then(log.save())))
                .verifyErrorMessage("on purpose");
        assertThat(heard).containsExactly("rolled back a");
        assertThat(log.stored()).isFalse();
        assertThat(logs()).isZero();
    }

    @Test
    default void cancelDuringAWorkBeforeTheCommitRollsBack() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(bed().transaction(() -> db().beforeCommit(
                                () -> note(heard, "waiting").then(Mono.never()))
                        .then(db().afterRollback(() -> note(heard, "rolled back")))
                        .then(new AuditLog("x", null).save())))
                .expectSubscription()
                .then(() -> bed().await(() -> heard.contains("waiting")))
                .thenCancel()
                .verify();
        bed().await(() -> heard.contains("rolled back"));
        assertThat(logs()).isZero();
    }

    @Test
    default void errorAfterTheCommitReachesTheSubscriberWhenTheOthersHaveRun() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StepVerifier.create(bed().transaction(() -> db().afterCommit(() -> fail())
                        .then(db().afterCommit(() -> null))
                        .then(all(heard, "a"))
                        .then(new AuditLog("x", null).save())))
                .verifyError();
        assertThat(heard).contains("committed a");
        assertThat(logs()).isEqualTo(1);
    }

    @Test
    default void workThatIsNullIsAnErrorThatSaysWhatToReturn() {
        StepVerifier.create(bed().transaction(() -> db().afterCommit(() -> null).thenReturn(1)))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("afterCommit()")
                        .hasMessageContaining("Mono.empty()"))
                .verify();
    }

    @Test
    default void errorOfASavepointsRollbackIsLoggedAlsoAtTheCommit() {
        await(bed().transaction(() -> bed().transaction(
                        TransactionOptions.NESTED,
                        () -> db().afterRollback(() -> fail()).then(Mono.error(new IllegalStateException("inner"))))
                .onErrorResume(handled -> Mono.empty())
                .then(new AuditLog("x", null).save())));
        assertThat(logs()).isEqualTo(1);
    }

    @Test
    default void workSeesTheContextOfItsRegistrationWithoutTheTransaction() {
        List<String> heard = new CopyOnWriteArrayList<>();
        await(bed().transaction(() -> db().afterCommit(
                        () -> Mono.deferContextual(context -> new AuditLog(context.get("user"), null).save()))
                .then(db().beforeCommit(() -> Mono.deferContextual(context -> note(heard, context.get("user")))))
                .contextWrite(context -> context.put("user", "ada"))
                .thenReturn(1)));
        assertThat(heard).containsExactly("ada");
        assertThat(await(AuditLog_.query().one()).action).isEqualTo("ada");
    }

    @Test
    default void hooksMayRegisterWorkWhichFindsTheirRecordFree() {
        List<String> heard = new CopyOnWriteArrayList<>();
        bed().listeners()
                .add(db().on(
                                Traced_.model(),
                                Lifecycle.AFTER_INSERT,
                                traced -> db().afterCommit(() -> {
                                    traced.name = "b";
                                    traced.trace.clear();
                                    return traced.save().then(note(heard, "saved again"));
                                })));
        Traced traced = await(new Traced("a").save());
        assertThat(heard).containsExactly("saved again");
        assertThat(traced.trace).contains("beforeUpdate", "afterCommit");
        assertThat(await(Traced_.find(traced.id)).name).isEqualTo("b");
    }

    @Test
    default void endingOfAnOperationInAHookCallsTheHooksOfTheOuterRecord() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Traced outer = new Traced("a");
        outer.at = "afterInsert";
        outer.then = Mono.defer(() -> new AuditLog("inner", null).save());
        bed().listeners().add(db().on(AuditLog_.model(), Lifecycle.AFTER_COMMIT, log -> {
            outer.name = "b";
            outer.trace.clear();
            return outer.save().doOnNext(saved -> heard.addAll(saved.trace));
        }));
        await(outer.save());
        assertThat(heard).contains("beforeUpdate", "afterUpdate");
    }

    @Test
    default void workBeforeTheCommitMaySaveTheRecordOfTheHookThatRegisteredIt() {
        bed().listeners()
                .add(db().on(
                                Traced_.model(),
                                Lifecycle.AFTER_INSERT,
                                traced -> db().beforeCommit(() -> {
                                    traced.name = "b";
                                    return traced.save();
                                })));
        Traced alone = await(new Traced("a").save());
        assertThat(await(Traced_.find(alone.id)).name).isEqualTo("b");
        Traced inside = await(bed().transaction(() -> new Traced("a").save()));
        assertThat(await(Traced_.find(inside.id)).name).isEqualTo("b");
    }
}
