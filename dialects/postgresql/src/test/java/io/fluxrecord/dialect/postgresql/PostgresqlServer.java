package io.fluxrecord.dialect.postgresql;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The server that tests run on: the one that {@code FLUXRECORD_PG_URL} names, else one that is unpacked and started for
 * this JVM, and ends with it.
 */
final class PostgresqlServer {

    private static final String URL = url();

    private PostgresqlServer() {}

    static ConnectionFactory connectionFactory() {
        return ConnectionFactories.get(URL);
    }

    private static String url() {
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
