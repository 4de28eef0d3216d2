package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.transaction.TransactionOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Which hooks run at the end of the transaction around their operation, and how they call operations themselves. */
public interface EndingContract extends Contract {

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

    @Test
    default void commitIsHeardOfAfterTheWholeTransactionOncePerOperation() {
        Traced record = new Traced("a");
        await(bed().transaction(() -> record.save()
                .doOnNext(saved -> assertThat(record.trace).doesNotContain("afterCommit"))
                .flatMap(saved -> {
                    record.name = "b";
                    return record.save();
                })));
        assertThat(record.trace).endsWith("afterCommit", "afterCommit").doesNotContain("afterRollback");
        assertThat(record.trace).filteredOn("afterCommit"::equals).hasSize(2);
    }

    @Test
    default void rollbackIsHeardOfAfterTheWholeTransaction() {
        Traced record = new Traced("a");
        StepVerifier.create(bed().transaction(() -> record.save().then(fail()))).verifyErrorMessage("on purpose");
        assertThat(record.trace).endsWith("afterSave", "afterRollback").doesNotContain("afterCommit");
        record.trace.clear();
        await(bed().transaction(() -> record.save().delayUntil(saved -> db().rollbackOnly())));
        assertThat(record.trace).endsWith("afterRollback").doesNotContain("afterCommit");
    }

    @Test
    default void cancelIsHeardOfAsARollback() {
        Traced record = new Traced("a");
        StepVerifier.create(bed().transaction(() -> record.save().then(Mono.never())))
                .expectSubscription()
                .then(() -> bed().await(() -> record.trace.contains("afterSave")))
                .thenCancel()
                .verify();
        bed().await(() -> record.trace.contains("afterRollback"));
        assertThat(record.trace).doesNotContain("afterCommit");
        assertThat(record.stored()).isFalse();
    }

    @Test
    default void rolledBackSavepointIsHeardOfAtTheEndWhateverThatIs() {
        Traced kept = new Traced("kept");
        Traced lost = new Traced("lost");
        await(bed().transaction(() -> kept.save()
                .delayUntil(saved -> bed().transaction(
                                TransactionOptions.NESTED, () -> lost.save().then(fail()))
                        .onErrorResume(handled -> Mono.empty()))));
        assertThat(kept.trace).endsWith("afterCommit");
        assertThat(lost.trace).endsWith("afterRollback").doesNotContain("afterCommit");
    }

    @Test
    default void stoppedOperationHearsOfNothing() {
        Traced record = await(new Traced("a").save());
        record.trace.clear();
        record.at = "beforeDelete";
        record.then = Mono.just(Decision.STOP);
        StepVerifier.create(bed().transaction(() -> record.delete().then(fail())))
                .verifyErrorMessage("on purpose");
        assertThat(record.trace).containsExactly("beforeDelete");
    }

    @Test
    default void vetoThatIsHandledLeavesTheTransactionUsable() {
        Traced vetoed = new Traced("vetoed");
        vetoed.at = "beforeInsert";
        vetoed.then = Mono.just(Decision.STOP);
        await(bed().transaction(() -> new Traced("kept")
                .save()
                .delayUntil(kept -> vetoed.save().onErrorResume(VetoedException.class, handled -> Mono.empty()))));
        assertThat(await(Traced_.query().all()))
                .singleElement()
                .extracting(traced -> traced.name)
                .isEqualTo("kept");
    }

    @Test
    default void whatRunsAfterTheCommitHasAConnectionOfItsOwn() {
        Traced record = new Traced("a");
        record.at = "afterCommit";
        record.then = new AuditLog("committed", 1L)
                .save()
                .then(Mono.defer(() -> Traced_.query().count()))
                .doOnNext(count -> assertThat(count).isEqualTo(1));
        await(record.save());
        assertThat(await(AuditLog_.query().count())).isEqualTo(1);
        assertThat(bed().transactions()).isEqualTo(1);
    }

    @Test
    default void errorAfterTheCommitReachesTheSubscriberAndUndoesNothing() {
        Traced record = new Traced("a");
        record.at = "afterCommit";
        record.then = fail();
        StepVerifier.create(record.save()).verifyErrorMessage("on purpose");
        assertThat(record.stored()).isTrue();
        assertThat(await(Traced_.query().count())).isEqualTo(1);
    }

    @Test
    default void errorAfterTheRollbackDoesNotHideTheFirstOne() {
        Traced record = new Traced("a");
        record.at = "afterRollback";
        record.then = Mono.error(new IllegalArgumentException("another"));
        StepVerifier.create(bed().transaction(() -> record.save().then(fail()))).verifyErrorMessage("on purpose");
    }

    @Test
    default void contextOfTheOperationIsThereAfterTheCommit() {
        List<String> users = new ArrayList<>();
        bed().listeners()
                .add(db().on(
                                Traced_.model(),
                                Lifecycle.AFTER_COMMIT,
                                traced -> Mono.deferContextual(
                                        context -> Mono.fromRunnable(() -> users.add(context.get("user"))))));
        await(bed().transaction(() -> new Traced("a").save().contextWrite(context -> context.put("user", "ada"))));
        assertThat(users).containsExactly("ada");
    }

    @Test
    default void hookThatSavesItsOwnRecordDoesNotCallItselfForEver() {
        Traced record = new Traced("a");
        record.at = "afterSave";
        record.then = Mono.defer(() -> {
            record.name = record.name + "!";
            return record.save();
        });
        await(record.save());
        assertThat(record.trace).filteredOn("afterSave"::equals).hasSize(1);
        assertThat(await(Traced_.find(record.id)).name).isEqualTo("a!");
        assertThat(record.changes()).isEmpty();
    }

    @Test
    default void beforeHookThatSavesItsOwnRecordHasInsertedIt() {
        Traced record = new Traced("a");
        record.at = "beforeSave";
        record.then = Mono.defer(record::save);
        await(record.save());
        assertThat(record.trace)
                .containsExactly("beforeSave", "beforeInsert", "afterInsert", "afterSave", "afterCommit");
        assertThat(await(Traced_.query().count())).isEqualTo(1);
    }

    @Test
    default void beforeHookThatDeletesItsOwnRecordHasDeletedIt() {
        Traced record = await(new Traced("a").save());
        record.at = "beforeDelete";
        record.then = Mono.defer(record::delete);
        StepVerifier.create(record.delete()).expectNext(true).verifyComplete();
        assertThat(await(Traced_.query().onlyDeleted().count())).isEqualTo(1);
        assertThat(record.trace).filteredOn("beforeDelete"::equals).hasSize(1);
    }

    @Test
    default void hookOfOneKindRunsTheHooksOfAnother() {
        Traced record = await(new Traced("a").save());
        record.trace.clear();
        record.at = "beforeDelete";
        record.then = Mono.defer(() -> {
            record.name = "last words";
            return record.save();
        });
        await(record.delete());
        assertThat(record.trace)
                .containsExactly(
                        "beforeDelete",
                        "beforeSave",
                        "beforeUpdate",
                        "afterUpdate",
                        "afterSave",
                        "afterDelete",
                        "afterCommit",
                        "afterCommit");
    }

    @Test
    default void recordsThatSaveEachOtherDoNotGoRoundForEver() {
        Traced one = new Traced("one");
        Traced other = new Traced("other");
        one.at = "afterSave";
        one.then = Mono.defer(() -> {
            other.name += "+";
            return other.save();
        });
        other.at = "afterSave";
        other.then = Mono.defer(() -> {
            one.name += "+";
            return one.save();
        });
        await(one.save());
        assertThat(await(Traced_.find(one.id)).name).isEqualTo("one+");
        assertThat(await(Traced_.find(other.id)).name).isEqualTo("other+");
    }
}
