package io.fluxrecord.internal.execution;

import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The connection of a transaction as other libraries are given it. Their statements take turns with those of records,
 * their savepoints are savepoints of the transaction, and none of them ends it.
 */
final class GatedConnection implements Connection, Wrapped<Connection> {

    private final Transaction transaction;
    private final Map<String, Savepoint> savepoints = new ConcurrentHashMap<>();
    private final Set<String> rolledBack = ConcurrentHashMap.newKeySet();

    GatedConnection(Transaction transaction) {
        this.transaction = transaction;
    }

    private Connection connection() {
        return transaction.connection();
    }

    @Override
    public Connection unwrap() {
        return connection();
    }

    @Override
    public <E> @Nullable E unwrap(Class<E> type) {
        return type.isInstance(connection()) ? type.cast(connection()) : null;
    }

    @Override
    public Statement createStatement(String sql) {
        return new GatedStatement(transaction, connection().createStatement(sql), sql);
    }

    @Override
    public Batch createBatch() {
        return new GatedBatch(transaction, connection().createBatch());
    }

    /** Its name in the database is one of ours, as some databases keep one savepoint of each name. */
    @Override
    public Publisher<Void> createSavepoint(String name) {
        return Mono.deferContextual(context -> {
            rolledBack.remove(name);
            Savepoint savepoint = new Savepoint(transaction.innermost(context), TransactionOptions.NESTED);
            savepoints.put(name, savepoint);
            return savepoint.open();
        });
    }

    /** One that was rolled back to is over here, and may be released all the same. */
    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return Mono.defer(() -> rolledBack.remove(name)
                ? Mono.empty()
                : requireSavepoint(name).end().onErrorMap(EndingFailure::unwrap));
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return Mono.defer(() -> {
            Savepoint savepoint = requireSavepoint(name);
            rolledBack.add(name);
            return savepoint.rollback();
        });
    }

    private Savepoint requireSavepoint(String name) {
        Savepoint savepoint = savepoints.remove(name);
        if (savepoint == null) {
            throw new TransactionStateException(
                    "There is no savepoint of this name: it has ended, or was made elsewhere");
        }
        return savepoint;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return refused("begin");
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return refused("begin");
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return refused("commit");
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return refused("roll back");
    }

    /** The connection is closed by who has begun the transaction; others only let go of it. */
    @Override
    public Publisher<Void> close() {
        return Mono.empty();
    }

    private Publisher<Void> refused(String what) {
        return Mono.error(() -> new TransactionStateException(transaction.describe()
                + " is ended by what has begun it; code that takes part in it cannot " + what + " it"));
    }

    @Override
    public boolean isAutoCommit() {
        return false;
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return autoCommit ? refused("commit") : Mono.empty();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection().getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection().getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        return inTurn(connection().setTransactionIsolationLevel(isolationLevel));
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return inTurn(connection().setLockWaitTimeout(timeout));
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return inTurn(connection().setStatementTimeout(timeout));
    }

    private Publisher<Void> inTurn(Publisher<Void> setting) {
        return Mono.deferContextual(
                context -> transaction.innermost(context).gate().inTurn(exchange -> Mono.from(setting), null, null));
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return connection().validate(depth);
    }
}
