package io.fluxrecord.transaction;

import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is to run. Immutable.
 *
 * <pre>{@code
 * db.transaction(TransactionOptions.DEFAULT.isolation(IsolationLevel.SERIALIZABLE).named("checkout"), () -> ...);
 * db.transaction(TransactionOptions.NESTED, () -> ...);
 * }</pre>
 *
 * <p>Isolation, read-only and timeouts are properties of a whole transaction: work that joins one or runs in a
 * savepoint of it cannot change them. Asking for another isolation then is an error, the rest is left to the
 * transaction that is running.
 *
 * @since 0.1
 */
public final class TransactionOptions {

    /** Join the running transaction or begin one, with everything else as the database has it. */
    public static final TransactionOptions DEFAULT =
            new TransactionOptions(Propagation.REQUIRED, null, false, null, null, null);

    /** {@link Propagation#REQUIRES_NEW}. */
    public static final TransactionOptions REQUIRES_NEW = DEFAULT.propagation(Propagation.REQUIRES_NEW);

    /** {@link Propagation#NESTED}. */
    public static final TransactionOptions NESTED = DEFAULT.propagation(Propagation.NESTED);

    private final Propagation propagation;
    private final @Nullable IsolationLevel isolation;
    private final boolean readOnly;
    private final @Nullable Duration lockTimeout;
    private final @Nullable Duration statementTimeout;
    private final @Nullable String name;

    private TransactionOptions(
            Propagation propagation,
            @Nullable IsolationLevel isolation,
            boolean readOnly,
            @Nullable Duration lockTimeout,
            @Nullable Duration statementTimeout,
            @Nullable String name) {
        this.propagation = propagation;
        this.isolation = isolation;
        this.readOnly = readOnly;
        this.lockTimeout = lockTimeout;
        this.statementTimeout = statementTimeout;
        this.name = name;
    }

    /** Return these options with another propagation. Defaults to {@link Propagation#REQUIRED}. */
    public TransactionOptions propagation(Propagation propagation) {
        return new TransactionOptions(propagation, isolation, readOnly, lockTimeout, statementTimeout, name);
    }

    /**
     * Return these options with an isolation level. Defaults to the database's own.
     *
     * @throws IllegalArgumentException if the level's SQL is anything but letters and spaces
     */
    public TransactionOptions isolation(IsolationLevel isolation) {
        if (!isolation.asSql().matches("[A-Za-z ]+")) {
            throw new IllegalArgumentException("An isolation level is words of SQL");
        }
        return new TransactionOptions(propagation, isolation, readOnly, lockTimeout, statementTimeout, name);
    }

    /**
     * Return these options for a transaction that writes nothing. PostgreSQL refuses writes in it; H2 has no such mode
     * and takes no notice.
     */
    public TransactionOptions readOnly() {
        return new TransactionOptions(propagation, isolation, true, lockTimeout, statementTimeout, name);
    }

    /**
     * Return these options with the longest time that a statement waits for a lock, in whole milliseconds; the
     * database's error ends the wait. Defaults to the database's own.
     *
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public TransactionOptions lockTimeout(Duration timeout) {
        return new TransactionOptions(
                propagation, isolation, readOnly, atLeastAMillisecond(timeout), statementTimeout, name);
    }

    /**
     * Return these options with the longest time that a statement runs, in whole milliseconds; the database's error
     * ends it. Defaults to the database's own.
     *
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public TransactionOptions statementTimeout(Duration timeout) {
        return new TransactionOptions(
                propagation, isolation, readOnly, lockTimeout, atLeastAMillisecond(timeout), name);
    }

    /** Return these options with a name, by which errors and logs call the transaction. */
    public TransactionOptions named(String name) {
        return new TransactionOptions(propagation, isolation, readOnly, lockTimeout, statementTimeout, name);
    }

    private static Duration atLeastAMillisecond(Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("A timeout is at least one millisecond");
        }
        return timeout;
    }

    public Propagation propagation() {
        return propagation;
    }

    public @Nullable IsolationLevel isolation() {
        return isolation;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public @Nullable Duration lockTimeout() {
        return lockTimeout;
    }

    public @Nullable Duration statementTimeout() {
        return statementTimeout;
    }

    public @Nullable String name() {
        return name;
    }
}
