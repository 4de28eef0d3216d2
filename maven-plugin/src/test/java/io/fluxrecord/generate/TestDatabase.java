package io.fluxrecord.generate;

import io.fluxrecord.Database;
import io.fluxrecord.sql.Column;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An empty database of a test, and how its plain SQL says what a column holds. */
abstract class TestDatabase implements AutoCloseable {

    private final String url;
    private final Database database;
    private final Mono<Connection> connection;

    TestDatabase(String url) {
        this(url, "");
    }

    /**
     * Stand for a database.
     *
     * @param options of connections on which records are read and written
     */
    TestDatabase(String url, String options) {
        this.url = url;
        database = Database.connect(url + options);
        connection =
                Mono.<Connection>from(ConnectionFactories.get(url).create()).cache();
    }

    final String url() {
        return url;
    }

    final Database database() {
        return database;
    }

    /** Run a script, whose statements end with a semicolon at the end of a line. */
    void run(String script) {
        for (String statement : script.split(";\\s*(\n|$)", -1)) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
    }

    /** Remove the rows of a table, and let its identity begin anew. */
    abstract void clear(String table);

    /** Let rows be inserted in any order of tables, and triggers alone. */
    abstract void relax();

    abstract String quoted(String name);

    /** Return an expression whose value from the driver is told as that of the property is. */
    abstract String told(Column column);

    /** Run a statement with the driver alone. */
    final void execute(String sql) {
        connection
                .flatMapMany(with ->
                        Flux.from(with.createStatement(sql).execute()).concatMap(result -> result.getRowsUpdated()))
                .blockLast();
    }

    /** Run a query with the driver alone, and return so many columns of its rows. */
    final List<List<Object>> rows(String sql, int columns) {
        return Objects.requireNonNull(connection
                .flatMapMany(with -> Flux.from(with.createStatement(sql).execute())
                        .concatMap(result -> result.map((row, metadata) -> {
                            List<Object> values = new ArrayList<>();
                            for (int i = 0; i < columns; i++) {
                                values.add(RoundTrip.told(row.get(i)));
                            }
                            return values;
                        })))
                .collectList()
                .block());
    }

    @Override
    public final void close() {
        connection
                .flatMap(with -> Mono.from(with.close()))
                .then(database.close())
                .block();
    }
}
