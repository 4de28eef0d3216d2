package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.Rule;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * Answers of a server that are lost in the network: what cannot be known is told apart from what was not done. A class,
 * as each test has a proxy and a pool of its own, and its database is the default; the test bed is connected directly.
 */
@SuppressWarnings("this-escape") // JUnit makes the test when all of it is there.
public abstract class UnknownOutcomeContract implements Contract {

    /** How long a test waits for what is to happen. */
    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(10);

    /** Writes of one statement, outside a transaction. */
    enum Write {
        INSERT,
        INSERT_WITH_KEY,
        INSERT_ALL,
        COALESCED_INSERTS,
        UPDATE,
        SOFT_DELETE,
        HARD_DELETE,
        BULK_UPDATE,
        BULK_DELETE
    }

    private final FaultProxy proxy = openProxy();
    private final ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connectionFactory(proxy))
            .initialSize(0)
            .maxSize(3)
            .maxAcquireTime(ACQUIRE_TIMEOUT)
            .acquireRetry(0)
            .build());
    private final Database db = Database.builder(pool).build();
    private final Inventory lamp = new Inventory("lamp", 7);
    private final Comment remark = new Comment("remark");

    /** Make the contract for one test. */
    protected UnknownOutcomeContract() {}

    /** Open a proxy to the server, under the framing of its protocol. */
    protected abstract FaultProxy openProxy();

    /** Connect through a proxy. */
    protected abstract ConnectionFactory connectionFactory(FaultProxy proxy);

    /** Match a statement on its way to the server that begins so. */
    protected abstract Predicate<Message> sent(String verb);

    /** Match the server's word that a statement is done, of a kind that begins so. */
    protected abstract Predicate<Message> answered(String verb);

    /** Return what {@link #answered} is asked for of an {@code insertAll}; by default it is an INSERT as any other. */
    protected String verbOfInsertAll() {
        return "INSERT";
    }

    /** Stop the statements that wait for a lock, as an administrator would; empty when at least one was stopped. */
    protected abstract Mono<Void> stopWaiting();

    /** Return the database whose connections go through the proxy. */
    protected final Database database() {
        return db;
    }

    @BeforeEach
    final void prepare() {
        bed().prepare(Inventory_.model(), Comment_.model(), Order_.model(), AuditLog_.model());
        Database.setDefault(db);
        await(lamp.save());
        await(remark.save());
    }

    @AfterEach
    final void close() {
        PoolMetrics metrics = pool.getMetrics().orElseThrow();
        bed().await(() -> metrics.acquiredSize() == 0 && metrics.pendingAcquireSize() == 0);
        Database.setDefault(bed().database());
        proxy.close();
        pool.disposeLater().onErrorComplete().block(PATIENCE);
    }

    /** Read past the proxy what is committed. */
    private <T> T committed(Mono<T> query) {
        return await(query.contextWrite(bed().database().context()));
    }

    private long count(Mono<Long> count) {
        return committed(count);
    }

    private static void verifyUnknown(Mono<?> work) {
        StepVerifier.create(work)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UnknownOutcomeException.class)
                        .hasCauseInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
    }

    private static void verifyRefused(Mono<?> work) {
        StepVerifier.create(work)
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
    }

    private Predicate<Message> commit(boolean arrived) {
        return arrived ? answered("COMMIT") : sent("COMMIT");
    }

    @Test
    void commitWhoseAnswerIsLostIsUnknownAndItsRowMeetsARetryByItsKey() {
        Comment comment = new Comment("hello");
        proxy.when(commit(true)).once().cut();
        verifyUnknown(db.transaction(comment::save));
        UUID key = Objects.requireNonNull(comment.getId());
        assertThat(comment.stored()).isFalse();
        assertThat(committed(Comment_.find(key)).getId()).isEqualTo(key);
        StepVerifier.create(comment.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(count(Comment_.query().count())).isEqualTo(2);
    }

    @Test
    void commitThatNeverArrivedIsUnknownAndARetryWritesOneRow() {
        Comment comment = new Comment("hello");
        proxy.when(commit(false)).once().cut();
        verifyUnknown(db.transaction(comment::save));
        UUID key = Objects.requireNonNull(comment.getId());
        assertThat(comment.stored()).isFalse();
        await(comment.save());
        assertThat(comment.getId()).isEqualTo(key);
        assertThat(committed(Comment_.find(key)).getId()).isEqualTo(key);
        assertThat(count(Comment_.query().count())).isEqualTo(2);
    }

    @ParameterizedTest(name = "the commit arrived: {0}")
    @ValueSource(booleans = {true, false})
    void memoryIsAsBeforeATransactionOfUnknownOutcome(boolean arrived) {
        proxy.when(commit(arrived)).once().cut();
        lamp.quantity = 8;
        Inventory chair = new Inventory("chair", 1);
        verifyUnknown(db.transaction(() -> lamp.save().then(chair.save()).then(remark.hardDelete())));
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(chair.stored()).isFalse();
        assertThat(chair.id).isNull();
        assertThat(remark.stored()).isTrue();
        assertThat(count(Inventory_.query().count())).isEqualTo(arrived ? 2 : 1);
        assertThat(count(Comment_.query().count())).isEqualTo(arrived ? 0 : 1);
    }

    @Test
    void saveWithHooksWhoseCommitIsLostIsUnknown() {
        proxy.when(commit(true)).once().cut();
        verifyUnknown(new Order(BigDecimal.TEN).save());
        assertThat(count(Order_.query().count())).isEqualTo(1);
    }

    /** The end of the connection has undone it, and nothing was committed. */
    @Test
    void writeInATransactionWhoseAnswerIsLostIsTheErrorOfTheDriver() {
        proxy.when(answered("INSERT")).once().cut();
        verifyRefused(db.transaction(() -> new Inventory("chair", 1).save()));
        assertThat(count(Inventory_.query().count())).isEqualTo(1);
    }

    private Mono<?> write(Write kind) {
        return switch (kind) {
            case INSERT -> new Inventory("chair", 1).save();
            case INSERT_WITH_KEY -> new Comment("hello").save();
            case INSERT_ALL ->
                Inventory_.insertAll(Flux.range(0, 3).map(i -> new Inventory("new", i)))
                        .then();
            case COALESCED_INSERTS ->
                new Comment("hello").save().contextWrite(coalescing(1).context());
            case UPDATE -> {
                lamp.quantity = 8;
                yield lamp.save();
            }
            case SOFT_DELETE -> remark.delete();
            case HARD_DELETE -> lamp.hardDelete();
            case BULK_UPDATE -> Inventory_.query().update(Inventory_.quantity.increment(1));
            case BULK_DELETE -> Inventory_.query().delete();
        };
    }

    private Database coalescing(int milliseconds) {
        return Database.builder(pool)
                .coalesceInserts(Duration.ofMillis(milliseconds))
                .build();
    }

    private String verb(Write kind) {
        return switch (kind) {
            case INSERT, INSERT_WITH_KEY, COALESCED_INSERTS -> "INSERT";
            case INSERT_ALL -> verbOfInsertAll();
            case UPDATE, SOFT_DELETE, BULK_UPDATE -> "UPDATE";
            case HARD_DELETE, BULK_DELETE -> "DELETE";
        };
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void writeWhoseAnswerIsLostIsUnknownAndMemoryIsAsBefore(Write kind) {
        Mono<?> write = write(kind);
        String before = lamp.changes().toString();
        Rule lost = proxy.when(answered(verb(kind))).once().cut();
        verifyUnknown(write);
        lost.awaitHit(PATIENCE);
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).hasToString(before);
        assertThat(lamp.stored()).isTrue();
        assertThat(remark.stored()).isTrue();
    }

    /** Halves of what may have been written must not be tried again. */
    @Test
    void coalescedInsertsWhoseAnswerIsLostAreUnknownToAllOfThemAndSentOnce() {
        Rule first = proxy.when(answered("INSERT")).once().delay(Duration.ofMillis(100));
        Rule lost = proxy.when(answered("INSERT")).skip(1).once().cut();
        Rule sent = proxy.when(sent("INSERT")).watch();
        StepVerifier.create(Flux.range(0, 9)
                        .flatMap(i -> new Comment("together")
                                .save()
                                .map(saved -> "saved")
                                .onErrorResume(error -> {
                                    assertThat(error).isInstanceOf(UnknownOutcomeException.class);
                                    return Mono.just("unknown");
                                }))
                        .contextWrite(coalescing(20).context())
                        .collectMultimap(word -> word))
                .assertNext(words -> {
                    assertThat(words.get("unknown")).hasSize(8);
                    assertThat(words.get("saved")).hasSize(1);
                })
                .expectComplete()
                .verify(PATIENCE);
        first.awaitHit(PATIENCE);
        lost.awaitHit(PATIENCE);
        assertThat(sent.hits()).isEqualTo(2);
        assertThat(count(Comment_.query().where(Comment_.body.eq("together")).count()))
                .isEqualTo(9);
    }

    @Test
    void noRowThatWasAcknowledgedIsLostOverCuts() {
        for (int skipped = 3; skipped < 60; skipped += 9) {
            proxy.when(answered("INSERT")).skip(skipped).once().cut();
        }
        List<Long> acknowledged = await(Flux.range(0, 90)
                .flatMap(
                        number -> new Inventory("lamp", number)
                                .save()
                                .map(saved -> Objects.requireNonNull(saved.id))
                                .onErrorResume(error -> Mono.empty()),
                        8));
        List<Long> stored = committed(Inventory_.query()
                .all()
                .map(found -> Objects.requireNonNull(found.id))
                .collectList());
        assertThat(acknowledged).isNotEmpty().hasSizeLessThan(90);
        assertThat(stored).containsAll(acknowledged);
    }

    @Test
    void readWhoseAnswerIsLostIsTheErrorOfTheDriver() {
        Rule lost = proxy.when(answered("SELECT")).times(5).cut();
        verifyRefused(Inventory_.find(Objects.requireNonNull(lamp.id)));
        verifyRefused(lamp.reload());
        verifyRefused(Inventory_.query().count());
        verifyRefused(Inventory_.query().all().then());
        verifyRefused(db.transaction(() -> Inventory_.find(Objects.requireNonNull(lamp.id))));
        lost.awaitHits(5, PATIENCE);
    }

    @Test
    void whatTheServerRefusesIsItsError() {
        bed().execute("CREATE UNIQUE INDEX one_of_a_sku ON \"inventory\" (\"sku\")");
        StepVerifier.create(new Inventory("lamp", 1).save()).verifyError(R2dbcDataIntegrityViolationException.class);
        Rival holder = Rival.that(bed(), "UPDATE \"inventory\" SET \"quantity\" = 6");
        Duration soon = Duration.ofMillis(50);
        Mono<Long> update = Inventory_.query().update(Inventory_.quantity.increment(1));
        verifyRefused(db.transaction(TransactionOptions.DEFAULT.lockTimeout(soon), () -> update));
        verifyRefused(db.transaction(TransactionOptions.DEFAULT.statementTimeout(soon), () -> update));
        verifyRefused(
                update.takeUntilOther(holder.isWaitedFor().then(stopWaiting()).then(Mono.never())));
        holder.rollBack().block(PATIENCE);
        assertThat(committed(Inventory_.query().one()).quantity).isEqualTo(7);
    }

    @Test
    void connectionThatCannotBeOpenedIsTheErrorOfTheDriver() {
        proxy.refuse();
        proxy.cut();
        bed().await(() -> proxy.openConnections() == 0);
        // The driver may not have seen the end of a connection yet, and lose the answer to a first INSERT.
        StepVerifier.create(Mono.defer(() -> new Inventory("chair", 1).save()).retry(2))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
        proxy.admit();
        assertThat(count(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    void transactionWhoseConnectionIsCutBetweenItsStatementsIsTheErrorOfTheDriver() {
        StepVerifier.create(db.transaction(() -> new Inventory("chair", 1)
                        .save()
                        .publishOn(Schedulers.boundedElastic())
                        .doOnNext(saved -> {
                            proxy.cut();
                            bed().await(() -> proxy.openConnections() == 0);
                        })
                        .then(Mono.defer(() -> new Inventory("stool", 1).save()))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
        assertThat(count(Inventory_.query().count())).isEqualTo(1);
        assertThat(await(db.transaction(() -> new Inventory("chair", 1).save())).stored())
                .as("one more, on another connection")
                .isTrue();
    }
}
