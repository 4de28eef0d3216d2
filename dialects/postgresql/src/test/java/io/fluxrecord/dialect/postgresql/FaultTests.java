package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Connections that die, a pool that is empty, statements that take too long, a server that restarts. */
@NullUnmarked
final class FaultTests {

    private static final String APPLICATION = "fluxrecord-faults";

    private final TestBed bed = new TestBed(PostgresqlServer.connectionFactory(APPLICATION));
    private final Database db = bed.database();

    @BeforeEach
    void prepare() {
        bed.prepare(Inventory_.model());
    }

    @AfterEach
    void allConnectionsAreBack() {
        bed.awaitIdle();
    }

    private static Mono<Void> killAll() {
        return PostgresqlServer.query(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                                + APPLICATION + "'")
                .then();
    }

    private static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Duration.ofSeconds(20)));
    }

    @Test
    void connectionThatDiesInATransactionIsAnErrorAndUndoesMemory() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        lamp.quantity = 6;
        StepVerifier.create(db.transaction(
                        () -> lamp.save().then(killAll()).then(Mono.defer(() -> Inventory_.find(lamp.id)))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(Duration.ofSeconds(20));
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.changes()).containsExactly("quantity");
        await(lamp.save());
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(6);
    }

    @Test
    void connectionThatDiesBeforeTheCommitIsAnErrorAndUndoesMemory() {
        Inventory lamp = new Inventory("lamp", 7);
        // Whether the COMMIT was sent before the driver heard of the end is a matter of luck.
        StepVerifier.create(db.transaction(() -> lamp.save().delayUntil(saved -> killAll())))
                .expectErrorSatisfies(
                        error -> assertThat(error).isInstanceOfAny(R2dbcException.class, UnknownOutcomeException.class))
                .verify(Duration.ofSeconds(20));
        assertThat(lamp.stored()).isFalse();
        assertThat(lamp.id).isNull();
        assertThat(await(Inventory_.query().count())).isZero();
        boolean unknown = RecordState.of(lamp).isInsertUnanswered();
        await((unknown ? new Inventory("lamp", 7) : lamp).save());
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    void commitThatTheServerRefusesIsItsErrorAndUndoesMemory() {
        bed.execute("ALTER TABLE inventory ADD CONSTRAINT one_sku UNIQUE (sku) DEFERRABLE INITIALLY DEFERRED");
        await(new Inventory("lamp", 7).save());
        Inventory twin = new Inventory("lamp", 1);
        StepVerifier.create(db.transaction(() ->
                        twin.save().doOnNext(saved -> assertThat(saved.stored()).isTrue())))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(twin.stored()).isFalse();
        assertThat(twin.id).isNull();
        assertThat(twin.getVersion()).isZero();
        twin.sku = "other";
        await(twin.save());
        assertThat(await(Inventory_.query().count())).isEqualTo(2);
    }

    /** Outside a transaction the server checks deferred constraints after it has said how many rows there are. */
    @Test
    void errorAfterTheRowCountIsNotLost() {
        // As an application has it, without the recording between us and the driver.
        Database plain = Database.builder(PostgresqlServer.connectionFactory(APPLICATION))
                .build();
        Database.setDefault(plain);
        bed.execute("ALTER TABLE inventory ADD CONSTRAINT one_sku UNIQUE (sku) DEFERRABLE INITIALLY DEFERRED");
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Inventory twin = new Inventory("lamp", 1);
        StepVerifier.create(twin.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(twin.stored()).isFalse();
        assertThat(twin.id).isNull();
        Inventory withKey = new Inventory("lamp", 1);
        withKey.id = 4711L;
        StepVerifier.create(withKey.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(withKey.stored()).isFalse();
        Inventory chair = await(new Inventory("chair", 1).save());
        chair.sku = "lamp";
        StepVerifier.create(chair.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(chair.getVersion()).isEqualTo(1);
        assertThat(chair.changes()).containsExactly("sku");
        StepVerifier.create(Inventory_.query().update(Inventory_.sku.set("same")))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        StepVerifier.create(Inventory_.insertAll(Flux.just(new Inventory("lamp", 1), new Inventory("desk", 1))))
                .thenConsumeWhile(item -> true)
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(await(Inventory_.query().count())).isEqualTo(2);
        assertThat(await(lamp.reload()).sku).isEqualTo("lamp");
        plain.close().block();
    }

    @Test
    void connectionsThatDieInThePoolAreReplaced() {
        await(Flux.range(0, 40)
                .flatMap(i -> new Inventory("item" + i, i).save(), 10)
                .then(Mono.just(true)));
        killAll().block();
        for (int i = 0; i < 20; i++) {
            // The news of a death may still be on its way, so each of the ten connections may fail once.
            assertThat(await(Inventory_.query().count().retry(10))).isEqualTo(40);
        }
    }

    @Test
    void connectionThatDiesMidStatementIsAnErrorToItsSubscriber() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        // The update waits for the lock of the transaction around it, and dies waiting.
        StepVerifier.create(db.transaction(() -> Inventory_.query()
                        .forUpdate()
                        .one()
                        .then(Mono.when(
                                Inventory_.query()
                                        .update(Inventory_.quantity.increment(1))
                                        .as(update -> db.transaction(TransactionOptions.REQUIRES_NEW, () -> update)),
                                Mono.delay(Duration.ofMillis(100)).then(killAll())))))
                .expectErrorSatisfies(
                        error -> assertThat(error).isInstanceOfAny(R2dbcException.class, UnknownOutcomeException.class))
                .verify(Duration.ofSeconds(20));
        // The word that a connection was killed may still be on its way, and meet the next statement. The connection
        // with the lock may have been the first to die, so that the update went on to its commit.
        assertThat(await(Inventory_.find(lamp.id).retry(10)).quantity).isIn(7, 8);
    }

    @Test
    void emptyPoolIsABoundedWaitAndAClearError() {
        Database small = Database.builder(PostgresqlServer.connectionFactory(APPLICATION))
                .maxConnections(1)
                .acquireTimeout(Duration.ofMillis(200))
                .build();
        StepVerifier.create(small.transaction(() -> Inventory_.query()
                                .count()
                                .then(small.transaction(
                                        TransactionOptions.REQUIRES_NEW,
                                        () -> Inventory_.query().count())))
                        .contextWrite(small.context()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessageContaining("acquisition timed out"))
                .verify(Duration.ofSeconds(20));
        StepVerifier.create(Inventory_.query().count().contextWrite(small.context()))
                .expectNext(0L)
                .verifyComplete();
        small.close().block();
    }

    @Test
    void statementTimeoutEndsAStatementAndEndsWithTheTransaction() {
        await(new Inventory("lamp", 7).save());
        TransactionOptions impatient = TransactionOptions.REQUIRES_NEW.statementTimeout(Duration.ofMillis(50));
        StepVerifier.create(db.transaction(() -> Inventory_.query()
                        .forUpdate()
                        .one()
                        .then(db.transaction(
                                impatient, () -> Inventory_.query().update(Inventory_.quantity.increment(1))))))
                .expectErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(R2dbcException.class).hasMessageContaining("timeout"))
                .verify(Duration.ofSeconds(20));
        assertThat(PostgresqlServer.query("SHOW statement_timeout").blockFirst())
                .isEqualTo("0");
    }

    @Test
    void readOnlyTransactionWritesNothing() {
        StepVerifier.create(
                        db.transaction(TransactionOptions.DEFAULT.readOnly(), () -> new Inventory("lamp", 7).save()))
                .expectErrorSatisfies(error -> assertThat(error).hasMessageContaining("read-only"))
                .verify(Duration.ofSeconds(20));
        await(new Inventory("lamp", 7).save());
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "FLUXRECORD_PG_URL",
            matches = ".+",
            disabledReason = "a server that somebody else runs is not restarted")
    void poolRecoversWhenTheServerRestarts(@TempDir Path data) throws IOException {
        EmbeddedPostgres server = start(data, 0);
        int port = server.getPort();
        Database restarted = Database.connect("r2dbc:postgresql://postgres@localhost:" + port + "/postgres");
        Schema.create(restarted, Inventory_.model()).block();
        Flux.range(0, 20)
                .flatMap(i -> new Inventory("item" + i, i).save(), 10)
                .contextWrite(restarted.context())
                .blockLast();
        server.close();
        StepVerifier.create(Inventory_.query().count().contextWrite(restarted.context()))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(Exception.class))
                .verify(Duration.ofSeconds(40));
        try (EmbeddedPostgres again = start(data, port)) {
            assertThat(again.getPort()).isEqualTo(port);
            for (int i = 0; i < 20; i++) {
                assertThat(await(Inventory_.query().count().contextWrite(restarted.context())))
                        .isEqualTo(20);
            }
            restarted.close().block();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("server"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    /** A statement that is stuck behind a lock holds up those in it, and nobody who comes later. */
    @Test
    void coalescedInsertThatWaitsForALockHoldsUpNobodyElse() {
        Database together = bed.database(database -> database.coalesceInserts(Duration.ofMillis(20)));
        bed.execute("CREATE UNIQUE INDEX ON inventory (sku)");
        Mono<Inventory> holding = db.transaction(
                () -> new Inventory("contended", 1).save().delayUntil(saved -> Mono.delay(Duration.ofSeconds(2))));
        Mono<String> blocked = Mono.delay(Duration.ofMillis(200))
                .then(new Inventory("contended", 2).save())
                .map(saved -> "written")
                .onErrorReturn(R2dbcDataIntegrityViolationException.class, "refused in the end");
        Mono<List<Inventory>> others = Flux.range(0, 50)
                .flatMap(i -> Mono.delay(Duration.ofMillis(400)).then(new Inventory("free" + i, i).save()))
                .collectList()
                .timeout(Duration.ofMillis(1_500));
        StepVerifier.create(Mono.zip(
                        holding, blocked.contextWrite(together.context()), others.contextWrite(together.context())))
                .assertNext(ends -> {
                    assertThat(ends.getT2()).isEqualTo("refused in the end");
                    assertThat(ends.getT3()).hasSize(50).allMatch(Inventory::stored);
                })
                .verifyComplete();
        assertThat(await(Inventory_.query().count())).isEqualTo(51);
    }

    @Test
    void connectionThatDiesUnderCoalescedCallersFailsThemAndNobodyAfterThem() {
        Database together = bed.database(
                database -> database.coalesceFinds(Duration.ofMillis(1)).coalesceInserts(Duration.ofMillis(1)));
        List<Long> ids = await(Inventory_.insertAll(Flux.range(0, 20).map(i -> new Inventory("item" + i, i)))
                .map(item -> item.id)
                .collectList());
        LongAdder ended = new LongAdder();
        Flux.range(0, 4_000)
                .flatMap(
                        i -> (i % 10 == 0 ? new Inventory("new", i).save() : Inventory_.find(ids.get(i % 20)))
                                .then(i % 1_000 == 500 ? killAll() : Mono.empty())
                                .onErrorComplete(R2dbcException.class)
                                .onErrorComplete(UnknownOutcomeException.class)
                                .doOnTerminate(ended::increment),
                        64)
                .contextWrite(together.context())
                .blockLast(Duration.ofSeconds(30));
        assertThat(ended.sum()).isEqualTo(4_000);
        assertThat(await(Inventory_.find(ids.get(3))
                                .contextWrite(together.context())
                                .retry(10))
                        .quantity)
                .isEqualTo(3);
    }
}
