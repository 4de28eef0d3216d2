package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.FluxrecordException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.PostgresqlMessages;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Operations of every kind, most of them cancelled at some moment, and then the questions: are all connections back, is
 * the server quiet, is all there that was acknowledged? {@code -Dfluxrecord.storm=100000} runs more of them.
 */
@NullUnmarked
final class CancelStormTests {

    private static final int OPERATIONS = 12_000;
    private static final int PAUSES = 12;
    private static final int CONCURRENCY = 48;
    private static final String APPLICATION = "fluxrecord-storm";

    private TestBed bed;
    private Database db;
    private boolean cuts;
    private Runnable calm = () -> {};
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> erased = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private final LongAdder completed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();

    private void prepare(ConnectionFactory connections) {
        bed = new TestBed(connections);
        db = bed.database();
        bed.prepare(Product_.model(), Order_.model(), AuditLog_.model());
        Hooks.onErrorDropped(dropped::add);
        Hooks.onOperatorDebug();
    }

    @AfterEach
    void resetHooks() {
        Hooks.resetOnErrorDropped();
        Hooks.resetOnOperatorDebug();
    }

    @ParameterizedTest(name = "coalescing: {0}")
    @ValueSource(booleans = {false, true})
    void everyConnectionComesBackAndEveryAcknowledgedRowIsThere(boolean coalescing) {
        prepare(PostgresqlServer.connectionFactory(APPLICATION));
        storm(Integer.getInteger("fluxrecord.storm", OPERATIONS), coalescing);
        assertThat(completed.sum()).isGreaterThan(cancelled.sum() / 5);
        assertThat(cancelled.sum()).isGreaterThan(completed.sum() / 5);
        assertThat(dropped).as("dropped errors").isEmpty();
    }

    /** Requests to cancel and everything else is late at random, and comes in pieces. */
    @Test
    void theSameIsTrueOnASlowNetwork() {
        try (FaultProxy proxy = PostgresqlServer.proxy()) {
            prepare(PostgresqlServer.connectionFactory(proxy, APPLICATION));
            disturb(proxy);
            storm(Integer.getInteger("fluxrecord.storm", OPERATIONS) / 4, false);
            assertThat(dropped).as("dropped errors").isEmpty();
        }
    }

    /** Only what is told to nobody may be lost with a connection: what was acknowledged is there. */
    @Test
    void theSameIsTrueOnANetworkThatCutsConnections() {
        try (FaultProxy proxy = PostgresqlServer.proxy()) {
            prepare(PostgresqlServer.connectionFactory(proxy, APPLICATION));
            disturb(proxy);
            cuts = true;
            calm = proxy.when(Message.any().and(message -> hits(700))).cut()::remove;
            storm(Integer.getInteger("fluxrecord.storm", OPERATIONS) / 8, false);
        }
    }

    private static void disturb(FaultProxy proxy) {
        proxy.when(Message.any().and(message -> hits(8))).splitRandomly(4711);
        proxy.when(Message.any().and(message -> hits(40))).delay(Duration.ofMillis(1));
        proxy.when(Message.any().and(message -> hits(200))).delay(Duration.ofMillis(8));
        proxy.when(PostgresqlMessages.cancelRequest()).delay(Duration.ofMillis(30));
    }

    private static boolean hits(int oneOf) {
        return ThreadLocalRandom.current().nextInt(oneOf) == 0;
    }

    private void storm(int operations, boolean coalescing) {
        if (coalescing) {
            db = bed.database(
                    database -> database.coalesceFinds(Duration.ofMillis(1)).coalesceInserts(Duration.ofMillis(1)));
            Database.setDefault(db);
        }
        long seed = Long.getLong("fluxrecord.seed", System.nanoTime());
        System.out.println("cancel storm with -Dfluxrecord.seed=" + seed);
        Random random = new Random(seed);
        for (int pause = 0; pause < PAUSES; pause++) {
            Flux.range(0, operations / PAUSES)
                    .map(i -> new Shot(random.nextInt(8), random.nextInt(4) == 0 ? -1 : random.nextInt(6_000)))
                    .flatMap(this::fire, CONCURRENCY)
                    .blockLast(Duration.ofMinutes(4));
            bed.awaitIdle();
            // At once, and at rest: what runs next on a connection could heal it. The server has yet to hear of a cut.
            if (cuts) {
                ProxiedPool.await(() -> leftOpen().isEmpty(), Duration.ofSeconds(10));
            }
            assertThat(leftOpen()).as("seed %d, pause %d", seed, pause).isEmpty();
        }
        calm.run();
        assertThat(bed.pool().getMetrics().orElseThrow().idleSize())
                .isEqualTo(bed.pool().getMetrics().orElseThrow().allocatedSize());
        Set<UUID> stored = new HashSet<>(Product_.query()
                .includeDeleted()
                .all()
                .map(Product::getId)
                .collectList()
                .retry(cuts ? 10 : 0) // The word of a cut may still be on its way.
                .block());
        assertThat(stored).as("seed %d", seed).containsAll(acknowledged).doesNotContainAnyElementsOf(erased);
        assertThat(halfOrders()).as("seed %d: orders without their log", seed).containsExactly("0");
    }

    /** One operation, and after how many microseconds it is cancelled; never, if that is negative. */
    private record Shot(int kind, int cancelAfter) {}

    private Mono<Void> fire(Shot shot) {
        // Others touch the same rows, so that some operations lose.
        Mono<?> operation = operation(shot.kind)
                .onErrorComplete(error -> error instanceof VersionConflictException || isOfTheNetwork(error))
                .doOnSuccess(done -> completed.increment());
        if (shot.cancelAfter < 0) {
            return operation.then();
        }
        Mono<Long> cancel = Mono.delay(Duration.ofNanos(shot.cancelAfter * 1_000L));
        return operation.doOnCancel(cancelled::increment).takeUntilOther(cancel).then();
    }

    private boolean isOfTheNetwork(Throwable error) {
        return cuts && (error instanceof R2dbcException || error instanceof FluxrecordException);
    }

    private Mono<?> operation(int kind) {
        return switch (kind) {
            case 0 -> insert();
            case 1 ->
                insert().delayUntil(product -> Product_.find(product.getId())).flatMap(this::update);
            case 2 -> insert().delayUntil(Product::delete).delayUntil(Product::restore);
            case 3 -> insert().flatMap(this::erase);
            case 4 -> new Order(BigDecimal.TEN).save();
            case 5 ->
                Product_.query().includeDeleted().fetchSize(5).limit(40).all().then();
            case 6 ->
                db.transaction(() -> insertUnacknowledged()
                                .flatMap(this::update)
                                .then(new Order(BigDecimal.ONE).save())
                                .then(insertUnacknowledged()))
                        .doOnNext(last -> acknowledged.add(last.getId()));
            default ->
                db.transactional(Product_.query()
                                // In one order, so that no two transactions wait for each other.
                                .orderBy(Product_.id.asc())
                                .limit(5)
                                .all()
                                .concatMap(product -> db.transaction(
                                        TransactionOptions.NESTED,
                                        () -> product.touch().onErrorComplete(VersionConflictException.class))))
                        .then();
        };
    }

    private Mono<Product> insertUnacknowledged() {
        return Mono.defer(() -> new Product("storm", "1.00", 1).save());
    }

    private Mono<Product> insert() {
        return insertUnacknowledged().doOnNext(saved -> acknowledged.add(saved.getId()));
    }

    private Mono<Product> update(Product product) {
        product.inventory++;
        return product.save().onErrorComplete();
    }

    private Mono<Boolean> erase(Product product) {
        UUID id = product.getId();
        return Mono.defer(() -> {
                    // From here on nobody knows whether the row is there, until the deletion is acknowledged.
                    acknowledged.remove(id);
                    return product.hardDelete();
                })
                .doOnNext(gone -> erased.add(id));
    }

    private static List<String> leftOpen() {
        return PostgresqlServer.query("SELECT state || ': ' || query FROM pg_stat_activity WHERE application_name = '"
                        + APPLICATION + "' AND state <> 'idle' UNION ALL SELECT 'lock: ' || l.mode FROM pg_locks l"
                        + " JOIN pg_stat_activity a USING (pid) WHERE a.application_name = '" + APPLICATION + "'")
                .collectList()
                .block();
    }

    private static List<String> halfOrders() {
        return PostgresqlServer.query("SELECT abs((SELECT count(*) FROM \"order\")"
                        + " - (SELECT count(DISTINCT subject) FROM audit_log))")
                .collectList()
                .block();
    }
}
