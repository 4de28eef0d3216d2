package io.fluxrecord;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.internal.execution.Openings;
import io.fluxrecord.internal.persistence.Coalescing;
import io.fluxrecord.transaction.AmbientTransactions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Says how a database is used. Not for several threads at once.
 *
 * @since 0.1
 */
public final class DatabaseBuilder {

    private final ConnectionFactory connectionFactory;
    private Clock clock = Clock.systemUTC();
    private @Nullable Dialect dialect;
    private int maxConnections = 10;
    private Duration acquireTimeout = Duration.ofSeconds(30);
    private @Nullable Duration findWindow;
    private @Nullable Duration insertWindow;

    DatabaseBuilder(ConnectionFactory connectionFactory) {
        this.connectionFactory = connectionFactory;
    }

    /** Take the time of timestamps and deletions from this clock. Defaults to the system's, in UTC. */
    public DatabaseBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Write statements in this dialect. Defaults to the one found for the driver. */
    public DatabaseBuilder dialect(Dialect dialect) {
        this.dialect = dialect;
        return this;
    }

    /**
     * Keep at most so many connections in a pool. Defaults to 10; 0 means no pool: a connection is opened for each use.
     * A {@link ConnectionPool} given as connection factory is used as it is.
     */
    public DatabaseBuilder maxConnections(int connections) {
        if (connections < 0) {
            throw new IllegalArgumentException("maxConnections must not be negative");
        }
        maxConnections = connections;
        return this;
    }

    /**
     * Wait no longer than this for a connection of the pool, and no longer for one to be opened; then signal
     * {@link io.r2dbc.spi.R2dbcTimeoutException}. Defaults to 30 seconds. An attempt to open one that gets no answer in
     * a quarter of it, or in three seconds, is joined by another one, so that a connection that got lost in the network
     * keeps no caller waiting once the network is back.
     */
    public DatabaseBuilder acquireTimeout(Duration timeout) {
        acquireTimeout = timeout;
        return this;
    }

    /**
     * Batch concurrent calls of {@code find(key)} of one model into one statement, {@code WHERE id = ANY(…)}. Off by
     * default.
     *
     * <p>The first call is sent at once, as ever; later ones queue until the batch in flight completes or the window
     * expires, at most 256 in a batch. Each caller has its own record, also where two ask for the same key, and its own
     * end: a row that cannot be read fails its caller alone, and a call that is cancelled in the queue is not sent. A
     * statement that fails, as when a connection breaks, fails all callers of its batch. It runs without the Reactor
     * Context of any of them, and its results are emitted on one thread.
     *
     * <p>Only for models whose key is one number or UUID, and never in a transaction.
     *
     * @param window how long a call is queued at most; a millisecond is a good start
     * @throws IllegalArgumentException if the window is not positive
     */
    public DatabaseBuilder coalesceFinds(Duration window) {
        findWindow = positive(window);
        return this;
    }

    /**
     * Batch concurrent inserts of single records of one model into one statement, as {@link #coalesceFinds} does with
     * calls of {@code find}. Off by default.
     *
     * <p>The statement is carried out as a whole or not at all, so where it is refused, its halves are tried, and
     * theirs, until each refusal has reached the caller whose record is to blame. A record whose insert waits, say for
     * another transaction that writes the same unique key, keeps the others of its batch waiting. Records whose keys
     * the database makes get them in no certain order.
     *
     * <p>Only for records without a hook or listener to their insert, and never in a transaction.
     *
     * @param window how long an insert is queued at most; a millisecond is a good start
     * @throws IllegalArgumentException if the window is not positive
     */
    public DatabaseBuilder coalesceInserts(Duration window) {
        insertWindow = positive(window);
        return this;
    }

    private static Duration positive(Duration window) {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("A window must be longer than nothing; leave it out for none");
        }
        return window;
    }

    /**
     * Build the database; opens no connection.
     *
     * @throws ConfigurationException if there is no dialect for the driver
     */
    public Database build() {
        return new Database(this);
    }

    ConnectionFactory connectionFactory() {
        return connectionFactory;
    }

    Dialect dialect() {
        return dialect != null ? dialect : Services.dialect(connectionFactory);
    }

    /** Return the transactions of another library that is there, or null if there is none. */
    @Nullable
    AmbientTransactions ambientTransactions() {
        AmbientTransactions others = Services.ambientTransactions();
        if (others != null) {
            others.requireUsable(connectionFactory);
        }
        return others;
    }

    Clock clock() {
        return clock;
    }

    Duration acquireTimeout() {
        return acquireTimeout;
    }

    Coalescing coalescing() {
        return new Coalescing(findWindow, insertWindow);
    }

    /** Return a pool for this database alone, or null where the connection factory is to be used as it is. */
    @Nullable
    ConnectionPool pool(Openings openings) {
        if (maxConnections == 0 || connectionFactory instanceof ConnectionPool) {
            return null;
        }
        return new ConnectionPool(ConnectionPoolConfiguration.builder(openings)
                .initialSize(0)
                .maxSize(maxConnections)
                .allocatorSubscribeOn(Schedulers.immediate())
                .acquireRetry(0)
                .build());
    }
}
