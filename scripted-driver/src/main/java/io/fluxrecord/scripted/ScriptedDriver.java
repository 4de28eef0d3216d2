package io.fluxrecord.scripted;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A driver with one connection, which is there at once. */
public final class ScriptedDriver implements ConnectionFactory {

    private final String name;
    private final Mono<Connection> connection;

    /**
     * Make a driver.
     *
     * @param name decides about the dialect
     * @param script is the same for all who connect
     */
    public ScriptedDriver(String name, Script script) {
        this.name = name;
        connection = Mono.just(new ScriptedConnection(script));
    }

    @Override
    public Publisher<? extends Connection> create() {
        return connection;
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> name;
    }
}
