package io.fluxrecord.generate;

import io.fluxrecord.Database;
import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A database whose catalog is read. Immutable and safe for all threads.
 *
 * @since 0.1
 */
public final class LiveDatabase {

    private final ConnectionFactory connections;
    private final Dialect dialect;
    private final String place;

    private LiveDatabase(ConnectionFactory connections, Dialect dialect, ConnectionFactoryOptions options) {
        this.connections = connections;
        this.dialect = dialect;
        Object host = options.getValue(ConnectionFactoryOptions.HOST);
        place = options.getValue(ConnectionFactoryOptions.DRIVER) + " database "
                + options.getValue(ConnectionFactoryOptions.DATABASE) + (host == null ? "" : " at " + host);
    }

    /**
     * Find driver and dialect; nothing is opened yet.
     *
     * @param username null for what the URL says, as the password
     * @throws IllegalArgumentException if the URL makes no sense to R2DBC or the driver; secrets of the URL are masked
     *     in its message
     * @throws ConfigurationException if there is no driver or dialect for the URL
     */
    public static LiveDatabase of(String url, @Nullable String username, @Nullable String password) {
        if (username == null && password == null) {
            Dialect dialect = Database.connect(url).dialect();
            ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(url);
            return new LiveDatabase(ConnectionFactories.get(dialect.refine(options)), dialect, options);
        }
        ConnectionFactoryOptions options = with(parsed(url), username, password);
        ConnectionFactory connections = ConnectionFactories.find(options);
        if (connections == null) {
            throw new ConfigurationException(
                    "There is no R2DBC driver for \"" + options.getValue(ConnectionFactoryOptions.DRIVER) + "\"");
        }
        return new LiveDatabase(
                connections, Database.builder(connections).build().dialect(), options);
    }

    private static ConnectionFactoryOptions parsed(String url) {
        try {
            return ConnectionFactoryOptions.parse(url);
        } catch (RuntimeException e) {
            Database.connect(url); // Says what is wrong without showing what is secret.
            throw e;
        }
    }

    private static ConnectionFactoryOptions with(
            ConnectionFactoryOptions url, @Nullable String username, @Nullable String password) {
        ConnectionFactoryOptions.Builder options = url.mutate();
        if (username != null) {
            options.option(ConnectionFactoryOptions.USER, username);
        }
        if (password != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        return options.build();
    }

    /** Return the dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Read what a selection may need of the catalog, on a connection that is opened for it and closed afterwards. Emits
     * it once; tables that are not there, or may not be seen, are left out. Signals the driver's errors as they are.
     */
    public Mono<Catalog> read(TableSelection selection) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Mono.from(dialect.catalog().read(connection, selection.ofCatalog())),
                Connection::close);
    }

    /** Return where it is, without anything secret. */
    @Override
    public String toString() {
        return place;
    }
}
