package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.VetoedException;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Notification;
import io.fluxrecord.tck.model.Notification_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.tck.model.User;
import io.fluxrecord.tck.model.User_;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Hooks: methods of a record that run inside its operations, in order, and can change, veto and fail them. */
public interface HookContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Traced_.model(), Order_.model(), AuditLog_.model(), User_.model(), Notification_.model());
    }

    private List<String> actions() {
        return await(AuditLog_.query().orderBy(AuditLog_.id.asc()).all().map(log -> log.action));
    }

    @Test
    default void everyOperationRunsItsHooksInOrder() {
        Traced record = await(new Traced("a").save());
        assertThat(record.trace)
                .containsExactly("beforeSave", "beforeInsert", "afterInsert", "afterSave", "afterCommit");
        record.trace.clear();
        record.name = "b";
        await(record.save());
        assertThat(record.trace)
                .containsExactly("beforeSave", "beforeUpdate", "afterUpdate", "afterSave", "afterCommit");
        record.trace.clear();
        await(record.delete());
        assertThat(record.trace).containsExactly("beforeDelete", "afterDelete", "afterCommit");
        record.trace.clear();
        await(record.restore());
        assertThat(record.trace).containsExactly("beforeRestore", "afterRestore", "afterCommit");
        record.trace.clear();
        await(record.hardDelete());
        assertThat(record.trace).containsExactly("beforeDelete", "afterDelete", "afterCommit");
    }

    @Test
    default void operationsWithNothingToDoRunNoHooks() {
        Traced record = await(new Traced("a").save());
        record.trace.clear();
        await(record.save());
        await(record.restore());
        await(record.delete());
        record.trace.clear();
        await(record.delete());
        assertThat(record.trace).isEmpty();
        await(new Traced("new").delete());
        await(record.reload());
        assertThat(record.trace).isEmpty();
    }

    @Test
    default void bulkStatementsAndQueriesRunNoHooks() {
        await(new Order(BigDecimal.ONE).save());
        assertThat(actions()).hasSize(1);
        await(Order_.query().update(Order_.status.set("bulk")));
        await(Order_.query().permanentlyDelete());
        assertThat(actions()).hasSize(1);
    }

    @Test
    default void whatABeforeHookChangesIsInTheStatement() {
        Order order = await(new Order(new BigDecimal("1000.01")).save());
        assertThat(order.status).isEqualTo("requires_approval");
        assertThat(await(Order_.find(order.id)).status).isEqualTo("requires_approval");
        assertThat(await(new Order(BigDecimal.TEN).save()).status).isEqualTo("pending");
    }

    @Test
    default void afterHookSeesTheGeneratedKey() {
        Order order = await(new Order(BigDecimal.TEN).save());
        AuditLog log = await(AuditLog_.query().one());
        assertThat(log.action).isEqualTo("order_save");
        assertThat(log.subject).isEqualTo(order.id);
    }

    @Test
    default void hooksOfOneRecordWriteTheTrailOfAnother() {
        User user = await(new User("ada@example.com").save());
        user.email = "lovelace@example.com";
        await(user.save());
        await(user.delete());
        await(user.restore());
        assertThat(actions()).containsExactly("user_insert", "user_update", "user_delete", "user_restore");
    }

    @Test
    default void stopOfADeleteEmitsFalseAndKeepsTheRow() {
        Order order = await(new Order(BigDecimal.TEN).save());
        StepVerifier.create(order.delete()).expectNext(false).verifyComplete();
        StepVerifier.create(order.hardDelete()).expectNext(false).verifyComplete();
        assertThat(order.stored()).isTrue();
        // What the hook itself wrote stays: stopping is not failing.
        assertThat(await(Order_.find(order.id)).status).isEqualTo("archived");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeSave", "beforeInsert"})
    default void stopOfASaveIsAnErrorAndWritesNothing(String hook) {
        Traced record = new Traced("a");
        record.at = hook;
        record.then = Mono.just(Decision.STOP);
        StepVerifier.create(record.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                VetoedException.class,
                                veto -> assertThat(veto.event().name().replace("_", ""))
                                        .isEqualToIgnoringCase(hook))
                        .hasMessageContaining("Traced[new]"))
                .verify();
        assertThat(record.stored()).isFalse();
        assertThat(record.trace).endsWith(hook, "afterRollback");
        assertThat(await(Traced_.query().count())).isZero();
        StepVerifier.create(new User("no address").save()).verifyError(VetoedException.class);
    }

    @Test
    default void stopOfAnUpdateLeavesTheChangeUnsaved() {
        Traced record = await(new Traced("a").save());
        record.at = "beforeUpdate";
        record.then = Mono.just(Decision.STOP);
        record.name = "b";
        StepVerifier.create(record.save()).verifyError(VetoedException.class);
        assertThat(record.changes()).containsExactly("name");
        assertThat(await(Traced_.find(record.id)).name).isEqualTo("a");
    }

    @Test
    default void stopOfARestoreEmitsFalse() {
        Traced record = await(new Traced("a").save());
        await(record.delete());
        record.at = "beforeRestore";
        record.then = Mono.just(Decision.STOP);
        StepVerifier.create(record.restore()).expectNext(false).verifyComplete();
        assertThat(record.deleted()).isTrue();
    }

    @Test
    default void whatOthersHaveDoneRunsNoAfterHooks() {
        Traced record = await(new Traced("a").save());
        Traced twin = await(Traced_.find(record.id));
        await(record.delete());
        twin.trace.clear();
        StepVerifier.create(twin.delete()).expectNext(false).verifyComplete();
        assertThat(twin.trace).containsExactly("beforeDelete");
        await(record.restore());
        twin.trace.clear();
        StepVerifier.create(twin.restore()).expectNext(false).verifyComplete();
        assertThat(twin.trace).containsExactly("beforeRestore");
    }

    @Test
    default void beforeHookThatRestoresItsOwnRecordHasRestoredIt() {
        Traced record = await(new Traced("a").save());
        await(record.delete());
        record.at = "beforeRestore";
        record.then = Mono.defer(record::restore);
        StepVerifier.create(record.restore()).expectNext(true).verifyComplete();
        assertThat(await(Traced_.query().count())).isEqualTo(1);
    }

    @Test
    default void hookOfARestoreRunsTheHooksOfADelete() {
        Traced record = await(new Traced("a").save());
        await(record.delete());
        record.trace.clear();
        record.at = "beforeRestore";
        record.then = Mono.defer(record::hardDelete);
        await(record.restore());
        assertThat(record.trace).startsWith("beforeRestore", "beforeDelete", "afterDelete");
        assertThat(record.stored()).isFalse();
    }

    @Test
    default void continueAndOtherValuesLetTheOperationGoOn() {
        for (Object value : List.of(Decision.CONTINUE, "anything", false)) {
            Traced record = new Traced("a");
            record.at = "beforeSave";
            record.then = Mono.just(value);
            await(record.save());
            assertThat(record.stored()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeSave", "beforeInsert", "afterInsert", "afterSave"})
    default void errorOfAHookFailsTheInsertAndUndoesIt(String hook) {
        Traced record = new Traced("a");
        record.at = hook;
        record.then = Mono.error(new IllegalStateException("on purpose"));
        StepVerifier.create(record.save()).verifyErrorMessage("on purpose");
        assertThat(record.stored()).isFalse();
        assertThat(record.id).isNull();
        assertThat(record.trace).endsWith(hook, "afterRollback").doesNotContain("afterCommit");
        assertThat(await(Traced_.query().count())).isZero();
        record.at = "";
        await(record.save());
        assertThat(await(Traced_.query().count())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeDelete", "afterDelete"})
    default void errorOfAHookFailsTheDeleteAndUndoesIt(String hook) {
        Traced record = await(new Traced("a").save());
        record.at = hook;
        record.then = Mono.error(new IllegalStateException("on purpose"));
        StepVerifier.create(record.delete()).verifyErrorMessage("on purpose");
        assertThat(record.deleted()).isFalse();
        StepVerifier.create(record.hardDelete()).verifyErrorMessage("on purpose");
        assertThat(record.stored()).isTrue();
        assertThat(await(Traced_.find(record.id))).isEqualTo(record);
    }

    @Test
    default void thrownExceptionAndNullAreErrorsLikeAnyOther() {
        Traced throwing = new Traced("a");
        throwing.at = "afterInsert";
        throwing.then = Mono.defer(() -> {
            throw new IllegalStateException("thrown");
        });
        StepVerifier.create(throwing.save()).verifyErrorMessage("thrown");
        Traced nothing = new Traced("a");
        nothing.at = "beforeSave";
        nothing.then = null;
        StepVerifier.create(nothing.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageContaining(Lifecycle.BEFORE_SAVE.name())
                        .hasMessageContaining("Traced"))
                .verify();
        assertThat(await(Traced_.query().count())).isZero();
    }

    @Test
    default void whatAHookWroteIsUndoneWithTheOperation() {
        Traced record = new Traced("a");
        record.at = "afterSave";
        AuditLog log = new AuditLog("traced", null);
        record.then = log.save().then(Mono.error(new IllegalStateException("on purpose")));
        StepVerifier.create(record.save()).verifyErrorMessage("on purpose");
        assertThat(await(AuditLog_.query().count())).isZero();
        assertThat(log.stored()).isFalse();
        assertThat(log.id).isNull();
    }

    @Test
    default void asynchronousHookIsWaitedFor() {
        Notification notification = new Notification("hello");
        await(notification.save());
        assertThat(notification.delivered).containsExactly("hello");
    }

    @Test
    default void operationWithHooksSendsItsStatementsInOneTransaction() {
        bed().statements();
        await(new Order(BigDecimal.TEN).save());
        assertThat(bed().statements()).hasSize(2).allMatch(sql -> sql.contains("INSERT"));
        assertThat(bed().transactions()).isEqualTo(1);
        await(new AuditLog("plain", null).save());
        assertThat(bed().transactions()).isZero();
    }

    @Test
    default void hooksOfASubscriptionRunForEachSubscription() {
        Traced record = new Traced("a");
        Mono<Traced> save = record.save();
        assertThat(record.trace).isEmpty();
        await(save);
        record.name = "b";
        await(save);
        assertThat(record.trace).containsSubsequence("beforeInsert", "beforeUpdate");
    }
}
