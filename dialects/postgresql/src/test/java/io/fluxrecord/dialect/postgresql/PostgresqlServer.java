package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Framing;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import reactor.core.publisher.Flux;

/**
 * The server that tests run on: the one that {@code FLUXRECORD_PG_URL} names, else one that is unpacked and started for
 * this JVM, and ends with it.
 */
final class PostgresqlServer {

    private static final int DEFAULT_PORT = 5432;
    private static final String URL = startOrFind();
    private static final ConnectionFactoryOptions OPTIONS = ConnectionFactoryOptions.parse(URL);
    private static final ConnectionFactory CONNECTIONS = ConnectionFactories.get(OPTIONS);

    private PostgresqlServer() {}

    /** Return a URL to connect to, without parameters of its own. */
    static String url() {
        return URL;
    }

    static ConnectionFactory connectionFactory() {
        return CONNECTIONS;
    }

    /** Connect under a name that tells these connections from others. */
    static ConnectionFactory connectionFactory(String application) {
        return ConnectionFactories.get(named(application).build());
    }

    /** Open a proxy to the server, which the caller closes. */
    static FaultProxy proxy() {
        Object port = OPTIONS.getValue(ConnectionFactoryOptions.PORT);
        return FaultProxy.to(
                String.valueOf(OPTIONS.getRequiredValue(ConnectionFactoryOptions.HOST)),
                port == null ? DEFAULT_PORT : Integer.parseInt(port.toString()),
                Framing.postgresql());
    }

    /** Connect through a proxy, under a name that tells these connections from others. */
    static ConnectionFactory connectionFactory(FaultProxy proxy, String application) {
        return ConnectionFactories.get(named(application)
                .option(ConnectionFactoryOptions.HOST, proxy.host())
                .option(ConnectionFactoryOptions.PORT, proxy.port())
                .build());
    }

    /** Connect as ever, and be somebody who has fewer rights from then on. */
    static ConnectionFactory connectionFactoryAs(String role) {
        return ConnectionFactories.get(named("fluxrecord-as-" + role)
                .option(Option.valueOf("options"), "role=" + role)
                .build());
    }

    /** Connect with a setting of the session, written as {@code name=value}. */
    static ConnectionFactory connectionFactoryWith(String setting) {
        return ConnectionFactories.get(named("fluxrecord-with-" + setting)
                .option(Option.valueOf("options"), setting)
                .build());
    }

    /** Connect so that all values come in the binary forms of their types. */
    static ConnectionFactory connectionFactoryThatForcesBinary() {
        return ConnectionFactories.get(named("fluxrecord-binary")
                .option(Option.valueOf("forceBinary"), true)
                .build());
    }

    private static ConnectionFactoryOptions.Builder named(String application) {
        return OPTIONS.mutate().option(Option.valueOf("applicationName"), application);
    }

    /** Run a query on a connection of its own and emit the first column of each row as text. */
    static Flux<String> query(String sql) {
        return Flux.usingWhen(
                connectionFactory().create(),
                connection -> Flux.from(connection.createStatement(sql).execute())
                        .concatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0)))),
                Connection::close);
    }

    private static String startOrFind() {
        String given = System.getenv("FLUXRECORD_PG_URL");
        if (given != null) {
            return given;
        }
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
            return "r2dbc:postgresql://postgres@localhost:" + server.getPort() + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
