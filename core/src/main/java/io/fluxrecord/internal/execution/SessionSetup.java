package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Runs the statements that a dialect wants first on each session of the server: once for each connection of the driver,
 * however often a pool lends it. Only acquisition is asked, so that it works for a pool of the application's, too.
 */
public final class SessionSetup {

    private static final Logger log = LoggerFactory.getLogger(SessionSetup.class);

    private final List<String> statements;
    private final boolean shared;

    /** A connection leaves the set with the last reference to it, as a pool does not tell when it closes one. */
    private final Set<Connection> done = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * Run these statements on each session; none cost nothing.
     *
     * @param shared whether other libraries use the same connections, and may leave one in a transaction: what is sent
     *     on it next would never be committed
     */
    public SessionSetup(List<String> statements, boolean shared) {
        this.statements = List.copyOf(statements);
        this.shared = shared;
    }

    /** Return what is to be run before this connection can be used, or null if it can be. */
    @Nullable
    Mono<Void> before(Connection borrowed) {
        Mono<Void> setup = inTransaction(borrowed);
        if (!shared || borrowed.isAutoCommit()) {
            return setup;
        }
        log.warn("A connection came from its pool with an open transaction, which is rolled back");
        Mono<Void> rollback = Mono.from(borrowed.rollbackTransaction())
                .then(Mono.defer(() -> Mono.from(borrowed.setAutoCommit(true))))
                .timeout(Interruption.LIMIT, Mono.defer(() -> unanswered(Interruption.ofDriver(borrowed))));
        return setup == null ? rollback : rollback.then(setup);
    }

    /**
     * Return what is to be run after statements outside of a transaction, or null if there is nothing. A BEGIN of
     * another library may have been answered only after the connection was borrowed; all that was sent since believes
     * that it is committed.
     */
    @Nullable
    Mono<Void> after(Connection borrowed) {
        if (!shared || borrowed.isAutoCommit()) {
            return null;
        }
        log.warn("A connection came from its pool with a BEGIN under way; what was sent after it is committed");
        return Mono.from(borrowed.commitTransaction())
                .then(Mono.defer(() -> Mono.from(borrowed.setAutoCommit(true))))
                .timeout(Interruption.LIMIT, Mono.defer(() -> unanswered(Interruption.ofDriver(borrowed))));
    }

    /** Return what is to be run before a connection can be used that has a transaction, or null if it can be. */
    @Nullable
    Mono<Void> inTransaction(Connection borrowed) {
        if (statements.isEmpty()) {
            return null;
        }
        Connection connection = Interruption.ofDriver(borrowed);
        return done.contains(connection)
                ? null
                : Connections.execute(borrowed, statements, () -> false)
                        .timeout(Interruption.LIMIT, Mono.defer(() -> unanswered(connection)))
                        .doOnSuccess(end -> done.add(connection));
    }

    /**
     * The caller may have gone, and no other would wait for the answer: the connection must not stay taken for ever.
     */
    private static Mono<Void> unanswered(Connection connection) {
        return Interruption.close(connection)
                .then(Mono.error(() ->
                        new R2dbcTimeoutException("The server did not answer the first statements of a session within "
                                + Interruption.LIMIT.toMillis() + "ms; its connection is closed")));
    }
}
