package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.internal.execution.BoundedAcquisition;
import io.fluxrecord.internal.execution.Connections;
import io.fluxrecord.internal.execution.Openings;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.execution.SessionSetup;
import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.lifecycle.Listeners;
import io.fluxrecord.internal.lifecycle.RecordLifecycle;
import io.fluxrecord.internal.lifecycle.TransactionWork;
import io.fluxrecord.internal.persistence.Coalescing;
import io.fluxrecord.internal.persistence.NativeTexts;
import io.fluxrecord.internal.persistence.Store;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.lifecycle.OperationListener;
import io.fluxrecord.transaction.AmbientTransactions;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A database: its connections, its dialect, its clock, and the listeners to its records. Make one per database and keep
 * it; it is safe for all threads.
 *
 * <pre>{@code
 * Database db = Database.connect("r2dbc:postgresql://app@localhost/shop");
 * Database.setDefault(db);
 * }</pre>
 *
 * @since 0.1
 */
public final class Database {

    /**
     * The pool signals that a connection was given back just before it is done with that, and breaks if it is closed in
     * between, as a program may do that closes its database when the last operation ends.
     */
    private static final Duration RELEASE_GRACE = Duration.ofMillis(50);

    private static volatile @Nullable Database defaultDatabase;

    private final @Nullable ConnectionPool ownPool;
    private final Connections connections;
    private final Listeners listeners = new Listeners();
    private final Map<Mapping<?>, RecordLifecycle<?>> lifecycles = new ConcurrentHashMap<>();
    private final NativeTexts nativeTexts = new NativeTexts();
    private final Clock clock;
    private final Coalescing coalescing;

    Database(DatabaseBuilder builder) {
        Dialect dialect = builder.dialect();
        TimeOrderedUuids.prepare();
        ConnectionFactory factory = builder.connectionFactory();
        Openings openings = new Openings(factory, builder.acquireTimeout());
        ownPool = builder.pool(openings);
        AmbientTransactions others = builder.ambientTransactions();
        SessionSetup setup = new SessionSetup(dialect.enterSession(), others != null && ownPool == null);
        Mono<Connection> acquisition = ownPool == null
                ? new BoundedAcquisition(factory, setup)
                : new BoundedAcquisition(ownPool, openings, setup, builder.acquireTimeout());
        connections = new Owned(this, acquisition, factory, dialect, setup, others);
        clock = builder.clock();
        coalescing = builder.coalescing();
    }

    /**
     * Connect to a database by its R2DBC URL, with a pool of at most 10 connections and the system's clock. The driver
     * and the dialect are found by the URL; no connection is opened before the first statement. What the URL leaves
     * open and the dialect has an opinion on, it adds; see {@link Dialect#refine}.
     *
     * @throws IllegalArgumentException if the URL makes no sense to R2DBC or the driver; passwords are masked in its
     *     message
     * @throws ConfigurationException if there is no driver or dialect for the URL
     */
    public static Database connect(String url) {
        return builder(new ConnectionUrl(url).connect(Services::refine)).build();
    }

    /** Build a database on a connection factory. */
    public static DatabaseBuilder builder(ConnectionFactory connectionFactory) {
        return new DatabaseBuilder(connectionFactory);
    }

    /** Use this database for all models that are configured with no other; null takes it back. */
    public static void setDefault(@Nullable Database database) {
        defaultDatabase = database;
    }

    /** Return the database of the running transaction, else the default. */
    static Database runningOrDefault(ContextView context, String model) {
        if (Transaction.connections(context) instanceof Owned running) {
            return running.database;
        }
        Database database = defaultDatabase;
        if (database == null) {
            throw new ConfigurationException("There is no database for " + model + ": call Database.setDefault(db) or "
                    + model + "_.configure(db), or put one into the Reactor Context with contextWrite(db.context())");
        }
        return database;
    }

    /**
     * Run work in a transaction: commit when it completes, roll back when it fails or is cancelled. The transaction
     * travels in the Reactor Context, so everything that is part of the work's pipeline takes part in it, whatever
     * thread it runs on. Inside a running transaction of this database, the work joins it; see {@link #transaction(
     * TransactionOptions, Supplier)} for other ways.
     *
     * <p>Emits what the work emits, or nothing if it is empty, after the commit. The work is called at every
     * subscription. Signals the work's error, after the rollback; the driver's error if the database refuses the
     * commit; {@link io.fluxrecord.error.UnknownOutcomeException} if the answer to the commit was lost;
     * {@link io.fluxrecord.error.RollbackOnlyException} if an operation or joined transaction inside failed after it
     * had changed something, and its error was handled. After each of them, and after a cancel, records are in the
     * state that they had before the transaction; the UUID key that a save has made stays.
     *
     * <p>A cancel rolls back, unless the commit has been sent: that goes on, and the records that were changed are busy
     * until it has answered.
     *
     * <p>Statements of one transaction run one after another, also when they are subscribed to concurrently.
     */
    @CheckReturnValue
    public <T> Mono<T> transaction(Supplier<? extends Mono<T>> work) {
        return transaction(TransactionOptions.DEFAULT, work);
    }

    /**
     * Run work in a {@linkplain #transaction(Supplier) transaction} with options: isolation, timeouts, and what becomes
     * of it inside another transaction.
     *
     * <p>Signals {@link io.fluxrecord.error.TransactionStateException} as well, if the options do not allow for the
     * transaction that is running, or for the lack of one.
     */
    @CheckReturnValue
    public <T> Mono<T> transaction(TransactionOptions options, Supplier<? extends Mono<T>> work) {
        return inTransaction(options, session -> work.get()).singleOrEmpty();
    }

    /** Run a {@code Mono} in a {@linkplain #transaction transaction}: {@code order.save().as(db::transactional)}. */
    @CheckReturnValue
    public <T> Mono<T> transactional(Mono<T> work) {
        return transaction(() -> work);
    }

    /**
     * Run a {@code Flux} in a {@linkplain #transaction transaction}. What it emits passes as it comes, before the
     * commit; only its completion means that all is committed. An operator that cancels, such as {@code next()} or
     * {@code take(n)}, rolls back.
     */
    @CheckReturnValue
    public <T> Flux<T> transactional(Flux<T> work) {
        return transactional(TransactionOptions.DEFAULT, work);
    }

    /** Run a {@code Flux} in a {@linkplain #transactional(Flux) transaction} with options. */
    @CheckReturnValue
    public <T> Flux<T> transactional(TransactionOptions options, Flux<T> work) {
        return inTransaction(options, session -> work);
    }

    private <T> Flux<T> inTransaction(TransactionOptions options, Function<Session, Publisher<T>> work) {
        return Flux.deferContextual(context -> {
            boolean ownTransaction = options.propagation() == Propagation.REQUIRES_NEW;
            Session session = ownTransaction ? connections : connections.session(context);
            return session.transactional(options, work);
        });
    }

    /**
     * Let the running transaction roll back at its end instead of committing. That is no error: its subscriber gets
     * what the work emits.
     *
     * <p>Completes empty. Signals {@link io.fluxrecord.error.TransactionStateException} where no transaction is
     * running.
     */
    @CheckReturnValue
    public Mono<Void> rollbackOnly() {
        return Mono.deferContextual(context -> {
            connections.session(context).requireTransaction("rollbackOnly()").rollbackOnly();
            return Mono.empty();
        });
    }

    /**
     * Let work run after the running transaction has committed and given its connection back; after a rollback it does
     * not run. In a savepoint it waits for the end of the whole transaction, and is dropped if the savepoint rolls
     * back. Works and the {@code afterCommit} hooks of records run one after another, in the order in which they were
     * registered and in which the operations began.
     *
     * <p>Completes empty at once. Signals {@link io.fluxrecord.error.TransactionStateException} where no transaction is
     * running. The error of the work reaches the subscriber of the transaction, after the other works have run, and
     * undoes nothing. The work sees the Context of this call, less the transaction.
     *
     * <pre>{@code
     * db.transaction(() -> order.save().delayUntil(saved -> db.afterCommit(() -> mailer.send(saved))))
     * }</pre>
     */
    @CheckReturnValue
    public Mono<Void> afterCommit(Supplier<? extends Publisher<?>> work) {
        return register(
                "afterCommit()", work, (running, registered) -> running.onEnd("afterCommit()", registered.onCommit()));
    }

    /**
     * Let work run after the running transaction has rolled back, whatever made it, and given its connection back. In a
     * savepoint that rolls back, it runs at the end of the whole transaction, also if that commits.
     *
     * <p>Completes empty at once. Signals {@link io.fluxrecord.error.TransactionStateException} where no transaction is
     * running. The error of the work is logged, because there is another one to signal. Otherwise as
     * {@link #afterCommit}.
     */
    @CheckReturnValue
    public Mono<Void> afterRollback(Supplier<? extends Publisher<?>> work) {
        return register(
                "afterRollback()",
                work,
                (running, registered) -> running.onEnd("afterRollback()", registered.onRollback()));
    }

    /**
     * Let work run in the running transaction, when all else in it is done and before it commits: one after another in
     * the order of registration. The error of a work rolls the transaction back, and is signalled. A work may register
     * others. In a savepoint it waits for the end of the whole transaction, and is dropped if the savepoint rolls back;
     * where the transaction is to roll back it does not run.
     *
     * <p>Completes empty at once. Signals {@link io.fluxrecord.error.TransactionStateException} where no transaction is
     * running.
     */
    @CheckReturnValue
    public Mono<Void> beforeCommit(Supplier<? extends Publisher<?>> work) {
        return register("beforeCommit()", work, (running, registered) -> running.onCommit(registered.run()));
    }

    private Mono<Void> register(
            String name, Supplier<? extends Publisher<?>> work, BiConsumer<Transaction, TransactionWork> registration) {
        return Mono.deferContextual(context -> {
            Transaction running = connections.session(context).requireTransaction(name);
            registration.accept(running, new TransactionWork(name, work, running, context));
            return Mono.empty();
        });
    }

    /**
     * Listen to an event of one model. Listeners run after the hooks of the record, in the order in which they were
     * added, inside the pipeline and transaction of the operation; see {@link Lifecycle}.
     *
     * @return what removes the listener
     */
    public <E extends ActiveRecord<E>> Disposable on(Model<E> model, Lifecycle event, Listener<? super E> listener) {
        OperationListener<E> told = (record, operation) -> listener.on(record);
        return on(model, event, told);
    }

    /**
     * Listen to an event of one model, with the kind of operation as second argument; see {@link #on(Model, Lifecycle,
     * Listener)}.
     */
    public <E extends ActiveRecord<E>> Disposable on(
            Model<E> model, Lifecycle event, OperationListener<? super E> listener) {
        return listeners.add(model.mapping(), event, listener);
    }

    /** Listen to an event of all models; see {@link #on(Model, Lifecycle, Listener)}. */
    public Disposable on(Lifecycle event, Listener<? super ActiveRecord<?>> listener) {
        OperationListener<ActiveRecord<?>> told = (record, operation) -> listener.on(record);
        return on(event, told);
    }

    /** Listen to an event of all models, with the kind of operation as second argument. */
    public Disposable on(Lifecycle event, OperationListener<? super ActiveRecord<?>> listener) {
        return listeners.add(null, event, listener);
    }

    /**
     * Return a Context that makes this database the one to use, whatever is configured:
     * {@code contextWrite(db.context())}.
     */
    public ContextView context() {
        return Context.of(Database.class, this);
    }

    /**
     * Begin a statement of SQL that is written by hand, with {@code :named} parameters. It is not looked at before it
     * is run, and then once for many runs: the texts that were last used are kept.
     *
     * <pre>{@code
     * Flux<Product> some = db.sql("SELECT * FROM product WHERE price < :limit AND id IN (:ids)")
     *         .bind("limit", new BigDecimal("10"))
     *         .bind("ids", List.of(1L, 2L))
     *         .fetch(Product_.model());
     * }</pre>
     */
    public NativeQuery sql(String sql) {
        return new NativeQuery(this, nativeTexts.of(sql));
    }

    /**
     * Lend an R2DBC connection to work, which is called at each subscription, and emit what it emits. In a transaction
     * it is that of the transaction, which waits until the work ends; else one that is given back when the work ends,
     * also by an error or a cancel. What is asked of the connection must be part of the work's pipeline.
     *
     * <pre>{@code
     * Flux<Long> rows = db.connection(connection -> Flux.from(connection.createStatement("ANALYZE").execute())
     *         .concatMap(Result::getRowsUpdated));
     * }</pre>
     *
     * <p>Signals {@link io.fluxrecord.error.TransactionStateException} if the work closes the connection, ends the
     * transaction, or runs an operation of Fluxrecord in it.
     */
    @CheckReturnValue
    public <T> Flux<T> connection(Function<? super Connection, ? extends Publisher<T>> work) {
        return Flux.deferContextual(context -> session(context).connection(work));
    }

    /** Return the dialect that statements are written in. */
    public Dialect dialect() {
        return connections.dialect();
    }

    /**
     * Close the connections of the pool that this database made, if it did; a connection factory that was given stays
     * open. Completes empty.
     */
    @CheckReturnValue
    public Mono<Void> close() {
        return ownPool == null ? Mono.empty() : Mono.delay(RELEASE_GRACE).then(ownPool.disposeLater());
    }

    Session session(ContextView context) {
        return connections.session(context);
    }

    Connections connections() {
        return connections;
    }

    @SuppressWarnings("unchecked") // A lifecycle is kept under the mapping that it was made for.
    <E extends Persistent> RecordLifecycle<E> lifecycle(Mapping<E> mapping) {
        RecordLifecycle<?> known = lifecycles.get(mapping);
        return (RecordLifecycle<E>) (known != null ? known : lifecycles.computeIfAbsent(mapping, this::newLifecycle));
    }

    private <E extends Persistent> RecordLifecycle<E> newLifecycle(Mapping<E> mapping) {
        return new RecordLifecycle<>(
                new Store<>(mapping, connections, clock, coalescing, KnownModels::mapping), listeners);
    }

    /** Connections that know whose they are: a transaction that runs on them tells which database is meant. */
    private static final class Owned extends Connections {

        private final Database database;

        private Owned(
                Database database,
                Mono<Connection> acquisition,
                ConnectionFactory factory,
                Dialect dialect,
                SessionSetup setup,
                @Nullable AmbientTransactions others) {
            super(acquisition, factory, dialect, setup, others);
            this.database = database;
        }

        @Override
        protected boolean isNamed(ContextView context) {
            return context.hasKey(Database.class) || database != defaultDatabase;
        }
    }
}
