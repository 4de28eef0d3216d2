package io.fluxrecord.internal.execution;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.Provenance;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Table;
import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.AmbientTransactions;
import io.fluxrecord.transaction.TransactionOptions;
import io.fluxrecord.transaction.TransactionParticipant;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The connections of one database. As a session, it borrows one for each statement. */
public non-sealed class Connections implements Session {

    /** More than a pool has connections. */
    private static final int STALE_CONNECTIONS = 1000;

    private final Mono<Connection> acquisition;
    private final ConnectionFactory factory;
    private final Dialect dialect;
    private final SessionSetup setup;
    private final @Nullable AmbientTransactions others;
    private final Outcome autocommit = new Autocommit();

    /**
     * Hold the connections of a database.
     *
     * @param acquisition opens or borrows a connection at each subscription
     * @param factory what they come from
     * @param dialect how statements are spelled
     * @param setup what connections that come from elsewhere need first
     * @param others other libraries' transactions on such connections, or null if there are none
     */
    protected Connections(
            Mono<Connection> acquisition,
            ConnectionFactory factory,
            Dialect dialect,
            SessionSetup setup,
            @Nullable AmbientTransactions others) {
        this.acquisition = acquire(acquisition, STALE_CONNECTIONS);
        this.factory = factory;
        this.dialect = dialect;
        this.setup = setup;
        this.others = others;
    }

    private static Mono<Connection> acquire(Mono<Connection> source, int attempts) {
        return attempts == 0
                ? source
                : source.onErrorResume(Connections::isStale, stale -> acquire(source, attempts - 1));
    }

    /**
     * Tell whether a pool has found that a connection died while it was idle. It has thrown that one away, and the next
     * may be alive: a pool recovers from a restart of its database without anybody noticing.
     */
    private static boolean isStale(Throwable error) {
        return error.getClass() == R2dbcNonTransientResourceException.class
                && "Connection validation failed".equals(error.getMessage());
    }

    public final Dialect dialect() {
        return dialect;
    }

    final ConnectionFactory factory() {
        return factory;
    }

    final SessionSetup setup() {
        return setup;
    }

    final @Nullable AmbientTransactions others() {
        return others;
    }

    /** Return a Context with other libraries' transactions of a second one, or without any if that has none. */
    final Context inherit(Context context, ContextView from) {
        return others == null ? context : others.inherit(context, from);
    }

    /** Return whether a Context means this database, rather than any that there is. */
    protected boolean isNamed(ContextView context) {
        return true;
    }

    /** Return the session that a subscriber's Context calls for: its running transaction, else this. */
    public final Session session(ContextView context) {
        Transaction running = Transaction.running(context);
        Transaction transaction = others == null ? running : running(context, running, others);
        if (transaction == null) {
            return this;
        }
        if (!transaction.belongsTo(this)) {
            throw anotherDatabase(transaction.describe());
        }
        return transaction;
    }

    /**
     * Return the innermost transaction: one of another library may have been begun inside ours, or have suspended it.
     */
    private @Nullable Transaction running(
            ContextView context, @Nullable Transaction running, AmbientTransactions others) {
        Collection<? extends AmbientTransaction> ambient = others.running(context);
        if (running != null && isInnermost(running, ambient)) {
            return running.innermost();
        }
        for (AmbientTransaction each : ambient) {
            if (SameFactory.test(each.connectionFactory(), factory)) {
                return joined(each).innermost(context);
            }
        }
        if (!ambient.isEmpty() && isNamed(context)) {
            throw anotherDatabase("A transaction");
        }
        return null;
    }

    /** One that is not among those that run is suspended, unless it has ended. */
    private static boolean isInnermost(Transaction running, Collection<? extends AmbientTransaction> ambient) {
        Transaction root = running.root();
        return root.gate().isClosed() || ambient.stream().anyMatch(each -> isSame(each, root));
    }

    private static boolean isSame(AmbientTransaction ambient, Transaction root) {
        return root instanceof OwnTransaction own
                ? ambient == own.exposed()
                : ambient.connection() == root.connection();
    }

    private Transaction joined(AmbientTransaction ambient) {
        if (ambient instanceof ExposedTransaction ours) {
            return ours.transaction();
        }
        TransactionParticipant known = ambient.enlist(() -> new JoinedTransaction(this, ambient).prepared());
        if (known instanceof JoinedTransaction joined) {
            return joined;
        }
        throw new TransactionStateException("Something else takes part in the transaction in place of Fluxrecord");
    }

    private static TransactionStateException anotherDatabase(String transaction) {
        return new TransactionStateException(transaction
                + " that is running here is one of another database than this is for, and a"
                + " transaction cannot span two: run this outside, in a transaction of its own"
                + " (REQUIRES_NEW), or name the database that is meant with contextWrite(db.context())");
    }

    @Override
    public final <R> Mono<R> update(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Write<R> write) {
        return borrow(
                operation,
                write,
                (connection, exchange) -> new RowCount<>(execute(connection, sql, values), autocommit, write));
    }

    @Override
    public final <K, R> Mono<R> updateReturning(
            RenderedSql sql,
            @Nullable Object[] values,
            @Nullable Operation operation,
            Function<Row, K> reader,
            Function<List<K>, @Nullable R> answer) {
        return borrow(
                operation,
                null,
                (connection, exchange) -> ReadRows.all(execute(connection, sql, values), autocommit, reader, answer));
    }

    /** What was sent is committed when it is done, and it may be done when its answer is lost. */
    private final class Autocommit implements Outcome {

        @Override
        public <R> @Nullable R answered(long rows, Made<R> made) {
            return made.make();
        }

        @Override
        public Throwable failed(Throwable error, boolean readable) {
            return error instanceof R2dbcException lost && !dialect.isRefusal(lost)
                    ? new UnknownOutcomeException("a statement", lost)
                    : error;
        }
    }

    @Override
    public final <T> Mono<T> queryOne(
            RenderedSql sql, @Nullable Object[] values, @Nullable Operation operation, Function<Row, T> reader) {
        return borrow(
                operation, null, (connection, exchange) -> ReadRows.one(execute(connection, sql, values), reader));
    }

    @Override
    public final <T> Flux<T> query(RenderedSql sql, @Nullable Object[] values, int fetchSize, Function<Row, T> reader) {
        return borrowForMany(
                fetchSize > 0, (connection, exchange) -> query(connection, sql, values, fetchSize, reader, exchange));
    }

    @Override
    public final <T> Flux<T> connection(Function<? super Connection, ? extends Publisher<T>> work) {
        return borrowForMany(
                true, (connection, exchange) -> Flux.from(work.apply(new LentConnection(connection, null))));
    }

    /**
     * Emit whether no two rows of a table can have the same values in these columns, or nothing if the table is not
     * known.
     */
    public final Mono<Boolean> isUnique(Table table, List<Column> columns) {
        return borrow(null, null, (connection, exchange) -> Mono.from(dialect.isUnique(connection, table, columns)));
    }

    /** Emit a part of the database's catalog. */
    public final Mono<Catalog> catalog(CatalogSelection selection) {
        return borrow(
                null,
                null,
                (connection, exchange) -> Mono.from(dialect.catalog().read(connection, selection)));
    }

    /** Ask the server to stop the statement that runs on a connection. */
    final Mono<Void> cancel(Connection connection) {
        return Mono.from(dialect.cancel(connection, factory));
    }

    /** Run statements that take no parameters, one after the other on one connection, such as those of a schema. */
    public final Mono<Void> execute(Iterable<String> statements) {
        return borrow(null, null, (connection, exchange) -> execute(connection, statements, exchange::isAbandoned));
    }

    private <T> Mono<T> borrow(@Nullable Operation operation, @Nullable Write<T> write, Borrowing.Sending<T> sending) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                new Borrowing<>(Connections.this, sending, true, false, operation, write, actual).start(acquisition);
            }
        };
    }

    private <T> Flux<T> borrowForMany(boolean cursor, Borrowing.Sending<T> sending) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                new Borrowing<>(Connections.this, sending, false, cursor, null, null, actual).start(acquisition);
            }
        };
    }

    /** Run statements; those after a cancel are left out. */
    static Mono<Void> execute(Connection connection, Iterable<String> statements, BooleanSupplier abandoned) {
        return Flux.fromIterable(statements)
                .concatMap(sql -> abandoned.getAsBoolean()
                        ? Mono.<Long>empty()
                        : Flux.from(connection.createStatement(sql).execute()).concatMap(Result::getRowsUpdated))
                .then();
    }

    /** Complete when all that was sent on a connection before has been answered, be it by an error. */
    static Mono<Void> barrier(Connection connection) {
        return Mono.defer(() -> Mono.from(connection.validate(ValidationDepth.REMOTE)))
                .then();
    }

    /** Outside a transaction, a statement that has succeeded cannot be rolled back any more. */
    @Override
    public final <E extends Persistent> void change(Mapping<E> mapping, E record, Runnable change) {
        change.run();
    }

    @Override
    public final <E extends Persistent> void reread(Mapping<E> mapping, E record, Runnable change) {
        change.run();
    }

    @Override
    public final void mayChange() {}

    @Override
    public final @Nullable Provenance provenance() {
        return null;
    }

    @Override
    public final <T> Flux<T> transactional(TransactionOptions options, Function<Session, Publisher<T>> work) {
        return switch (options.propagation()) {
            case REQUIRED, REQUIRES_NEW, NESTED -> begin(options, work);
            case NEVER -> Flux.defer(() -> work.apply(this));
            case MANDATORY ->
                Flux.error(new TransactionStateException(
                        Transaction.describe(options) + " is MANDATORY, and none is running here to be joined"));
        };
    }

    @Override
    public final Transaction requireTransaction(String purpose) {
        throw new TransactionStateException(
                purpose + " needs a transaction, and none is running here: use db.transaction(...)");
    }

    /** Begin a transaction for one subscription. */
    final <T> Flux<T> begin(TransactionOptions options, Function<Session, Publisher<T>> work) {
        OwnTransaction begun = new OwnTransaction(this, options);
        return new EndOfTransaction<>(
                Flux.usingWhen(
                        acquisition.map(begun::on),
                        transaction -> transaction.run(work),
                        BegunTransaction::end,
                        (transaction, error) -> transaction.rollback(),
                        BegunTransaction::rollback),
                begun);
    }

    final Publisher<? extends Result> execute(Connection connection, RenderedSql sql, @Nullable Object[] values) {
        return bind(connection, sql, values).execute();
    }

    final <T> Flux<T> query(
            Connection connection,
            RenderedSql sql,
            @Nullable Object[] values,
            int fetchSize,
            Function<Row, T> reader,
            Exchange<?> exchange) {
        Statement statement = bind(connection, sql, values);
        BiFunction<Row, RowMetadata, T> read = (row, metadata) -> exchange.readForSubscriber(row, reader);
        if (fetchSize == 0) {
            return Mono.from(statement.execute()).flatMapMany(result -> result.map(read));
        }
        // Taking only the first result would cancel the fetching of more rows.
        return Flux.from(statement.fetchSize(fetchSize).execute()).concatMap(result -> result.map(read));
    }

    private Statement bind(Connection connection, RenderedSql sql, @Nullable Object[] values) {
        Statement statement = connection.createStatement(sql.text());
        if (!sql.generated().isEmpty()) {
            statement.returnGeneratedValues(sql.generated().toArray(String[]::new));
        }
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
