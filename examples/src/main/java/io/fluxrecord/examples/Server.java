package io.fluxrecord.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database server that a tour visits: H2 in memory, a PostgreSQL server of its own, or one that is there. */
final class Server implements AutoCloseable {

    private final String url;
    private final @Nullable EmbeddedPostgres postgres;

    private Server(String url, @Nullable EmbeddedPostgres postgres) {
        this.url = url;
        this.postgres = postgres;
    }

    static Server at(String url) {
        return new Server(url, null);
    }

    static Server h2() {
        return at("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");
    }

    /** Unpack and start a PostgreSQL server, whose data is deleted when it is closed. */
    static Server embeddedPostgres() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        return new Server("r2dbc:postgresql://postgres@localhost:" + postgres.getPort() + "/postgres", postgres);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
