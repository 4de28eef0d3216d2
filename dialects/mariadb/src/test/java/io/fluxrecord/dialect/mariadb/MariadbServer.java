package io.fluxrecord.dialect.mariadb;

import static org.mariadb.r2dbc.MariadbConnectionFactoryProvider.SESSION_VARIABLES;

import io.fluxrecord.embedded.EmbeddedMariadb;
import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Framing;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The server that tests run on: the one that {@code FLUXRECORD_MARIADB_URL} names, else one that is unpacked and
 * started for this JVM, and ends with it.
 */
final class MariadbServer {

    private static final int DEFAULT_PORT = 3306;
    private static final String URL = startOrFind();
    private static final ConnectionFactoryOptions OPTIONS =
            new MariadbDialect().refine(ConnectionFactoryOptions.parse(URL));
    private static final ConnectionFactory CONNECTIONS = ConnectionFactories.get(OPTIONS);

    private MariadbServer() {}

    /** Return whether there is a server to test on: the one that can be unpacked is for Linux on x86-64 alone. */
    static boolean isAvailable() {
        return given() != null || EmbeddedMariadb.isSupported();
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

    /** Open a proxy to the server, which the caller closes. */
    static FaultProxy proxy() {
        Object port = OPTIONS.getValue(ConnectionFactoryOptions.PORT);
        return FaultProxy.to(
                String.valueOf(OPTIONS.getRequiredValue(ConnectionFactoryOptions.HOST)),
                port == null ? DEFAULT_PORT : Integer.parseInt(port.toString()),
                Framing.mariadb());
    }

    /** Connect through a proxy. */
    static ConnectionFactory connectionFactory(FaultProxy proxy) {
        return ConnectionFactories.get(OPTIONS.mutate()
                .option(ConnectionFactoryOptions.HOST, proxy.host())
                .option(ConnectionFactoryOptions.PORT, proxy.port())
                .build());
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
            List<String> arguments = new ArrayList<>(EmbeddedMariadb.NOT_DURABLE);
            arguments.add("--max-allowed-packet=64M");
            return EmbeddedMariadb.start("fluxrecord", arguments).url();
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB does not start; FLUXRECORD_MARIADB_URL may name a server", e);
        }
    }
}
