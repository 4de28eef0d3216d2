package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.User;
import io.fluxrecord.tck.model.User_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * Work that joins a transaction and ends too early, while its statement is under way: half of it is never committed,
 * and a transaction in which nothing was changed stays usable.
 */
public interface JoinedWorkContract extends Contract {

    /** How long a test may take. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    default void prepare() {
        bed().prepare(Order_.model(), AuditLog_.model(), User_.model(), Inventory_.model(), Country_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private static Mono<Country> country(String code) {
        return Mono.defer(() -> new Country(code, "old").save());
    }

    private static List<String> codes() {
        return await(Country_.query().orderBy(Country_.code.asc()).all().map(country -> country.code));
    }

    private static List<String> actions() {
        return await(AuditLog_.query().orderBy(AuditLog_.id.asc()).all().map(log -> log.action));
    }

    private Rival rival(String table) {
        return Rival.that(bed(), "UPDATE \"" + table + "\" SET \"id\" = \"id\"");
    }

    /** Cancel work while it waits for a rival, who then goes, so that the statement is carried out. */
    private static Mono<Void> cancelled(Supplier<? extends Mono<?>> work, Rival rival) {
        return Mono.defer(work).takeUntilOther(rival.isWaitedFor()).then(rival.rollBack());
    }

    /** Cancel work between two writes of one transaction, and expect that nothing of all that is left. */
    private void verifyAllIsUndone(Rival rival, Supplier<? extends Mono<?>> work) {
        Country before = new Country("before", null);
        StepVerifier.create(bed().transaction(
                                () -> before.save().then(cancelled(work, rival)).then(country("after"))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(RollbackOnlyException.class))
                .verify(PATIENCE);
        assertThat(codes()).isEmpty();
        assertThat(before.stored()).isFalse();
    }

    private Order dirtyOrder() {
        Order order = await(new Order(BigDecimal.TEN).save());
        order.status = "paid";
        return order;
    }

    private static void verifyUntouched(Order order) {
        assertThat(order.stored()).isTrue();
        assertThat(order.changes()).containsExactly("status");
        assertThat(await(Order_.find(order.id)).status).isEqualTo("pending");
        assertThat(actions()).containsExactly("order_save");
        await(order.save());
        assertThat(await(Order_.find(order.id)).status).isEqualTo("paid");
        assertThat(actions()).containsExactly("order_save", "order_save");
    }

    @Test
    default void saveWithHooksIsNotCommittedWithoutThem() {
        Order order = dirtyOrder();
        verifyAllIsUndone(rival("order"), order::save);
        verifyUntouched(order);
    }

    @Test
    default void saveWithHooksThatTimesOutIsNotCommittedWithoutThem() {
        Order order = dirtyOrder();
        Rival rival = rival("order");
        StepVerifier.create(bed().transaction(() -> country("A")
                        .then(order.save().timeout(Duration.ofMillis(150)).onErrorResume(late -> Mono.empty()))
                        .then(rival.rollBack())))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(RollbackOnlyException.class))
                .verify(PATIENCE);
        assertThat(codes()).isEmpty();
        verifyUntouched(order);
    }

    @Test
    default void insertWithHooksIsNotCommittedWithoutThem() {
        bed().execute("CREATE UNIQUE INDEX once ON \"order\" (\"status\")");
        Rival rival = Rival.that(
                bed(),
                "INSERT INTO \"order\" (\"amount\", \"status\", \"created_at\", \"updated_at\")"
                        + " VALUES (1, 'pending', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        Order order = new Order(BigDecimal.TEN);
        verifyAllIsUndone(rival, order::save);
        assertThat(order.stored()).isFalse();
        assertThat(order.id).isNull();
        assertThat(actions()).isEmpty();
        await(order.save());
        assertThat(await(Order_.query().count())).isEqualTo(1);
        assertThat(actions()).containsExactly("order_save");
    }

    @Test
    default void deletesAndRestoresAreNotCommittedWithoutTheirHooks() {
        User user = await(new User("ada@example.com").save());
        verifyAllIsUndone(rival("user"), user::delete);
        assertThat(user.deleted()).isFalse();
        verifyAllIsUndone(rival("user"), user::hardDelete);
        assertThat(user.stored()).isTrue();
        await(user.delete());
        verifyAllIsUndone(rival("user"), user::restore);
        assertThat(user.deleted()).isTrue();
        assertThat(await(User_.query().onlyDeleted().count())).isEqualTo(1);
        assertThat(actions()).containsExactly("user_insert", "user_delete");
    }

    @Test
    default void joinedTransactionIsNotCommittedByHalf() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 6;
        verifyAllIsUndone(
                rival("inventory"),
                () -> bed().transaction(() -> lamp.save().then(new AuditLog("sold", lamp.id).save())));
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(7);
        assertThat(actions()).isEmpty();
    }

    @Test
    default void bulkStatementsOfAJoinedTransactionAreNotCommittedByHalf() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        List<Supplier<Mono<Long>>> statements = List.of(
                () -> Inventory_.query().update(Inventory_.quantity.increment(1)),
                () -> Inventory_.query().delete(),
                () -> Inventory_.query().permanentlyDelete());
        for (Supplier<Mono<Long>> statement : statements) {
            verifyAllIsUndone(
                    rival("inventory"),
                    () -> bed().transaction(() -> statement.get().then(new AuditLog("all", null).save())));
        }
        assertThat(await(lamp.reload()).quantity).isEqualTo(7);
        assertThat(actions()).isEmpty();
    }

    @Test
    default void insertAllOfAJoinedTransactionIsNotCommittedByHalf() {
        List<Country> countries = List.of(new Country("rival", null), new Country("X", null), new Country("Y", null));
        Rival rival = Rival.that(bed(), "INSERT INTO \"country\" (\"code\") VALUES ('rival')");
        verifyAllIsUndone(
                rival,
                () -> bed().transaction(() ->
                        Country_.insertAll(Flux.fromIterable(countries)).then(new AuditLog("imported", null).save())));
        assertThat(countries).noneMatch(Country::stored);
        assertThat(actions()).isEmpty();
        await(Country_.insertAll(Flux.fromIterable(countries)));
        assertThat(codes()).containsExactly("X", "Y", "rival");
    }

    @Test
    default void branchThatIsCancelledForTheErrorOfAnotherIsNotCommittedByHalf() {
        Order order = dirtyOrder();
        Rival rival = rival("order");
        Mono<?> fails = rival.isWaitedFor().then(Mono.error(new IllegalStateException("on purpose")));
        StepVerifier.create(bed().transaction(() -> country("A")
                        .then(Mono.zip(fails, order.save()).then().onErrorResume(handled -> rival.rollBack()))
                        .then(country("B"))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(RollbackOnlyException.class))
                .verify(PATIENCE);
        assertThat(codes()).isEmpty();
        verifyUntouched(order);
    }

    @Test
    default void nestedWorkThatIsCancelledGoesAlone() {
        Order order = dirtyOrder();
        Rival rival = rival("order");
        await(bed().transaction(() -> country("A")
                .then(cancelled(() -> bed().transaction(TransactionOptions.NESTED, order::save), rival))
                .then(country("B"))));
        assertThat(codes()).containsExactly("A", "B");
        verifyUntouched(order);
    }

    @Test
    default void joinedWorkInANestedTransactionTakesOnlyThatWithIt() {
        Order order = dirtyOrder();
        Rival rival = rival("order");
        await(bed().transaction(() -> country("A")
                .then(bed().transaction(
                                TransactionOptions.NESTED,
                                () -> country("B")
                                        .then(cancelled(order::save, rival))
                                        .then(country("C")))
                        .onErrorResume(RollbackOnlyException.class, handled -> Mono.empty()))
                .then(country("D"))));
        assertThat(codes()).containsExactly("A", "D");
        verifyUntouched(order);
    }

    @Test
    default void savepointThatIsReleasedWhileItsJoinedWorkIsCancelledIsNotCommittedAlone() {
        Sinks.Empty<Void> asked = Sinks.empty();
        Sinks.Empty<Void> answer = Sinks.empty();
        Database slow = Database.builder(new TransactionContract.Meddled(
                        bed().driver(),
                        "releaseSavepoint",
                        released -> released.then(Mono.fromRunnable(asked::tryEmitEmpty))
                                .then(answer.asMono())))
                .maxConnections(0)
                .build();
        Mono<Country> work = slow.transaction(() -> slow.transaction(TransactionOptions.NESTED, () -> country("half"))
                .then(country("other half")));
        slow.transaction(() -> work.takeUntilOther(asked.asMono())
                        .then(Mono.fromRunnable(answer::tryEmitEmpty))
                        .then(country("after")))
                .contextWrite(slow.context())
                .onErrorResume(RollbackOnlyException.class, undone -> Mono.empty())
                .block(PATIENCE);
        assertThat(codes()).doesNotContain("half");
    }

    @Test
    default void conflictThatIsHandledLeavesTheTransactionUsable() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Inventory stale = await(Inventory_.find(lamp.id));
        lamp.quantity = 6;
        await(lamp.save());
        stale.quantity = 5;
        await(bed().transaction(() -> country("A")
                .then(bed().transaction(stale::save)
                        .onErrorResume(VersionConflictException.class, late -> Mono.empty()))
                .then(bed().transaction(stale::delete)
                        .onErrorResume(VersionConflictException.class, late -> Mono.empty()))
                .then(country("B"))));
        assertThat(codes()).containsExactly("A", "B");
        assertThat(stale.getVersion()).isEqualTo(1);
    }

    @Test
    default void refusalOfANestedInsertLeavesTheTransactionUsable() {
        Country twin = new Country("A", "twin");
        await(bed().transaction(() -> country("A")
                .then(bed().transaction(TransactionOptions.NESTED, () -> bed().transaction(twin::save))
                        .onErrorResume(R2dbcDataIntegrityViolationException.class, duplicate -> Mono.empty()))
                .then(country("B"))));
        assertThat(codes()).containsExactly("A", "B");
        assertThat(twin.stored()).isFalse();
    }

    /** It has completed, but waits for a statement whose subscriber has left before. */
    @Test
    default void transactionThatIsCancelledAsItWaitsToCommitRollsBack() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 6;
        Rival rival = rival("inventory");
        Sinks.Empty<Void> left = Sinks.empty();
        Disposable subscription = bed().transaction(() -> country("A")
                        .then(Mono.defer(lamp::save).takeUntilOther(rival.isWaitedFor()))
                        .then(Mono.<Boolean>fromRunnable(left::tryEmitEmpty)))
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();
        left.asMono().then(Mono.delay(Duration.ofMillis(50))).block(PATIENCE); // It is at its end by then.
        subscription.dispose();
        rival.rollBack().block(PATIENCE);
        bed().awaitIdle();
        assertThat(codes()).isEmpty();
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(7);
    }
}
