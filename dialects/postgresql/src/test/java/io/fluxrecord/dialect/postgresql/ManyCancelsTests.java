package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.tck.network.PostgresqlMessages.cancelRequest;
import static io.fluxrecord.tck.network.PostgresqlMessages.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.dialect.postgresql.ProxiedPool.ForeignTransaction;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.network.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** So many cancels that one of them would hit somebody else. {@code -Dfluxrecord.cancels=10000} makes them more. */
@NullUnmarked
final class ManyCancelsTests {

    private static final int CANCELS = Integer.getInteger("fluxrecord.cancels", 1_000);
    private static final int CONNECTIONS = 32;
    private static final int HANG_UPS = 500;

    private ProxiedPool pool;

    private Database prepare(int connections) {
        pool = new ProxiedPool("fluxrecord-many-cancels", connections);
        pool.prepare(Inventory_.model(), Order_.model(), AuditLog_.model());
        Inventory_.insertAll(Flux.range(0, 50).map(i -> new Inventory("item" + i, i)))
                .blockLast(PATIENCE);
        return pool.database();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** Requests to cancel arrive at random times, and others use the connections as soon as they are free. */
    @Test
    void nobodyGetsTheCancelOfSomebodyElse() {
        Database db = prepare(CONNECTIONS);
        Random random = new Random();
        for (int delay : new int[] {2, 20, 120}) {
            pool.proxy()
                    .when(cancelRequest().and(message -> random.nextInt(3) == 0))
                    .delay(Duration.ofMillis(delay));
        }
        Rule cancelled = pool.proxy().when(error("57014")).watch();
        Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        LongAdder served = new LongAdder();
        AtomicBoolean over = new AtomicBoolean();
        Mono<Void> others = Flux.range(0, 4)
                .flatMap(caller -> bystander(db, caller)
                        .doOnSuccess(done -> served.increment())
                        .doOnError(errors::add)
                        .onErrorComplete()
                        .repeat(() -> !over.get()))
                .then();
        // The lock comes free from time to time, so that some statements end just when they are cancelled.
        Mono<Void> holder = Mono.fromRunnable(this::holdTheLockForAWhile)
                .subscribeOn(Schedulers.boundedElastic())
                .repeat(() -> !over.get())
                .then();
        Mono<Void> victims = Flux.range(0, CONNECTIONS)
                .flatMap(
                        i -> Mono.defer(() -> Inventory_.query()
                                        .update(Inventory_.quantity.increment(1))
                                        .doOnError(errors::add)
                                        .takeUntilOther(Mono.delay(Duration.ofMillis(20 + random.nextInt(60)))))
                                .repeat(() -> pool.proxy().cancelRequests() < CANCELS),
                        CONNECTIONS)
                .doOnTerminate(() -> over.set(true))
                .then();
        Mono.when(victims, others, holder).block(Duration.ofMinutes(5));
        assertThat(errors).isEmpty();
        assertThat(cancelled.hits()).as("statements that were stopped").isGreaterThan(CANCELS / 2);
        assertThat(served.sum()).as("others that were served").isGreaterThan(CANCELS / 10);
        pool.awaitFree(PATIENCE);
        assertThat(pool.openSessions()).isEmpty();
    }

    private void holdTheLockForAWhile() {
        ForeignTransaction holder = pool.foreign("SELECT * FROM inventory FOR UPDATE");
        ProxiedPool.let(Duration.ofMillis(ThreadLocalRandom.current().nextInt(50, 500)));
        holder.close();
    }

    private static Mono<?> bystander(Database db, int caller) {
        return switch (caller) {
            case 0 -> Mono.defer(() -> AuditLog_.query().limit(3).all().then());
            case 1 -> Mono.defer(() -> new Order(BigDecimal.TEN).save());
            case 2 ->
                db.transaction(
                        () -> Order_.query().count().then(AuditLog_.query().count()));
            default -> AuditLog_.query().fetchSize(2).limit(5).all().then();
        };
    }

    /** A machine that stalls for the time of grace sends one; whoever sends them for all sends hundreds. */
    @ParameterizedTest(name = "fetch size {0}, in a transaction: {1}")
    @CsvSource({"0, false", "0, true", "5, false", "5, true"})
    void ordinaryHangUpsSendNoCancelRequests(int fetchSize, boolean inTransaction) {
        Database db = prepare(4);
        AtomicInteger turn = new AtomicInteger();
        Mono<Void> hangUp = Mono.defer(() -> switch (turn.incrementAndGet() % 4) {
            case 0 -> rows(fetchSize).take(2).then();
            case 1 -> rows(fetchSize).next().then();
            case 2 ->
                rows(fetchSize)
                        .takeUntilOther(Mono.delay(Duration.ofNanos(turn.get() * 1_000L)))
                        .then();
            default -> rows(fetchSize).concatMap(row -> Mono.just(row)).take(1).then();
        });
        Mono<Void> each = inTransaction ? db.transaction(() -> hangUp.then(hangUp)) : hangUp;
        Flux.range(0, HANG_UPS).flatMap(i -> each, 4).blockLast(PATIENCE);
        pool.awaitFree(PATIENCE);
        assertThat(pool.proxy().cancelRequests()).isLessThan(HANG_UPS / 50);
        assertThat(await(Inventory_.query().count())).isEqualTo(50);
        assertThat(pool.openSessions()).isEmpty();
    }

    private static Flux<Inventory> rows(int fetchSize) {
        return fetchSize == 0
                ? Inventory_.query().all()
                : Inventory_.query().fetchSize(fetchSize).all();
    }
}
