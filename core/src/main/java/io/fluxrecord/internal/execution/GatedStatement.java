package io.fluxrecord.internal.execution;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;

/** A statement of another library, which waits for its turn on the connection of a transaction. */
final class GatedStatement implements Statement {

    private static final String QUERY = "SELECT";

    private final Transaction transaction;
    private final Statement statement;
    private final boolean query;

    GatedStatement(Transaction transaction, Statement statement, String sql) {
        this.transaction = transaction;
        this.statement = statement;
        query = sql.stripLeading().regionMatches(true, 0, QUERY, 0, QUERY.length());
    }

    @Override
    public Statement add() {
        statement.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        statement.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        statement.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        statement.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        statement.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        statement.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        statement.fetchSize(rows);
        return this;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return transaction.executeForOthers(statement::execute, !query);
    }
}
