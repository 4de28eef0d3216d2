package io.fluxrecord.benchmarks.database;

import io.fluxrecord.embedded.EmbeddedMariadb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A running database with the table {@code items}. Contenders reach it through {@link #url()}; what this class does
 * itself goes over JDBC and is never measured.
 */
public final class ItemDatabase implements AutoCloseable {

    /** The user of PostgreSQL and its password. */
    public static final String USER = "postgres";

    /** The category that holds 10,000 items. */
    public static final int LARGE = 0;

    /** The category that holds 100 items. */
    public static final int SMALL = 1;

    /** The category whose items are changed, each by one caller. */
    public static final int OWNED = 2;

    /** The category of items that contenders insert. */
    public static final int INSERTED = 3;

    /** The id, and the inventory, of the first item of {@link #fillStreamed(int)}; the others follow. */
    public static final long FIRST_STREAMED = 2_000_001;

    public static final int LARGE_ROWS = 10_000;
    public static final int SMALL_ROWS = 100;

    private static final int STREAMED = 4;
    private static final long FIRST_OWNED = 100_001;
    private static final int OWNED_ROWS = 256;
    private static final long FIRST_INSERTED = 1_000_001;

    private static final String SETTINGS = """
            SELECT string_agg(name || '=' || setting, ', ' ORDER BY name) FROM pg_settings
            WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum', 'shared_buffers')""";

    private static final String MARIADB_SETTINGS = """
            SELECT group_concat(lower(variable_name), '=', variable_value ORDER BY variable_name SEPARATOR ', ')
            FROM information_schema.global_variables
            WHERE variable_name IN ('innodb_flush_log_at_trx_commit', 'innodb_doublewrite', 'innodb_flush_method',
                'innodb_buffer_pool_size', 'log_bin')""";

    private final Product product;
    private final Address address;
    private final DataSource source;
    private final List<String> tidying;
    private final AutoCloseable server;
    private final List<Long> owned;

    private ItemDatabase(
            Product product, Address address, DataSource source, List<String> tidying, AutoCloseable server) {
        this.product = product;
        this.address = address;
        this.source = source;
        this.tidying = tidying;
        this.server = server;
        run(product.table());
        run(List.of(
                product.fill(1, LARGE_ROWS, LARGE),
                product.fill(LARGE_ROWS + 1, LARGE_ROWS + SMALL_ROWS, SMALL),
                product.fill(FIRST_OWNED, FIRST_OWNED + OWNED_ROWS - 1, OWNED)));
        run(product.keysFrom(FIRST_INSERTED));
        run(tidying);
        owned = numbers("SELECT id FROM items WHERE category = " + OWNED + " ORDER BY id");
    }

    /**
     * Start PostgreSQL on this machine, without waiting for the disk and without vacuuming behind our back.
     *
     * @param options of the R2DBC driver, as in a URL
     */
    public static ItemDatabase postgresql(String options) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("checkpoint_timeout", "1h")
                    .start();
            String host = "localhost:" + server.getPort() + "/postgres";
            return new ItemDatabase(
                    Product.POSTGRESQL,
                    new Address(
                            "r2dbc:postgresql://" + USER + ":" + USER + "@" + host,
                            "?" + options,
                            "postgresql://" + host),
                    server.getPostgresDatabase(),
                    List.of("VACUUM ANALYZE items"),
                    server);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    /**
     * Start MariaDB on this machine, without waiting for the disk.
     *
     * @param options of the R2DBC driver, as in a URL
     */
    public static ItemDatabase mariadb(String options) {
        try {
            EmbeddedMariadb server = EmbeddedMariadb.start("peers", EmbeddedMariadb.NOT_DURABLE);
            return new ItemDatabase(
                    Product.MARIADB,
                    new Address(server.url(), "?" + options, null),
                    new MariaDbDataSource("jdbc:mariadb://" + server.host() + "?user=root"),
                    // The first waits until nothing is left of rows that were deleted or updated.
                    List.of("SET GLOBAL innodb_max_purge_lag_wait = 0", "ANALYZE TABLE items"),
                    server);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("MariaDB did not start", e);
        }
    }

    /** Open H2 in the memory of this process. */
    public static ItemDatabase h2() {
        String options = ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE";
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:peers" + options);
        return new ItemDatabase(
                Product.H2,
                new Address("r2dbc:h2:mem:///peers?options=" + options.substring(1), "", null),
                source,
                List.of("ANALYZE"),
                () -> execute(source, List.of("SHUTDOWN")));
    }

    /** Return which database it is. */
    public Product product() {
        return product;
    }

    /** Return where R2DBC finds the database. */
    public String url() {
        return address.r2dbc + address.driverOptions;
    }

    /** Return the same without options of the driver, for a library that cannot have them. */
    public String plainUrl() {
        return address.r2dbc;
    }

    /** Return where Vert.x finds the database, or null where it has no driver. */
    public @Nullable String vertxUrl() {
        return address.vertx;
    }

    /** Return the version of the product and the settings that matter. */
    public String description() {
        return switch (product) {
            case POSTGRESQL ->
                "PostgreSQL " + text("SHOW server_version") + " on the same machine, over TCP, vacuumed before each"
                        + " measurement, with " + text(SETTINGS);
            case MARIADB ->
                "MariaDB " + text("SELECT VERSION()") + " on the same machine, over TCP, purged before each"
                        + " measurement, with " + text(MARIADB_SETTINGS);
            case H2 -> "H2 " + text("SELECT H2VERSION()") + " in the memory of the same process";
        };
    }

    /** Return the ids of the items that callers may change, each its own. */
    public List<Long> owned() {
        return owned;
    }

    /** Add so many items in a row, for long results. */
    public void fillStreamed(int rows) {
        run(List.of(product.fill(FIRST_STREAMED, FIRST_STREAMED + rows - 1, STREAMED)));
        run(tidying);
    }

    /** Remove what was inserted and what was left behind by updates, so that each measurement starts alike. */
    public void tidy() {
        run(List.of("DELETE FROM items WHERE category = " + INSERTED));
        run(tidying);
    }

    /** Return the sum of the versions of all live items that callers may change. */
    public long ownedVersions() {
        return numbers("SELECT sum(version) FROM items WHERE deleted_at IS NULL AND category = " + OWNED)
                .get(0);
    }

    /** Return how many items were inserted since {@link #tidy()}. */
    public long inserted() {
        return numbers("SELECT count(*) FROM items WHERE category = " + INSERTED)
                .get(0);
    }

    /** Return the inventory of an item as the row has it. */
    public long inventory(long id) {
        return numbers("SELECT inventory FROM items WHERE id = " + id).get(0);
    }

    /** Return a connection of JDBC to look on with, which the caller closes. */
    public Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** Stop the database. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(product + " did not stop", e);
        }
    }

    private void run(List<String> statements) {
        execute(source, statements);
    }

    private static void execute(DataSource source, List<String> statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> numbers(String sql) {
        return read(sql, row -> row.getLong(1));
    }

    private String text(String sql) {
        return read(sql, row -> row.getString(1)).get(0);
    }

    private <T> List<T> read(String sql, Reader<T> reader) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where drivers find a database. */
    private record Address(
            String r2dbc, String driverOptions, @Nullable String vertx) {}

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
