package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.DatabaseBuilder;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.tck.network.FaultProxy;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A pool whose connections go through a proxy, and what the server says of them, which is asked past the proxy. */
@NullUnmarked
final class ProxiedPool implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(10);

    private final FaultProxy proxy = PostgresqlServer.proxy();
    private final Connection observer =
            await(Mono.from(PostgresqlServer.connectionFactory().create()));
    private final String application;
    private final ConnectionPool pool;
    private final Database database;

    /** Open a pool of so many connections, whose database becomes the default. */
    ProxiedPool(String application, int connections) {
        this.application = application;
        pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(PostgresqlServer.connectionFactory(proxy, application))
                        .initialSize(0)
                        .maxSize(connections)
                        .maxAcquireTime(ACQUIRE_TIMEOUT)
                        .acquireRetry(0)
                        .build());
        database = Database.builder(pool).build();
        Database.setDefault(database);
    }

    static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    /** Wait for something that is about to happen; fail if it does not. */
    static void await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the end of the wait").isLessThan(deadline);
            let(Duration.ofMillis(1));
        }
    }

    /** Let time pass in which something may happen that must not. */
    static void let(Duration time) {
        Mono.delay(time).block();
    }

    FaultProxy proxy() {
        return proxy;
    }

    ConnectionPool connections() {
        return pool;
    }

    Database database() {
        return database;
    }

    /** Build another database on the pool. */
    Database database(UnaryOperator<DatabaseBuilder> options) {
        return options.apply(Database.builder(pool)).build();
    }

    /** Make the tables of these models anew, past the proxy. */
    void prepare(Model<?>... models) {
        Database direct = Database.builder(PostgresqlServer.connectionFactory())
                .maxConnections(1)
                .build();
        Schema.drop(direct, models).then(Schema.create(direct, models)).block(PATIENCE);
        direct.close().block(PATIENCE);
    }

    int acquired() {
        return pool.getMetrics().orElseThrow().acquiredSize();
    }

    /** Wait until all connections are given back. */
    void awaitFree(Duration patience) {
        await(() -> acquired() == 0 && pool.getMetrics().orElseThrow().pendingAcquireSize() == 0, patience);
    }

    /** Run a statement past the proxy and return the first column of its rows, as text. */
    List<String> ask(String sql) {
        return Flux.from(observer.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0))))
                .collectList()
                .block(PATIENCE);
    }

    /** Count what is committed. */
    int count(String tableAndCondition) {
        return Integer.parseInt(ask("SELECT count(*) FROM " + tableAndCondition).get(0));
    }

    /** Return what the pool's sessions have left open; nothing, if the pool is at rest. */
    List<String> openSessions() {
        return ask("SELECT state || ': ' || query FROM pg_stat_activity WHERE application_name = '" + application
                + "' AND state <> 'idle' UNION ALL SELECT 'lock: ' || l.mode FROM pg_locks l"
                + " JOIN pg_stat_activity a USING (pid) WHERE a.application_name = '" + application + "'");
    }

    /** Wait until so many of the pool's sessions wait for a lock. */
    void awaitWaitingForLock(int sessions) {
        await(
                () -> count("pg_stat_activity WHERE application_name = '" + application
                                + "' AND wait_event_type = 'Lock'")
                        == sessions,
                PATIENCE);
    }

    /** End the pool's sessions on the server, which undoes what they have not committed. */
    void terminate() {
        String sessions = "pg_stat_activity WHERE application_name = '" + application + "'";
        ask("SELECT pg_terminate_backend(pid) FROM " + sessions);
        await(() -> count(sessions) == 0, PATIENCE);
    }

    /** Run statements in a transaction of somebody else, which is rolled back when it is closed. */
    ForeignTransaction foreign(String... statements) {
        return new ForeignTransaction(statements);
    }

    @Override
    public void close() {
        Database.setDefault(null);
        proxy.close();
        pool.disposeLater().onErrorComplete().block(PATIENCE);
        Mono.from(observer.close()).block(PATIENCE);
    }

    /** Somebody else's transaction, which holds its locks. */
    static final class ForeignTransaction implements AutoCloseable {

        private final Connection connection =
                await(Mono.from(PostgresqlServer.connectionFactory().create()));

        private ForeignTransaction(String... statements) {
            Mono.from(connection.beginTransaction()).block(PATIENCE);
            Flux.fromArray(statements)
                    .concatMap(sql -> connection.createStatement(sql).execute())
                    .concatMap(result -> result.getRowsUpdated())
                    .blockLast(PATIENCE);
        }

        void commit() {
            Mono.from(connection.commitTransaction()).block(PATIENCE);
        }

        @Override
        public void close() {
            Mono.from(connection.close()).block(PATIENCE);
        }
    }
}
