package io.fluxrecord.internal.execution;

import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The connection of a transaction and of the savepoints in it, until it is given back, which is once. */
final class Lease {

    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    private final Connection connection;
    private final Connections connections;
    private final TransactionOptions options;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean broken;

    Lease(Connection connection, Connections connections, TransactionOptions options) {
        this.connection = connection;
        this.connections = connections;
        this.options = options;
    }

    Connection connection() {
        return connection;
    }

    boolean isOver() {
        return over.get();
    }

    /** Close the connection at the end in place of a rollback, as nothing that it is at can be waited for. */
    void broken() {
        broken = true;
    }

    /** Bring what is under way to its end, or close the connection. */
    Mono<Void> stop(StatementGate gate) {
        return Interruption.await(gate.idle(), connection, connections);
    }

    /** Roll back after what was under way has ended; close the connection where the server does not answer. */
    Mono<Void> rollBack(Mono<Void> ended, Supplier<Publisher<Void>> rollback) {
        if (broken) {
            return Interruption.close(connection);
        }
        return ended.then(Mono.defer(() -> Mono.from(rollback.get()))
                .timeout(Interruption.LIMIT)
                .onErrorResume(
                        TimeoutException.class,
                        late -> Interruption.close(connection).then(Mono.<Void>error(late))));
    }

    /** Close the connection if it is not given back soon. */
    void limit() {
        Mono.delay(Interruption.LIMIT)
                .filter(late -> !isOver())
                .flatMap(late -> Interruption.close(connection))
                .subscribe();
    }

    /** Give the connection back, unless that was done. */
    Mono<Void> giveBack() {
        if (!over.compareAndSet(false, true)) {
            return Mono.empty();
        }
        Mono<Void> close = Mono.defer(() -> Mono.from(connection.close())).onErrorResume(error -> {
            log.warn("Giving a connection back failed", error);
            return Mono.empty();
        });
        List<String> settings = connections.dialect().leaveTransaction(options);
        return settings.isEmpty() ? close : putBack(settings).then(close);
    }

    /** A connection whose settings are not those of the others must not go back to them. */
    private Mono<Void> putBack(List<String> settings) {
        return Connections.execute(connection, settings, () -> false).onErrorResume(error -> {
            log.warn("Putting back the settings of a connection failed, so it is closed", error);
            return Interruption.close(connection);
        });
    }
}
