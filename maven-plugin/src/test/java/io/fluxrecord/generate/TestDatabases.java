package io.fluxrecord.generate;

import io.fluxrecord.embedded.EmbeddedMariadb;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;

/** Makes empty databases, on servers that are started for this JVM and end with it. */
final class TestDatabases {

    private TestDatabases() {}

    /**
     * Return an empty database of a kind: {@code h2}, {@code postgresql} (also {@code in binary}) or {@code mariadb}.
     */
    static TestDatabase make(String kind) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        return switch (kind) {
            case "h2" -> new H2(name);
            case "postgresql" -> new Postgresql(name, "");
            case "postgresql in binary" -> new Postgresql(name, "?forceBinary=true");
            default -> new Mariadb(name);
        };
    }

    private static final class H2 extends TestDatabase {

        private H2(String name) {
            super("r2dbc:h2:mem:///" + name + "?options=DB_CLOSE_DELAY=-1");
        }

        @Override
        void clear(String table) {
            execute("TRUNCATE TABLE " + table + " RESTART IDENTITY");
        }

        @Override
        void relax() {
            execute("SET REFERENTIAL_INTEGRITY FALSE");
        }

        @Override
        String quoted(String name) {
            return "\"" + name.replace("\"", "\"\"") + "\"";
        }

        @Override
        String told(Column column) {
            String name = quoted(column.name());
            return switch (column.type()) {
                case BINARY -> "UPPER(RAWTOHEX(" + name + "))";
                case TEXT, JSON, NAMED -> "CAST(" + name + " AS CHARACTER VARYING)";
                default -> name;
            };
        }
    }

    private static final class Postgresql extends TestDatabase {

        private static final EmbeddedPostgres SERVER = start();

        private final String name;

        private Postgresql(String name, String options) {
            super("r2dbc:postgresql://postgres@localhost:" + SERVER.getPort() + "/" + name, options);
            this.name = name;
            execute("postgres", "CREATE DATABASE " + name);
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void execute(String database, String sql) {
            try (Connection connection =
                            SERVER.getDatabase("postgres", database).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        /** Functions have semicolons at the ends of their lines, which the driver of JDBC understands. */
        @Override
        void run(String script) {
            execute(name, script);
        }

        @Override
        void clear(String table) {
            execute("TRUNCATE TABLE " + table + " RESTART IDENTITY CASCADE");
        }

        @Override
        void relax() {
            execute("postgres", "ALTER DATABASE " + name + " SET session_replication_role = 'replica'");
        }

        @Override
        String quoted(String name) {
            return "\"" + name.replace("\"", "\"\"") + "\"";
        }

        @Override
        String told(Column column) {
            String name = quoted(column.name());
            return switch (column.type()) {
                case BINARY -> "upper(encode(" + name + ", 'hex'))";
                case JSON -> "CAST(" + name + " AS text)";
                case BIGINT ->
                    "CAST(" + name + " AS bigint)"; // Of an oid, the driver does not know that it has no sign.
                case NAMED -> named(name, Objects.requireNonNull(column.declaredType()));
                case NAMED_ARRAY, TEXT_ARRAY -> "CAST(" + name + " AS text[])";
                default -> name;
            };
        }

        /** A cast takes the spaces away that a char(n) ends with. */
        private static String named(String name, String type) {
            if (type.startsWith("character(")) {
                return name;
            }
            return type.equals("inet") ? "abbrev(" + name + ")" : "CAST(" + name + " AS text)";
        }
    }

    private static final class Mariadb extends TestDatabase {

        private static final EmbeddedMariadb SERVER = start();

        private Mariadb(String name) {
            super(SERVER.url().replace("/fluxrecord", "/" + made(name)));
        }

        private static String made(String name) {
            try (TestDatabase server = new Mariadb()) {
                server.execute("CREATE DATABASE " + name);
            }
            return name;
        }

        private Mariadb() {
            super(SERVER.url());
        }

        private static EmbeddedMariadb start() {
            try {
                return EmbeddedMariadb.start("fluxrecord", EmbeddedMariadb.NOT_DURABLE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void clear(String table) {
            execute("DELETE FROM " + table);
        }

        @Override
        void relax() {
            execute("SET GLOBAL foreign_key_checks = 0");
            execute("SET SESSION foreign_key_checks = 0");
        }

        @Override
        String quoted(String name) {
            return "`" + name.replace("`", "``") + "`";
        }

        @Override
        String told(Column column) {
            String name = quoted(column.name());
            return column.type() == SqlType.BINARY ? "HEX(" + name + ")" : name;
        }
    }
}
