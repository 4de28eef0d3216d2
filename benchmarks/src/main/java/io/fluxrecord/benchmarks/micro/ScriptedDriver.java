package io.fluxrecord.benchmarks.micro;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A driver with one connection and one answer, given at once on the calling thread. It says that it is PostgreSQL, so
 * that statements are those of its dialect.
 */
final class ScriptedDriver implements ConnectionFactory {

    private final Mono<Connection> connection;

    /** Make a driver whose queries all answer with these rows, and whose other statements touch one row. */
    ScriptedDriver(Object[]... rows) {
        connection = Mono.just(new ScriptedConnection(new ScriptedStatement(new ScriptedResult(rows))));
    }

    @Override
    public Publisher<? extends Connection> create() {
        return connection;
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> "PostgreSQL";
    }
}
