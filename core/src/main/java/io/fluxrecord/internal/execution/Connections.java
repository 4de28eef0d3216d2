package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.ConfigurationException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The connections of one database. As a session, it borrows one for each statement. */
public final class Connections implements Session {

    private final ConnectionFactory factory;
    private final Dialect dialect;
    private final Function<Context, Context> inDatabase;

    /**
     * Hold a connection factory.
     *
     * @param inDatabase marks a Context as belonging to this database, so that everything inside a transaction uses it
     */
    public Connections(ConnectionFactory factory, Dialect dialect, Function<Context, Context> inDatabase) {
        this.factory = factory;
        this.dialect = dialect;
        this.inDatabase = inDatabase;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Return the session that a subscriber's Context calls for: its running transaction, else this. */
    public Session session(ContextView context) {
        Transaction transaction = Transaction.running(context);
        if (transaction == null) {
            return this;
        }
        if (!transaction.belongsTo(this)) {
            throw new ConfigurationException(
                    "A transaction of another database is running here, and one transaction cannot span two"
                            + " databases; run this operation outside of it");
        }
        return transaction;
    }

    @Override
    public Mono<Long> update(RenderedSql sql, @Nullable Object[] values) {
        return Mono.usingWhen(factory.create(), connection -> update(connection, sql, values), Connection::close);
    }

    @Override
    public <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        return Flux.usingWhen(
                factory.create(), connection -> query(connection, sql, values, fetchSize, reader), Connection::close);
    }

    /** Run statements that take no parameters, one after the other on one connection, such as those of a schema. */
    public Mono<Void> execute(Iterable<String> statements) {
        return Mono.usingWhen(
                factory.create(),
                connection -> Flux.fromIterable(statements)
                        .concatMap(
                                sql -> Flux.from(connection.createStatement(sql).execute())
                                        .concatMap(Result::getRowsUpdated))
                        .then(),
                Connection::close);
    }

    @Override
    public void onRollback(Runnable undo) {
        // One statement outside a transaction cannot be rolled back once it has succeeded.
    }

    @Override
    public <T> Flux<T> inTransaction(Function<Transaction, Flux<T>> work) {
        return Flux.usingWhen(
                        Mono.from(factory.create()).map(connection -> new Transaction(this, connection)),
                        transaction -> transaction.run(work),
                        Transaction::commit,
                        (transaction, error) -> transaction.rollback(),
                        Transaction::rollback)
                .contextWrite(inDatabase);
    }

    Mono<Long> update(Connection connection, RenderedSql sql, @Nullable Object[] values) {
        return Flux.from(bind(connection, sql, values).execute())
                .flatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    <T> Flux<T> query(
            Connection connection, RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        Statement statement = bind(connection, sql, values);
        if (fetchSize > 0) {
            statement.fetchSize(fetchSize);
        }
        return Flux.from(statement.execute()).concatMap(result -> result.map((row, metadata) -> reader.apply(row)));
    }

    private Statement bind(Connection connection, RenderedSql sql, @Nullable Object[] values) {
        Statement statement = connection.createStatement(sql.text());
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            var parameter = sql.parameters().get(i);
            if (value == null) {
                statement.bindNull(i, dialect.nullClass(parameter.type()));
            } else if (parameter.array()) {
                statement.bind(i, dialect.encodeArray(parameter.type(), (Object[]) value));
            } else {
                statement.bind(i, dialect.encode(parameter.type(), value));
            }
        }
        return statement;
    }
}
