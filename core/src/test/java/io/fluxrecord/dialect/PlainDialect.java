package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The dialect of no database; it counts how often a server would be asked to stop a statement. */
public class PlainDialect implements Dialect {

    private final AtomicInteger cancels = new AtomicInteger();

    public PlainDialect() {}

    /** Return how often a statement was to be stopped. */
    public int cancels() {
        return cancels.get();
    }

    @Override
    public String driver() {
        return "scripted";
    }

    @Override
    public String columnType(Column column) {
        return column.type().name();
    }

    @Override
    public Publisher<Void> cancel(Connection connection, ConnectionFactory connections) {
        return Mono.fromRunnable(cancels::incrementAndGet);
    }
}
