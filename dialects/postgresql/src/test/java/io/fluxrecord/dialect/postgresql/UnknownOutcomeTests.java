package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static io.fluxrecord.tck.network.PostgresqlMessages.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.dialect.postgresql.ProxiedPool.ForeignTransaction;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Comment;
import io.fluxrecord.tck.model.Comment_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.network.Rule;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
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

/** Answers that are lost: what nobody can tell is told apart from what was not done. */
@NullUnmarked
@SuppressWarnings("try") // Somebody else's lock is used by being there.
final class UnknownOutcomeTests {

    /** Writes of one statement, outside a transaction, and the tag of their answer. */
    enum Write {
        INSERT("INSERT"),
        INSERT_WITH_KEY("INSERT"),
        INSERT_ALL("SELECT"),
        COALESCED_INSERTS("INSERT"),
        UPDATE("UPDATE"),
        SOFT_DELETE("UPDATE"),
        HARD_DELETE("DELETE"),
        BULK_UPDATE("UPDATE"),
        BULK_DELETE("DELETE");

        private final String tag;

        Write(String tag) {
            this.tag = tag;
        }
    }

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-unknown", 3);
    private final Database db = pool.database();
    private Inventory lamp;
    private Comment remark;

    @BeforeEach
    void prepare() {
        pool.prepare(Inventory_.model(), Comment_.model(), Order_.model(), AuditLog_.model());
        lamp = await(new Inventory("lamp", 7).save());
        remark = await(new Comment("remark").save());
    }

    @AfterEach
    void close() {
        pool.awaitFree(PATIENCE);
        pool.close();
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

    @Test
    void commitWhoseAnswerIsLostIsUnknownAndItsRowMeetsARetryByItsKey() {
        Comment comment = new Comment("hello");
        pool.proxy().when(done("COMMIT")).once().cut();
        verifyUnknown(db.transaction(comment::save));
        UUID key = comment.getId();
        assertThat(comment.stored()).isFalse();
        assertThat(key).isNotNull();
        assertThat(pool.ask("SELECT id FROM comment WHERE body = 'hello'")).containsExactly(key.toString());
        StepVerifier.create(comment.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(pool.count("comment WHERE body = 'hello'")).isEqualTo(1);
    }

    @Test
    void commitThatNeverArrivedIsUnknownAndARetryWritesOneRow() {
        Comment comment = new Comment("hello");
        pool.proxy().when(statement("COMMIT")).once().cut();
        verifyUnknown(db.transaction(comment::save));
        UUID key = comment.getId();
        assertThat(comment.stored()).isFalse();
        await(comment.save());
        assertThat(comment.getId()).isEqualTo(key);
        assertThat(pool.ask("SELECT id FROM comment WHERE body = 'hello'")).containsExactly(key.toString());
    }

    @ParameterizedTest(name = "the commit arrived: {0}")
    @ValueSource(booleans = {true, false})
    void memoryIsAsBeforeATransactionOfUnknownOutcome(boolean arrived) {
        pool.proxy().when(arrived ? done("COMMIT") : statement("COMMIT")).once().cut();
        lamp.quantity = 8;
        Inventory chair = new Inventory("chair", 1);
        verifyUnknown(db.transaction(() -> lamp.save().then(chair.save()).then(remark.hardDelete())));
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(chair.stored()).isFalse();
        assertThat(chair.id).isNull();
        assertThat(remark.stored()).isTrue();
        assertThat(pool.count("inventory")).isEqualTo(arrived ? 2 : 1);
        assertThat(pool.count("comment")).isEqualTo(arrived ? 0 : 1);
    }

    @Test
    void saveWithHooksWhoseCommitIsLostIsUnknown() {
        pool.proxy().when(done("COMMIT")).once().cut();
        verifyUnknown(new Order(BigDecimal.TEN).save());
        assertThat(pool.count("\"order\"")).isEqualTo(1);
    }

    /** The end of the connection has undone it, and nothing was committed. */
    @Test
    void writeInATransactionWhoseAnswerIsLostIsTheErrorOfTheDriver() {
        pool.proxy().when(done("INSERT")).once().cut();
        verifyRefused(db.transaction(() -> new Inventory("chair", 1).save()));
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    private Mono<?> write(Write kind) {
        return switch (kind) {
            case INSERT -> new Inventory("chair", 1).save();
            case INSERT_WITH_KEY -> new Comment("hello").save();
            case INSERT_ALL ->
                Inventory_.insertAll(Flux.range(0, 3).map(i -> new Inventory("new", i)))
                        .then();
            case COALESCED_INSERTS ->
                new Comment("hello")
                        .save()
                        .contextWrite(pool.database(database -> database.coalesceInserts(Duration.ofMillis(1)))
                                .context());
            case UPDATE -> {
                lamp.quantity = 8;
                yield lamp.save();
            }
            case SOFT_DELETE -> remark.delete();
            case HARD_DELETE -> lamp.hardDelete();
            case BULK_UPDATE -> Inventory_.query().update(Inventory_.quantity.plus(1));
            case BULK_DELETE -> Inventory_.query().delete();
        };
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void writeWhoseAnswerIsLostIsUnknownAndMemoryIsAsBefore(Write kind) {
        Mono<?> write = write(kind);
        String before = lamp.changes().toString();
        Rule lost = pool.proxy().when(done(kind.tag)).once().cut();
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
        Database together = pool.database(database -> database.coalesceInserts(Duration.ofMillis(20)));
        Rule first = pool.proxy().when(done("INSERT")).once().delay(Duration.ofMillis(100));
        Rule lost = pool.proxy().when(done("INSERT")).skip(1).once().cut();
        Rule sent = pool.proxy().when(statement("INSERT")).watch();
        StepVerifier.create(Flux.range(0, 9)
                        .flatMap(i -> new Comment("together")
                                .save()
                                .map(saved -> "saved")
                                .onErrorResume(error -> {
                                    assertThat(error).isInstanceOf(UnknownOutcomeException.class);
                                    return Mono.just("unknown");
                                }))
                        .contextWrite(together.context())
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
        assertThat(pool.count("comment WHERE body = 'together'")).isEqualTo(9);
    }

    @Test
    void readWhoseAnswerIsLostIsTheErrorOfTheDriver() {
        Rule lost = pool.proxy().when(done("SELECT 1")).times(5).cut();
        verifyRefused(Inventory_.find(lamp.id));
        verifyRefused(lamp.reload());
        verifyRefused(Inventory_.query().count());
        verifyRefused(Inventory_.query().all().then());
        verifyRefused(db.transaction(() -> Inventory_.find(lamp.id)));
        lost.awaitHits(5, PATIENCE);
    }

    @Test
    void whatTheServerRefusesIsItsError() {
        pool.ask("ALTER TABLE inventory ADD CONSTRAINT one_sku UNIQUE (sku) DEFERRABLE INITIALLY DEFERRED");
        StepVerifier.create(db.transaction(() -> new Inventory("lamp", 1).save()))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        StepVerifier.create(new Inventory("lamp", 1).save()).verifyError(R2dbcDataIntegrityViolationException.class);
        try (ForeignTransaction holder = pool.foreign("UPDATE inventory SET sku = sku")) {
            Duration soon = Duration.ofMillis(50);
            Mono<Long> update = Inventory_.query().update(Inventory_.quantity.plus(1));
            verifyRefused(db.transaction(TransactionOptions.DEFAULT.lockTimeout(soon), () -> update));
            verifyRefused(db.transaction(TransactionOptions.DEFAULT.statementTimeout(soon), () -> update));
            StepVerifier.create(update)
                    .expectSubscription()
                    .then(() -> pool.awaitWaitingForLock(1))
                    .then(() -> pool.ask("SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'fluxrecord-unknown' AND wait_event_type = 'Lock'"))
                    .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                    .verify(PATIENCE);
        }
        assertThat(pool.ask("SELECT quantity FROM inventory")).containsExactly("7");
    }

    @Test
    void connectionThatCannotBeOpenedIsTheErrorOfTheDriver() {
        pool.proxy().refuse();
        pool.proxy().cut();
        await(() -> pool.proxy().openConnections() == 0, PATIENCE);
        // The driver may not have seen the end of a connection yet, and lose the answer to a first INSERT.
        StepVerifier.create(Mono.defer(() -> new Inventory("chair", 1).save()).retry(2))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
        pool.proxy().admit();
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    /** The driver says that nothing was sent where it knew by then that its connection had ended. */
    @Test
    void statementOnAConnectionThatIsKnownToBeDeadIsTheErrorOfTheDriver() {
        StepVerifier.create(db.transaction(() -> Inventory_.query()
                        .count()
                        .publishOn(Schedulers.boundedElastic())
                        .doOnNext(count -> pool.terminate())
                        .then(Mono.delay(Duration.ofMillis(100)))
                        .then(new Inventory("chair", 1).save())))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
        assertThat(pool.count("inventory")).isEqualTo(1);
    }
}
