package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work that is cancelled at any moment leaves no open transaction in the pool. The server is asked at rest, before
 * anything else runs on the connection, which could heal it. {@code -Dfluxrecord.begins=3000} tries more often.
 */
@NullUnmarked
final class CancelledBeginTests {

    private static final int TRIES = Integer.getInteger("fluxrecord.begins", 300);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** A transaction of each kind. */
    enum Work {
        TRANSACTION,
        OPTIONS,
        FLUX,
        HOOKS,
        NESTED,
        REQUIRES_NEW;

        int tries() {
            return this == TRANSACTION ? TRIES : TRIES / 3;
        }
    }

    private final Random random = new Random();
    private ProxiedPool pool;

    /** On a pool as small as it can be, the next caller gets the connection of the one before. */
    private Mono<?> prepare(Work kind) {
        pool = new ProxiedPool("fluxrecord-begin", kind == Work.REQUIRES_NEW ? 2 : 1);
        pool.prepare(Inventory_.model(), Order_.model(), AuditLog_.model());
        Database db = pool.database();
        return switch (kind) {
            case TRANSACTION -> db.transaction(CancelledBeginTests::item);
            case OPTIONS ->
                db.transaction(
                        TransactionOptions.DEFAULT
                                .isolation(IsolationLevel.SERIALIZABLE)
                                .lockTimeout(SOON)
                                .statementTimeout(SOON),
                        CancelledBeginTests::item);
            case FLUX ->
                db.transactional(Flux.defer(
                                () -> Inventory_.insertAll(Flux.range(0, 3).map(i -> new Inventory("begun", i)))))
                        .then();
            case HOOKS -> Mono.defer(() -> new Order(BigDecimal.TEN).save());
            case NESTED ->
                db.transaction(() -> item().then(db.transaction(TransactionOptions.NESTED, CancelledBeginTests::item)));
            case REQUIRES_NEW ->
                db.transaction(
                        () -> item().then(db.transaction(TransactionOptions.REQUIRES_NEW, CancelledBeginTests::item)));
        };
    }

    private static Mono<Inventory> item() {
        return new Inventory("begun", 1).save();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** Return how long the work takes, so that cancels meet each moment of it. */
    private static Duration typicalTime(Mono<?> work) {
        return Flux.range(0, 40)
                .concatMap(i -> Mono.defer(() -> work.then(Mono.just(i))).elapsed())
                .skip(20)
                .map(timed -> timed.getT1())
                .reduce(0L, Long::sum)
                .map(millis -> Duration.ofNanos(Math.max(400_000L, millis * 1_000_000L / 20)))
                .block(PATIENCE);
    }

    private Duration within(Duration time) {
        return Duration.ofNanos(random.nextLong(time.toNanos()));
    }

    /** A timer is not exact enough for this. */
    private static void cancelAfter(Mono<?> work, Duration time) {
        long due = System.nanoTime() + time.toNanos();
        Disposable subscription = work.subscribe();
        while (System.nanoTime() < due) {
            Thread.onSpinWait();
        }
        subscription.dispose();
    }

    private String whatIsLeft() {
        return "rows, with open sessions " + pool.openSessions() + " and acquired " + pool.acquired();
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void rowThatIsAcknowledgedRightAfterACancelIsCommitted(Work kind) {
        Mono<?> work = prepare(kind);
        Duration time = typicalTime(work);
        for (int i = 1; i <= kind.tries(); i++) {
            cancelAfter(work, within(time));
            await(new Inventory("kept", i).save());
            assertThat(pool.count("inventory WHERE sku = 'kept'"))
                    .as(this::whatIsLeft)
                    .isEqualTo(i);
        }
        pool.awaitFree(SOON);
        assertThat(pool.openSessions()).isEmpty();
        pool.terminate();
        assertThat(pool.count("inventory WHERE sku = 'kept'")).isEqualTo(kind.tries());
        assertThat(pool.count("\"order\" WHERE id NOT IN (SELECT subject FROM audit_log)"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void nothingIsOpenAtRestAfterACancel(Work kind) {
        Mono<?> work = prepare(kind);
        Duration time = typicalTime(work);
        for (int i = 1; i <= kind.tries(); i++) {
            cancelAfter(work, within(time));
            pool.awaitFree(SOON);
            assertThat(pool.openSessions()).as("try %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void nothingIsOpenAtRestAfterATimeout(Work kind) {
        Mono<?> work = prepare(kind);
        Duration time = typicalTime(work);
        for (int i = 1; i <= kind.tries() / 2; i++) {
            work.timeout(within(time)).onErrorComplete(TimeoutException.class).block(PATIENCE);
            pool.awaitFree(SOON);
            assertThat(pool.openSessions()).as("try %d", i).isEmpty();
        }
    }
}
