package io.fluxrecord.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which tables and indexes make the columns {@code a} and {@code b} a key of a table {@code odd "name"}. */
@NullUnmarked
final class UniqueKeyTests {

    private static final Table TABLE = new Table("odd schema", "odd \"name\"");
    private static final String NAME = "\"odd schema\".\"odd \"\"name\"\"\"";

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | CREATE TABLE % (a int, b text, PRIMARY KEY (a, b))",
                "true  | CREATE TABLE % (a int UNIQUE, b text)",
                "true  | CREATE TABLE % (a int, b text, UNIQUE (b, a) DEFERRABLE)",
                "true  | CREATE TABLE % (a int, b text, c int); CREATE UNIQUE INDEX ON % (b) INCLUDE (c)",
                "true  | CREATE TABLE % (a int, b text, PRIMARY KEY (a)) PARTITION BY RANGE (a)",
                "false | CREATE TABLE % (a int, b text)",
                "false | CREATE TABLE % (a int, b text); CREATE INDEX ON % (a)",
                "false | CREATE TABLE % (a int, b text, c int, UNIQUE (a, c))",
                "false | CREATE TABLE % (a int, b text); CREATE UNIQUE INDEX ON % (a) WHERE a > 7",
                "false | CREATE TABLE % (a int, b text); CREATE UNIQUE INDEX ON % (a, lower(b))",
                "false | CREATE TABLE % (a int, b text); CREATE UNIQUE INDEX ON % (b COLLATE \"C\")",
                "false | CREATE TABLE % (a int PRIMARY KEY, b text); CREATE TABLE \"odd schema\".heir () INHERITS (%)",
                "false | CREATE TABLE \"odd schema\".t (a int PRIMARY KEY, b text);"
                        + " CREATE VIEW % AS SELECT * FROM \"odd schema\".t",
                "      | SELECT 1"
            })
    void catalogueTells(Boolean expected, String ddl) {
        Connection connection =
                Mono.from(PostgresqlServer.connectionFactory().create()).block(Duration.ofSeconds(20));
        try {
            execute(connection, "DROP SCHEMA IF EXISTS \"odd schema\" CASCADE; CREATE SCHEMA \"odd schema\"");
            execute(connection, ddl.replace("%", NAME));
            assertThat(Mono.from(new PostgresqlDialect().isUnique(connection, TABLE, List.of(column("a"), column("b"))))
                            .block(Duration.ofSeconds(20)))
                    .isEqualTo(expected);
        } finally {
            execute(connection, "DROP SCHEMA IF EXISTS \"odd schema\" CASCADE");
            Mono.from(connection.close()).block(Duration.ofSeconds(20));
        }
    }

    private static Column column(String name) {
        return new Column(TABLE, name, SqlType.TEXT, 0, 0, 0, false, false);
    }

    private static void execute(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .blockLast(Duration.ofSeconds(20));
    }
}
