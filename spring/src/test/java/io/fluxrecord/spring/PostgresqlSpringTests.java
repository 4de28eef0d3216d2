package io.fluxrecord.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.tck.Capabilities;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** On PostgreSQL. */
final class PostgresqlSpringTests extends SpringContractTests {

    private static final TestBed BED =
            new TestBed(ConnectionFactories.get(url()), new OfPostgresql(), SpringStyle::new);

    /** The server is started for this JVM, and ends with it. */
    private static String url() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            return "r2dbc:postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    private static final TestBed MIXED = new TestBed(BED.driver(), BED.capabilities(), MixedStyle::new);

    private static final class OfPostgresql implements Capabilities {

        @Override
        public String session() {
            return "SELECT pg_backend_pid()";
        }

        @Override
        public String waitingFor(Object session) {
            return "SELECT 1 FROM pg_stat_activity WHERE " + session + " = ANY (pg_blocking_pids(pid))";
        }
    }

    @Override
    boolean keepsIsolation() {
        return true;
    }

    @Nested
    final class Transactionals extends TransactionalTests {

        @Override
        TestBed bed() {
            return BED;
        }

        @Override
        String session() {
            return "SELECT pg_backend_pid()";
        }
    }

    /**
     * Spring's own fault: the pool takes the connection back before the BEGIN has answered. What others send on it then
     * is never committed, but for what Fluxrecord sends.
     */
    @Test
    void beginOfSpringThatIsCancelledLeavesATransactionOpenInWhichRecordsAreNotLost() {
        BED.prepare(Country_.model());
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(BED.driver())
                .initialSize(1)
                .maxSize(1)
                .build());
        pool.warmup().block();
        Database database = Database.builder(pool).build();
        DatabaseClient other = DatabaseClient.create(BED.driver());
        Object session = DatabaseClient.create(pool)
                .sql("SELECT pg_backend_pid()")
                .mapValue(Object.class)
                .one()
                .block();
        Mono<Void> begin = TransactionalOperator.create(new R2dbcTransactionManager(pool))
                .execute(status -> Mono.never())
                .then();
        int open = 0;
        for (int attempt = 0; open < 1 && attempt < 5_000; attempt++) {
            Disposable cancelled = begin.subscribe();
            busy(attempt % 200 * 2_500L);
            cancelled.dispose();
            BED.await(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0);
            String state = other.sql("SELECT state FROM pg_stat_activity WHERE pid = " + session)
                    .mapValue(String.class)
                    .one()
                    .block();
            if ("idle in transaction".equals(state)) {
                open++;
                String code = "c" + open;
                new Country(code, code).save().contextWrite(database.context()).block();
            }
        }
        pool.dispose();
        assertThat(open).isEqualTo(1);
        assertThat(Country_.query().count().block()).isEqualTo(1);
    }

    /**
     * The connection looks as it should when it is borrowed, and is in a transaction when the INSERT has answered. Now
     * and then r2dbc-pool loses the connection of an acquisition that Spring has cancelled; nothing is saved then.
     */
    @Test
    void saveRightAfterACancelledBeginOfSpringIsCommitted() {
        BED.prepare(Country_.model());
        long saved = 0;
        for (int batch = 0; batch < 6; batch++) {
            saved += saveAfterCancelledBegins("b" + batch);
        }
        assertThat(saved).isGreaterThan(150);
        assertThat(Country_.query().count().block()).isEqualTo(saved);
    }

    private static long saveAfterCancelledBegins(String batch) {
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(BED.driver())
                .initialSize(1)
                .maxSize(1)
                .maxAcquireTime(Duration.ofSeconds(5))
                .build());
        Database database = Database.builder(pool).build();
        TransactionalOperator operator = TransactionalOperator.create(new R2dbcTransactionManager(pool));
        try {
            for (int attempt = 0; attempt < 50; attempt++) {
                Disposable cancelled = operator.execute(status -> Mono.never()).subscribe();
                busy(attempt * 20_000L);
                cancelled.dispose();
                String code = batch + "-" + attempt;
                Country saved = new Country(code, code)
                        .save()
                        .contextWrite(database.context())
                        .onErrorComplete(R2dbcTimeoutException.class)
                        .block();
                if (saved == null) {
                    return attempt;
                }
            }
            return 50;
        } finally {
            pool.dispose();
        }
    }

    /** The rollback that follows on a commit that failed is not a second end. */
    @Test
    void synchronizationsAreCalledOnceWhereTheCommitFails() {
        BED.execute("DROP TABLE IF EXISTS checked_late");
        BED.execute("CREATE TABLE checked_late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        List<String> steps = new CopyOnWriteArrayList<>();
        StepVerifier.create(BED.database()
                        .transaction(() -> TransactionalTests.register(new TransactionalTests.RecordedSteps(steps))
                                .then(DatabaseClient.create(BED.pool())
                                        .sql("INSERT INTO checked_late VALUES (1), (1)")
                                        .then())))
                .verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(steps).containsExactly("beforeCommit", "beforeCompletion", "afterCompletion 1");
    }

    private static void busy(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Override
    TestBed mixedBed() {
        return MIXED;
    }

    @Override
    TestBed bed() {
        return BED;
    }
}
