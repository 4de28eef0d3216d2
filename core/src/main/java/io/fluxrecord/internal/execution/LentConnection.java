package io.fluxrecord.internal.execution;

import io.fluxrecord.error.TransactionStateException;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection as work of the user is lent it, alone on it: it is given back by who has lent it, and a transaction that
 * runs on it is ended by what has begun it.
 */
final class LentConnection implements Connection, Wrapped<Connection> {

    private final Connection connection;
    private final @Nullable Transaction transaction;

    /**
     * Lend a connection.
     *
     * @param transaction what runs on it, or null
     */
    LentConnection(Connection connection, @Nullable Transaction transaction) {
        this.connection = connection;
        this.transaction = transaction;
    }

    @Override
    public Connection unwrap() {
        return connection;
    }

    @Override
    public <E> @Nullable E unwrap(Class<E> type) {
        return type.isInstance(connection) ? type.cast(connection) : null;
    }

    private static Publisher<Void> refused(String message) {
        return Mono.error(() -> new TransactionStateException(message));
    }

    /** A transaction that is left open would go back to the pool with the connection. */
    private Publisher<Void> notByHand(String what) {
        String why = transaction == null
                ? "The connection that db.connection() has lent has no transaction of its own: call it inside"
                        + " db.transaction(); the work cannot "
                : transaction.describe() + " runs on the connection that db.connection() has lent, and is ended by what"
                        + " has begun it; the work cannot ";
        return refused(why + what);
    }

    @Override
    public Publisher<Void> close() {
        return refused("The connection that db.connection() has lent is given back when the work ends, and is not to be"
                + " closed by it");
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return notByHand("begin one");
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return notByHand("begin one");
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return notByHand("commit it");
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return notByHand("roll it back; fail, or call rollbackOnly()");
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return notByHand("set auto-commit");
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        return notByHand("change its isolation");
    }

    @Override
    public Statement createStatement(String sql) {
        return connection.createStatement(sql);
    }

    @Override
    public Batch createBatch() {
        return connection.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection.createSavepoint(name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection.rollbackTransactionToSavepoint(name);
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return connection.validate(depth);
    }
}
