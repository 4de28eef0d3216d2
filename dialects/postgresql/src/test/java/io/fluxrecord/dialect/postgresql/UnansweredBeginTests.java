package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.let;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static io.fluxrecord.tck.network.PostgresqlMessages.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.network.Rule;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Work that is cancelled exactly while the answer to what begins its transaction or savepoint is on its way. */
@NullUnmarked
final class UnansweredBeginTests {

    /** Less than the grace that an answer is given. */
    private static final Duration WHILE = Duration.ofMillis(40);

    /** What is sent on a dead network gets this much: the grace, a cancel request, and what closes the connection. */
    private static final Duration BOUND = Duration.ofSeconds(6);

    private static final TransactionOptions OPTIONS = TransactionOptions.DEFAULT
            .isolation(IsolationLevel.SERIALIZABLE)
            .readOnly()
            .lockTimeout(Duration.ofSeconds(5))
            .statementTimeout(Duration.ofSeconds(5));

    /** What is sent before the work of a transaction, in order. */
    enum Step {
        BEGIN("BEGIN", 0),
        ISOLATION("SET", 0),
        READ_ONLY("SET", 1),
        LOCK_TIMEOUT("SET", 2),
        STATEMENT_TIMEOUT("SET", 3);

        private final String tag;
        private final int before;

        Step(String tag, int before) {
            this.tag = tag;
            this.before = before;
        }
    }

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-unanswered", 6);
    private final Database db = pool.database();

    @BeforeEach
    void prepare() {
        pool.prepare(Inventory_.model(), Order_.model(), AuditLog_.model());
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private Rule freezeAt(String tag, int before) {
        return pool.proxy().when(done(tag)).skip(before).once().freezeLink();
    }

    private static Mono<Inventory> item(String sku) {
        return Mono.defer(() -> new Inventory(sku, 1).save());
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void rollbackWaitsForTheAnswerAndNothingElseIsSent(Step step) {
        Rule held = freezeAt(step.tag, step.before);
        Rule rollback = pool.proxy().when(statement("ROLLBACK")).watch();
        Rule settings = pool.proxy().when(statement("SET")).watch();
        Rule inserts = pool.proxy().when(statement("INSERT")).watch();
        StepVerifier.create(db.transaction(OPTIONS, () -> item("begun")).takeUntilOther(held.firstHit()))
                .expectComplete()
                .verify(PATIENCE);
        let(WHILE);
        assertThat(rollback.hits()).isZero();
        assertThat(pool.acquired()).isEqualTo(1);
        pool.proxy().thaw();
        pool.awaitFree(PATIENCE);
        assertThat(pool.openSessions()).isEmpty();
        assertThat(rollback.hits()).isEqualTo(1);
        assertThat(settings.hits()).isEqualTo(step == Step.BEGIN ? 0 : step.before + 1);
        assertThat(inserts.hits()).isZero();
        await(item("kept"));
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void connectionThatIsNeverAnsweredIsClosed() {
        for (Step step : Step.values()) {
            Rule held = freezeAt(step.tag, step.before);
            StepVerifier.create(db.transaction(OPTIONS, () -> item("begun")).takeUntilOther(held.firstHit()))
                    .expectComplete()
                    .verify(PATIENCE);
        }
        Rule savepoint = freezeAt("SAVEPOINT", 0);
        StepVerifier.create(db.transaction(() ->
                                item("outer").then(db.transaction(TransactionOptions.NESTED, () -> item("inner"))))
                        .takeUntilOther(savepoint.firstHit()))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(pool.acquired()).isEqualTo(6);
        CompletableFuture<Inventory> waiting = item("kept").toFuture();
        pool.awaitFree(BOUND);
        assertThat(waiting).isCompleted();
        pool.proxy().thaw();
        await(() -> pool.openSessions().isEmpty(), PATIENCE);
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void savepointThatIsCancelledIsRolledBackWhenItIsThereAndTheTransactionGoesOn() {
        Rule held = freezeAt("SAVEPOINT", 0);
        Rule rollback = pool.proxy().when(statement("ROLLBACK TO")).watch();
        CompletableFuture<Inventory> all = db.transaction(() -> item("first")
                        .then(db.transaction(TransactionOptions.NESTED, () -> item("nested"))
                                .takeUntilOther(held.firstHit()))
                        .then(item("last")))
                .toFuture();
        held.awaitHit(PATIENCE);
        let(WHILE);
        assertThat(rollback.hits()).isZero();
        assertThat(all).isNotDone();
        pool.proxy().thaw();
        assertThat(all).succeedsWithin(PATIENCE);
        assertThat(rollback.hits()).isEqualTo(1);
        assertThat(pool.ask("SELECT sku FROM inventory ORDER BY id")).containsExactly("first", "last");
        pool.awaitFree(PATIENCE);
        assertThat(pool.openSessions()).isEmpty();
    }

    @Test
    void transactionWhoseSavepointIsNeverAnsweredFails() {
        Rule held = freezeAt("SAVEPOINT", 0);
        Inventory first = new Inventory("first", 1);
        StepVerifier.create(db.transaction(() -> first.save()
                        .then(db.transaction(TransactionOptions.NESTED, () -> item("nested"))
                                .takeUntilOther(held.firstHit()))
                        .then(item("last"))))
                .expectError()
                .verify(BOUND);
        assertThat(first.stored()).isFalse();
        pool.awaitFree(BOUND);
        pool.proxy().thaw();
        await(() -> pool.openSessions().isEmpty(), PATIENCE);
        assertThat(pool.count("inventory")).isZero();
    }

    @Test
    void releaseThatIsCancelledIsWaitedFor() {
        Rule held = freezeAt("RELEASE", 0);
        CompletableFuture<Inventory> all = db.transaction(() -> item("first")
                        .then(db.transaction(TransactionOptions.NESTED, () -> item("nested"))
                                .takeUntilOther(held.firstHit()))
                        .then(item("last")))
                .toFuture();
        held.awaitHit(PATIENCE);
        let(WHILE);
        assertThat(all).isNotDone();
        pool.proxy().thaw();
        assertThat(all).succeedsWithin(PATIENCE);
        assertThat(pool.ask("SELECT sku FROM inventory ORDER BY id")).containsExactly("first", "nested", "last");
    }

    @Test
    void newTransactionThatIsCancelledInsideAnotherLeavesThatUsable() {
        Rule held = pool.proxy().when(done("BEGIN")).skip(1).once().freezeLink();
        CompletableFuture<Inventory> all = db.transaction(() -> item("first")
                        .then(db.transaction(TransactionOptions.REQUIRES_NEW, () -> item("other"))
                                .takeUntilOther(held.firstHit()))
                        .then(item("last")))
                .toFuture();
        assertThat(all).succeedsWithin(PATIENCE);
        assertThat(pool.acquired()).isEqualTo(1);
        pool.proxy().thaw();
        pool.awaitFree(PATIENCE);
        assertThat(pool.openSessions()).isEmpty();
        assertThat(pool.ask("SELECT sku FROM inventory ORDER BY id")).containsExactly("first", "last");
    }

    @Test
    void saveWithHooksThatIsCancelledAtItsBeginSendsNoInsert() {
        Rule held = freezeAt("BEGIN", 0);
        Rule inserts = pool.proxy().when(statement("INSERT")).watch();
        Order order = new Order(BigDecimal.TEN);
        StepVerifier.create(order.save().takeUntilOther(held.firstHit()))
                .expectComplete()
                .verify(PATIENCE);
        pool.proxy().thaw();
        await(order.save());
        pool.awaitFree(PATIENCE);
        assertThat(inserts.hits()).isEqualTo(2);
        assertThat(pool.count("\"order\"")).isEqualTo(1);
        assertThat(pool.count("audit_log")).isEqualTo(1);
    }
}
