package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings what was sent on a connection to its end after its subscriber has gone: waits for the natural end of it, which
 * is mostly near, then asks the server to stop it, and closes the connection if that does not help. A request to stop
 * travels on a connection of its own and could arrive late, at the next statement, so its end is waited for as well.
 */
final class Interruption {

    /** How long a statement may go on by itself, so that an ordinary cancel such as {@code take(n)} sends nothing. */
    static final Duration GRACE = Duration.ofMillis(100);

    /** How long the server may take to answer that it has stopped, or that it has rolled back. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Interruption.class);

    private Interruption() {}

    /** Complete when the connection is free, or closed if it does not become so. */
    static Mono<Void> await(Mono<Void> answered, Connection connection, Connections connections) {
        Mono<Void> stopped = Mono.when(answered, stop(connection, connections));
        Mono<Void> enforced = stopped.timeout(LIMIT, Mono.defer(() -> closeUnanswered(connection, answered)));
        return answered.timeout(GRACE, enforced);
    }

    private static Mono<Void> stop(Connection connection, Connections connections) {
        return Mono.defer(() -> connections.cancel(connection)).onErrorResume(error -> {
            log.warn("Asking the server to stop a statement failed; its connection is closed unless it ends by itself");
            log.debug("This is why", error);
            return Mono.empty();
        });
    }

    private static Mono<Void> closeUnanswered(Connection connection, Mono<Void> answered) {
        log.warn("A statement was cancelled, and the server has not ended it in {}; its connection is closed", LIMIT);
        return close(connection).then(answered).timeout(LIMIT, Mono.empty());
    }

    /** Close the connection of the driver, not only that of a pool, which would go on using it; ignores errors. */
    static Mono<Void> close(Connection connection) {
        Publisher<Void> close = Mono.defer(() -> Mono.from(ofDriver(connection).close()))
                .subscribeOn(Schedulers.boundedElastic()); // An embedded database may wait for the statement here.
        return Mono.from(close).timeout(LIMIT, Mono.empty()).onErrorResume(error -> {
            log.debug("Closing a connection failed", error);
            return Mono.empty();
        });
    }

    /** Return the connection of the driver that this one is, or that it wraps. */
    static Connection ofDriver(Connection connection) {
        return connection instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner
                ? ofDriver(inner)
                : connection;
    }
}
