package io.fluxrecord.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a transaction sets for its session ends with it, as the session goes back to the pool. */
@NullUnmarked
final class SessionSettingsTests {

    private ConnectionPool pool;

    @AfterEach
    void close() {
        pool.close().block();
    }

    @ParameterizedTest
    @CsvSource({"'', 2000", "?options=DEFAULT_LOCK_TIMEOUT=3000, 3000"})
    void timeoutsAndIsolationAreThoseOfBefore(String options, String lockTimeout) {
        pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(ConnectionFactories.get("r2dbc:h2:mem:///settings" + options))
                        .initialSize(1)
                        .maxSize(1)
                        .build());
        Database db = Database.builder(pool).build();
        TransactionOptions strict = TransactionOptions.DEFAULT
                .lockTimeout(Duration.ofMillis(70))
                .statementTimeout(Duration.ofSeconds(7))
                .isolation(IsolationLevel.SERIALIZABLE);
        db.transaction(strict, Mono::empty).block();
        assertThat(setting("SELECT LOCK_TIMEOUT()")).isEqualTo(lockTimeout);
        assertThat(setting("SELECT ISOLATION_LEVEL FROM INFORMATION_SCHEMA.SESSIONS"))
                .isEqualTo("READ COMMITTED");
        assertThat(setting("SELECT COALESCE(MAX(SETTING_VALUE), '0') FROM INFORMATION_SCHEMA.SETTINGS"
                        + " WHERE SETTING_NAME = 'QUERY_TIMEOUT'"))
                .isEqualTo("0");
        assertThat(pool.getMetrics().orElseThrow().allocatedSize()).isEqualTo(1);
    }

    private String setting(String sql) {
        return Mono.usingWhen(
                        pool.create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .flatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0))))
                                .next(),
                        Connection::close)
                .block();
    }
}
