package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.let;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Schema;
import io.fluxrecord.dialect.postgresql.ProxiedPool.ForeignTransaction;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.PostgresqlMessages;
import io.fluxrecord.tck.network.Rule;
import io.fluxrecord.tck.network.Side;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A statement outside a transaction that is cancelled keeps its connection until the server has done with it. */
@NullUnmarked
@SuppressWarnings("try") // Somebody else's lock is used by being there.
final class CancelledStatementTests {

    private static final String LOCK = "LOCK TABLE inventory IN ACCESS EXCLUSIVE MODE";

    /** Enough for what waits for nobody, on a slow machine too; far less than what is stuck takes. */
    private static final Duration SOON = Duration.ofSeconds(3);

    /** Less than the grace before a cancel request. */
    private static final Duration WHILE = Duration.ofMillis(40);

    private static final Duration BOUND = Duration.ofSeconds(6);

    /** What can be cancelled. */
    enum Operation {
        FIND,
        RELOAD,
        COUNT,
        INSERT,
        UPDATE,
        HARD_DELETE,
        BULK_UPDATE,
        BULK_DELETE,
        INSERT_ALL,
        ALL,
        ALL_BY_FETCHES,
        COALESCED_FIND,
        COALESCED_INSERT
    }

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-cancelled", 2);
    private Inventory lamp;
    private AuditLog unrelated;

    @BeforeEach
    void prepare() {
        pool.prepare(Inventory_.model(), AuditLog_.model(), Customer_.model());
        lamp = await(new Inventory("lamp", 7).save());
        unrelated = await(new AuditLog("unrelated", 1L).save());
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private Mono<?> operation(Operation kind) {
        return switch (kind) {
            case FIND -> Inventory_.find(lamp.id);
            case RELOAD -> lamp.reload();
            case COUNT -> Inventory_.query().count();
            case INSERT -> new Inventory("chair", 1).save();
            case UPDATE -> {
                lamp.quantity = 8;
                yield lamp.save();
            }
            case HARD_DELETE -> lamp.hardDelete();
            case BULK_UPDATE -> Inventory_.query().update(Inventory_.quantity.increment(1));
            case BULK_DELETE -> Inventory_.query().delete();
            case INSERT_ALL ->
                Inventory_.insertAll(Flux.range(0, 3).map(i -> new Inventory("new", i)))
                        .then();
            case ALL -> Inventory_.query().all().then();
            case ALL_BY_FETCHES -> Inventory_.query().fetchSize(10).all().then();
            case COALESCED_FIND ->
                Inventory_.find(lamp.id)
                        .contextWrite(pool.database(database -> database.coalesceFinds(Duration.ofMillis(1)))
                                .context());
            case COALESCED_INSERT ->
                new Inventory("chair", 1)
                        .save()
                        .contextWrite(pool.database(database -> database.coalesceInserts(Duration.ofMillis(1)))
                                .context());
        };
    }

    private void cancelWhenItWaits(Mono<?> operation) {
        Disposable subscription = operation.subscribe();
        pool.awaitWaitingForLock(1);
        subscription.dispose();
    }

    /** Somebody has the lock all the time, so a find that got the connection would never end. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void connectionIsNotHandedOutWhileTheServerRunsTheStatement(Operation kind) {
        Mono<?> operation = operation(kind);
        try (ForeignTransaction holder = pool.foreign(LOCK)) {
            cancelWhenItWaits(operation);
            assertThat(pool.acquired()).isEqualTo(1);
            assertThat(pool.proxy().cancelRequests()).isZero();
            StepVerifier.create(Flux.range(0, 12).flatMap(i -> AuditLog_.find(unrelated.id)), 12)
                    .expectNextCount(12)
                    .expectComplete()
                    .verify(SOON);
            pool.awaitFree(SOON);
            assertThat(pool.proxy().cancelRequests()).isEqualTo(1);
            assertThat(pool.openSessions()).isEmpty();
        }
        assertThat(pool.ask("SELECT sku || quantity FROM inventory")).containsExactly("lamp7");
        assertThat(await(AuditLog_.query().count())).isEqualTo(1);
    }

    @Test
    void recordIsAsItWasWhenTheServerHasStoppedItsStatement() {
        try (ForeignTransaction holder = pool.foreign(LOCK)) {
            cancelWhenItWaits(operation(Operation.UPDATE));
            pool.awaitFree(SOON);
        }
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        await(lamp.save());
        assertThat(pool.ask("SELECT quantity FROM inventory")).containsExactly("8");
    }

    @Test
    void answerThatComesAfterTheCancelIsTakenOver() {
        ForeignTransaction holder = pool.foreign(LOCK);
        cancelWhenItWaits(operation(Operation.UPDATE));
        holder.commit();
        pool.awaitFree(SOON);
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(lamp.changes()).isEmpty();
        assertThat(pool.ask("SELECT quantity FROM inventory")).containsExactly("8");
        assertThat(pool.proxy().cancelRequests()).isZero();
        holder.close();
    }

    /** What a caller who comes later gets is a connection that answers. */
    @Test
    void answersThatNeverComeCloseTheirConnections() {
        Rule frozen = pool.proxy().when(done("SELECT 1")).times(2).freezeLink(Side.SERVER);
        for (int i = 1; i <= 2; i++) {
            Disposable subscription = Inventory_.query().all().subscribe();
            frozen.awaitHits(i, PATIENCE);
            subscription.dispose();
        }
        CompletableFuture<AuditLog> waiting = AuditLog_.find(unrelated.id).toFuture();
        let(Duration.ofMillis(500));
        assertThat(pool.acquired()).isEqualTo(2);
        assertThat(waiting).isNotDone().succeedsWithin(BOUND);
        pool.awaitFree(BOUND);
        pool.proxy().thaw();
    }

    @Test
    void cancelRequestThatIsLostClosesTheConnection() {
        pool.proxy().when(PostgresqlMessages.cancelRequest()).drop();
        try (ForeignTransaction holder = pool.foreign(LOCK)) {
            cancelWhenItWaits(operation(Operation.COUNT));
            let(Duration.ofMillis(500));
            assertThat(pool.acquired()).isEqualTo(1);
            pool.awaitFree(BOUND);
            StepVerifier.create(AuditLog_.find(unrelated.id).repeat(3))
                    .expectNextCount(4)
                    .expectComplete()
                    .verify(SOON);
        }
    }

    @Test
    void connectionIsHeldUntilTheCancelRequestHasEndedToo() {
        Rule late = pool.proxy().when(PostgresqlMessages.cancelRequest()).delay(Duration.ofMillis(600));
        ForeignTransaction holder = pool.foreign(LOCK);
        cancelWhenItWaits(operation(Operation.COUNT));
        late.awaitHit(PATIENCE);
        Rule answered = pool.proxy().when(done("SELECT")).watch();
        holder.close();
        answered.awaitHit(PATIENCE);
        let(Duration.ofMillis(100));
        assertThat(pool.acquired()).isEqualTo(1);
        pool.awaitFree(BOUND);
    }

    @Test
    void rowThatCannotBeReadIsToldAtOnceAndItsConnectionIsHeldUntilTheAnswerIsOver() {
        Customer_.insertAll(Flux.range(1, 2000).map(Customer::new)).blockLast(PATIENCE);
        pool.ask("UPDATE customer SET tier = 'PLATINUM' WHERE number = 100");
        Rule rows = pool.proxy().when(Message.fromServer("D")).watch();
        Rule end = pool.proxy().when(done("SELECT")).freezeLink();
        StepVerifier.create(Customer_.query().orderBy(Customer_.number.asc()).all())
                .expectNextCount(99)
                .expectError()
                .verify(SOON);
        end.awaitHit(PATIENCE);
        assertThat(pool.acquired()).isEqualTo(1);
        pool.proxy().thaw();
        pool.awaitFree(SOON);
        assertThat(rows.hits()).isEqualTo(2000);
        end.remove();
        assertThat(await(Customer_.query().count())).isEqualTo(2000);
    }

    @Test
    void cancelledCreationOfASchemaSendsNoMoreStatements() {
        pool.ask("DROP TABLE IF EXISTS products");
        Rule held = pool.proxy().when(done("CREATE TABLE")).once().freezeLink();
        Rule created =
                pool.proxy().when(PostgresqlMessages.statement("CREATE TABLE")).watch();
        StepVerifier.create(Schema.create(pool.database(), Inventory_.model(), Product_.model(), AuditLog_.model())
                        .takeUntilOther(held.firstHit()))
                .expectComplete()
                .verify(PATIENCE);
        let(WHILE);
        assertThat(pool.acquired()).isEqualTo(1);
        pool.proxy().thaw();
        pool.awaitFree(SOON);
        assertThat(created.hits()).isEqualTo(1);
        assertThat(pool.ask("SELECT to_regclass('products')")).containsExactly("null");
    }
}
