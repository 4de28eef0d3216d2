package io.fluxrecord.scripted;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A connection that answers as its script says. */
public record ScriptedConnection(Script script) implements Connection {

    @Override
    public Statement createStatement(String sql) {
        return script.statement(sql);
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return script.command("BEGIN");
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return script.command("BEGIN");
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return script.command("COMMIT");
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return script.command("ROLLBACK");
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return script.command("SAVEPOINT " + name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return script.command("RELEASE " + name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return script.command("ROLLBACK TO " + name);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return Flux.from(script.command("VALIDATE")).then(Mono.just(true));
    }

    @Override
    public Publisher<Void> close() {
        return script.command("CLOSE");
    }

    @Override
    public Batch createBatch() {
        throw new UnsupportedOperationException("not in the script");
    }

    @Override
    public ConnectionMetadata getMetadata() {
        throw new UnsupportedOperationException("not in the script");
    }

    @Override
    public boolean isAutoCommit() {
        return true;
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return IsolationLevel.READ_COMMITTED;
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return Mono.empty();
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return Mono.empty();
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return Mono.empty();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return Mono.empty();
    }
}
