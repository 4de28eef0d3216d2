package io.fluxrecord.dialect.mariadb;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.embedded.EmbeddedMariadb;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Sessions of MariaDB that begin in modes which change what values and statements mean. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class SqlModeTests {

    private @Nullable Database db;

    private Database in(String mode) {
        Database database = Database.builder(MariadbServer.connectionFactoryWith("sql_mode=" + mode))
                .maxConnections(1)
                .build();
        db = database;
        Schema.drop(database, Everything_.model())
                .then(Schema.create(database, Everything_.model()))
                .block();
        return database;
    }

    @AfterEach
    void close() {
        if (db != null) {
            db.close().block();
        }
    }

    private static Everything record() {
        Everything record = new Everything();
        record.text = "";
        record.longText = "a \\ b \\' c \" d \\\\ e\nf % g _ h || `";
        record.medium = -3;
        record.date = LocalDate.of(2026, 11, 30);
        record.dateTime = LocalDateTime.of(2026, 11, 30, 23, 59, 59, 999_999_000);
        record.price = new BigDecimal("1.50");
        record.texts = new String[] {"", "\\", "\""};
        return record;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ALLOW_INVALID_DATES",
                "ANSI",
                "ANSI_QUOTES",
                "DB2",
                "EMPTY_STRING_IS_NULL",
                "HIGH_NOT_PRECEDENCE",
                "IGNORE_SPACE",
                "MAXDB",
                "MSSQL",
                "MYSQL40",
                "NO_BACKSLASH_ESCAPES",
                "NO_UNSIGNED_SUBTRACTION",
                "NO_ZERO_DATE",
                "NO_ZERO_IN_DATE",
                "ONLY_FULL_GROUP_BY",
                "ORACLE",
                "PAD_CHAR_TO_FULL_LENGTH",
                "PIPES_AS_CONCAT",
                "POSTGRESQL",
                "REAL_AS_FLOAT",
                "SIMULTANEOUS_ASSIGNMENT",
                "TIME_ROUND_FRACTIONAL",
                "TRADITIONAL"
            })
    void valuesAndConditionsMeanTheSame(String mode) {
        Database database = in(mode);
        Everything record = await(record().save().contextWrite(database.context()));
        Everything found =
                await(Everything_.find(Objects.requireNonNull(record.id)).contextWrite(database.context()));
        assertThat(found.text).isEmpty();
        assertThat(found.longText).isEqualTo(record.longText);
        assertThat(found.date).isEqualTo(record.date);
        assertThat(found.dateTime).isEqualTo(record.dateTime);
        assertThat(found.texts).isEqualTo(record.texts);
        assertThat(await(Everything_.query()
                        .where(Everything_.text
                                .eq("")
                                .and(Everything_.longText.startsWith("a \\ b \\' c \""))
                                .and(Everything_.longText.endsWith("% g _ h || `"))
                                .and(Everything_.medium.between(-4, -2))
                                .and(Everything_.medium.in(1, 2).not())
                                .and(Everything_.medium.eq(0).not()))
                        .count()
                        .contextWrite(database.context())))
                .isOne();
        found.text = "no longer empty";
        await(found.save().contextWrite(database.context()));
        found.text = "";
        await(found.save().contextWrite(database.context()));
        assertThat(await(found.reload().contextWrite(database.context())).text).isEmpty();
    }

    @Test
    void textOfFixedLengthIsReadWithoutTheSpacesAfterIt() {
        Database database = in("PAD_CHAR_TO_FULL_LENGTH");
        MariadbServer.query("ALTER TABLE everything MODIFY text char(8)").blockLast();
        Everything record = record();
        record.text = "four";
        await(record.save().contextWrite(database.context()));
        assertThat(await(Everything_.query().one().contextWrite(database.context())).text)
                .isEqualTo("four");
    }

    /** In some modes of other databases the types of that name are others. */
    @ParameterizedTest
    @ValueSource(strings = {"ORACLE", "MAXDB", "REAL_AS_FLOAT"})
    void columnsAreOfTheSameTypes(String mode) {
        String types = "SELECT GROUP_CONCAT(column_type ORDER BY ordinal_position) FROM information_schema.columns"
                + " WHERE table_schema = DATABASE() AND table_name = 'everything'";
        in("").close().block();
        String expected = await(MariadbServer.query(types)).get(0);
        in(mode);
        assertThat(MariadbServer.query(types).blockFirst()).isEqualTo(expected);
    }

    @Test
    void timeOfMoreDigitsThanItsColumnIsCutAndNotRounded() {
        Database database = in("TIME_ROUND_FRACTIONAL");
        MariadbServer.query("ALTER TABLE everything MODIFY date_time datetime").blockLast();
        await(record().save().contextWrite(database.context()));
        assertThat(await(Everything_.query().one().contextWrite(database.context())).dateTime)
                .isEqualTo("2026-11-30T23:59:59");
    }

    /** Other code on the same pool may count on them. */
    @Test
    void otherModesAreKept() {
        ConnectionPool pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(MariadbServer.connectionFactoryWith("sql_mode=ORACLE"))
                        .initialSize(1)
                        .maxSize(1)
                        .build());
        try {
            Database shared = Database.builder(pool).build();
            Schema.create(shared, Everything_.model()).block();
            assertThat(List.of(await(sqlMode(pool)).split(",")))
                    .contains("ANSI_QUOTES", "PIPES_AS_CONCAT", "STRICT_ALL_TABLES", "NO_AUTO_VALUE_ON_ZERO")
                    .doesNotContain("ORACLE");
        } finally {
            pool.disposeLater().block();
        }
    }

    private static Mono<String> sqlMode(ConnectionFactory connections) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Mono.from(
                                connection.createStatement("SELECT @@sql_mode").execute())
                        .flatMap(result -> Mono.from(result.map(row -> String.valueOf(row.get(0, String.class))))),
                Connection::close);
    }

    /** On such a server a lock timeout ends the transaction, and what follows would be committed by itself. */
    @Test
    @EnabledIf(
            value = "io.fluxrecord.embedded.EmbeddedMariadb#isSupported",
            disabledReason = "a server with other settings can be started on Linux x86-64 alone")
    void serverThatRollsBackWithALockTimeoutIsRefused() throws IOException {
        List<String> arguments = new ArrayList<>(EmbeddedMariadb.NOT_DURABLE);
        arguments.add("--innodb-rollback-on-timeout");
        try (EmbeddedMariadb server = EmbeddedMariadb.start("fluxrecord", arguments)) {
            Database other = Database.connect(server.url());
            db = other;
            StepVerifier.create(Schema.create(other, Everything_.model()))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(R2dbcException.class)
                            .hasMessageContaining("innodb_rollback_on_timeout=OFF"))
                    .verify(Duration.ofSeconds(10));
            other.close().block();
        }
    }
}
