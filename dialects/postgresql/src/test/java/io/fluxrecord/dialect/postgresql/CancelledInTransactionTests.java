package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.let;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.dialect.postgresql.ProxiedPool.ForeignTransaction;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A statement that is cancelled inside a transaction: one that goes on waits for it, one that rolls back stops it. */
@NullUnmarked
@SuppressWarnings("try") // Somebody else's lock is used by being there.
final class CancelledInTransactionTests {

    private static final String LOCK = "UPDATE inventory SET sku = sku";
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-cancelled-inside", 2);
    private final Database db = pool.database();
    private Inventory lamp;

    @BeforeEach
    void prepare() {
        pool.prepare(Inventory_.model(), Order_.model(), AuditLog_.model());
        lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 8;
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private CompletableFuture<Inventory> lampUnlessLateThenChair() {
        return db.transaction(() -> lamp.save()
                        .timeout(SHORT)
                        .onErrorComplete(TimeoutException.class)
                        .then(new Inventory("chair", 1).save()))
                .toFuture();
    }

    @Test
    void transactionThatHandlesATimeoutWaitsAtTheGateAndCommitsWhatTheLateAnswerSays() {
        ForeignTransaction holder = pool.foreign(LOCK);
        CompletableFuture<Inventory> all = lampUnlessLateThenChair();
        pool.awaitWaitingForLock(1);
        let(Duration.ofMillis(600));
        assertThat(all).isNotDone();
        assertThat(pool.proxy().cancelRequests()).isZero();
        holder.close();
        assertThat(all).succeedsWithin(SOON);
        assertThat(pool.proxy().cancelRequests()).isZero();
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(lamp.changes()).isEmpty();
        assertThat(pool.ask("SELECT sku || quantity || version FROM inventory ORDER BY id"))
                .containsExactly("lamp82", "chair11");
    }

    @Test
    void lateAnswerThatNothingWasWrittenLeavesTheRecordAndCommitsTheRest() {
        ForeignTransaction holder = pool.foreign("UPDATE inventory SET version = 5");
        CompletableFuture<Inventory> all = lampUnlessLateThenChair();
        pool.awaitWaitingForLock(1);
        let(SHORT.multipliedBy(2));
        holder.commit();
        assertThat(all).succeedsWithin(SOON);
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(pool.ask("SELECT sku || quantity || version FROM inventory ORDER BY id"))
                .containsExactly("lamp75", "chair11");
        holder.close();
    }

    @Test
    void rollbackStopsTheStatementAndIsPrompt() {
        try (ForeignTransaction holder = pool.foreign(LOCK)) {
            StepVerifier.create(db.transaction(() ->
                            new Inventory("chair", 1).save().then(lamp.save().timeout(SHORT))))
                    .expectError(TimeoutException.class)
                    .verify(SOON);
            pool.awaitFree(SOON);
            assertThat(pool.openSessions()).isEmpty();
            assertThat(pool.proxy().cancelRequests()).isEqualTo(1);
        }
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void cancelOfTheWholeStopsTheStatementAndIsPrompt() {
        try (ForeignTransaction holder = pool.foreign(LOCK)) {
            Disposable whole = db.transaction(lamp::save).subscribe();
            pool.awaitWaitingForLock(1);
            whole.dispose();
            assertThat(pool.acquired()).isEqualTo(1);
            pool.awaitFree(SOON);
            assertThat(pool.openSessions()).isEmpty();
        }
        assertThat(lamp.getVersion()).isEqualTo(1);
    }

    /** The work has ended, so the transaction is about to commit and waits for what was cancelled inside. */
    @Test
    void cancelOfAnEndThatWaitsStopsTheStatementAndIsPrompt() {
        try (ForeignTransaction holder = pool.foreign(LOCK)) {
            StepVerifier.create(db.transaction(() -> new Inventory("chair", 1)
                                    .save()
                                    .then(lamp.save().timeout(SHORT).onErrorComplete(TimeoutException.class)))
                            .timeout(SHORT.multipliedBy(3)))
                    .expectError(TimeoutException.class)
                    .verify(SOON);
            pool.awaitFree(SOON);
            await(() -> pool.openSessions().isEmpty(), SOON);
        }
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    /** The after-hook of the order has not run, so its row may not be committed without that of the log. */
    @Test
    void joinedSaveThatIsCancelledHalfWayIsNotCommittedByHalf() {
        try (ForeignTransaction holder = pool.foreign("LOCK TABLE audit_log IN EXCLUSIVE MODE")) {
            CompletableFuture<Inventory> all = db.transaction(() -> new Order(BigDecimal.TEN)
                            .save()
                            .timeout(SHORT)
                            .onErrorResume(TimeoutException.class, late -> Mono.empty())
                            .then(new Inventory("chair", 1).save()))
                    .toFuture();
            pool.awaitWaitingForLock(1);
            let(SHORT.multipliedBy(2));
            holder.commit();
            assertThat(all).failsWithin(SOON);
        }
        assertThat(pool.count("\"order\"")).isZero();
        assertThat(pool.count("audit_log")).isZero();
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void streamThatIsCancelledMidwayLetsTheNextStatementRun() {
        Inventory_.insertAll(Flux.range(0, 1000).map(i -> new Inventory("item", i)))
                .blockLast(PATIENCE);
        Rule rows = pool.proxy().when(Message.fromServer("D")).watch();
        StepVerifier.create(db.transaction(() -> Inventory_.query()
                        .fetchSize(5)
                        .all()
                        .take(7)
                        .then(Inventory_.query().count())
                        .flatMap(count -> Inventory_.query().fetchSize(5).all().next())
                        .then(Inventory_.find(lamp.id))))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
        assertThat(rows.hits()).isLessThan(100);
        assertThat(pool.proxy().cancelRequests()).isZero();
        pool.awaitFree(SOON);
        assertThat(pool.openSessions()).isEmpty();
    }

    /** Between the portions, nothing of the stream is under way that could tell of the cancel. */
    @Test
    void streamThatIsCancelledAtTheEndOfAPortionLetsTheNextStatementRun() {
        Inventory_.insertAll(Flux.range(0, 100).map(i -> new Inventory("item", i)))
                .blockLast(PATIENCE);
        for (int taken = 1; taken <= 11; taken++) {
            int rows = taken;
            StepVerifier.create(db.transaction(() -> Inventory_.query()
                            .fetchSize(5)
                            .all()
                            .take(rows)
                            .then(Inventory_.query().count())))
                    .expectNext(101L)
                    .expectComplete()
                    .verify(SOON);
        }
        assertThat(pool.proxy().cancelRequests()).isZero();
    }

    @Test
    void commitOnADeadNetworkThatIsCancelledIsBounded() {
        Rule frozen = pool.proxy().when(done("COMMIT")).once().freezeLink();
        Disposable whole = db.transaction(lamp::save).subscribe();
        frozen.awaitHit(PATIENCE);
        whole.dispose();
        let(Duration.ofMillis(300));
        assertThat(pool.acquired()).isEqualTo(1);
        pool.awaitFree(Duration.ofSeconds(6));
        pool.proxy().thaw();
        assertThat(pool.ask("SELECT quantity FROM inventory")).containsExactly("8");
        assertThat(lamp.getVersion()).isEqualTo(1);
    }
}
