package io.fluxrecord.tck;

import io.fluxrecord.Database;
import io.fluxrecord.DatabaseBuilder;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A real database to run contracts on, with a clock that the test moves, a recording of all statements on models, and a
 * pool that can be counted.
 */
public final class TestBed {

    /** A point in time with more digits than any column keeps. */
    public static final Instant START = Instant.parse("2026-11-24T12:00:00.123456789Z");

    /** {@link #START} as a column keeps it. */
    public static final Instant START_STORED = Instant.parse("2026-11-24T12:00:00.123456Z");

    private final MovingClock clock = new MovingClock();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger keyQuestions = new AtomicInteger();
    private final List<Disposable> listeners = new ArrayList<>();
    private final ConnectionFactory driver;
    private final Capabilities capabilities;
    private final ConnectionPool pool;
    private final Database database;
    private final BiFunction<? super ConnectionPool, ? super Database, ? extends Transactions> makeStyle;
    private final Transactions style;

    /**
     * Make a test bed on a database that can do all.
     *
     * @param driver connects without a pool
     */
    public TestBed(ConnectionFactory driver) {
        this(driver, new Capabilities() {});
    }

    /**
     * Make a test bed.
     *
     * @param driver connects without a pool
     */
    public TestBed(ConnectionFactory driver, Capabilities capabilities) {
        this(driver, capabilities, (pool, database) -> database::transaction);
    }

    /**
     * Make a test bed.
     *
     * @param driver connects without a pool
     * @param style how tests begin the transactions of its pool and database
     */
    public TestBed(
            ConnectionFactory driver,
            Capabilities capabilities,
            BiFunction<? super ConnectionPool, ? super Database, ? extends Transactions> style) {
        this.driver = driver;
        this.capabilities = capabilities;
        ConnectionFactory recording = ProxyConnectionFactory.builder(driver)
                .onBeforeQuery(execution ->
                        execution.getQueries().stream().map(QueryInfo::getQuery).forEach(this::record))
                .onBeforeMethod(this::countTransaction)
                .build();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(recording)
                .initialSize(0)
                .maxSize(10)
                .maxAcquireTime(Duration.ofSeconds(20))
                .acquireRetry(0)
                .build());
        database = database(UnaryOperator.identity());
        makeStyle = style;
        this.style = style.apply(pool, database);
    }

    /** How transactions are begun. */
    @FunctionalInterface
    public interface Transactions {

        /** Run work in a transaction. */
        Mono<Object> run(TransactionOptions options, Supplier<? extends Mono<Object>> work);
    }

    /** Run work in a transaction, by whatever begins them on this test bed. */
    public <T> Mono<T> transaction(Supplier<? extends Mono<T>> work) {
        return transaction(TransactionOptions.DEFAULT, work);
    }

    /** Run work in a transaction with options. */
    @SuppressWarnings("unchecked") // It emits what the work does.
    public <T> Mono<T> transaction(TransactionOptions options, Supplier<? extends Mono<T>> work) {
        return (Mono<T>) style.run(options, (Supplier<? extends Mono<Object>>) work);
    }

    private void record(String sql) {
        if (sql.contains("pg_index")
                || sql.contains("INDEX_COLUMNS")
                || sql.contains("information_schema.statistics")) {
            keyQuestions.incrementAndGet();
        } else if (!database.dialect().enterSession().contains(sql)) {
            statements.add(sql);
        }
    }

    private void countTransaction(MethodExecutionInfo execution) {
        if (execution.getMethod().getName().equals("beginTransaction")) {
            transactions.incrementAndGet();
        }
    }

    /** Return the database under test. */
    public Database database() {
        return database;
    }

    /** Build another database on the same pool and clock. */
    public Database database(UnaryOperator<DatabaseBuilder> options) {
        return options.apply(Database.builder(pool).clock(clock)).build();
    }

    /** Return the driver under the pool. */
    public ConnectionFactory driver() {
        return driver;
    }

    /** Return what the database can do. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Return another test bed on the same driver, with no connection that knows a table as it was. */
    public TestBed fresh() {
        return new TestBed(driver, capabilities, makeStyle);
    }

    /** Return the pool under the database, to count what is borrowed. */
    public ConnectionPool pool() {
        return pool;
    }

    /**
     * Make the tables of these models anew, put the clock back, make the database the default, remove the listeners of
     * the test before, and forget all statements.
     */
    public void prepare(Model<?>... models) {
        Database.setDefault(database);
        clock.now.set(START);
        listeners.forEach(Disposable::dispose);
        listeners.clear();
        Schema.drop(database, models).then(Schema.create(database, models)).block();
        statements();
        transactions();
    }

    /** Return the statements sent since the last call, in order. */
    public List<String> statements() {
        List<String> sent = new ArrayList<>(statements);
        statements.clear();
        return sent;
    }

    /**
     * Run statements past Fluxrecord, as another program would; identifiers are in double quotes, and what ends with a
     * semicolon and a line is a statement.
     */
    public void execute(String sql) {
        Mono.usingWhen(
                        pool.create(),
                        connection -> Flux.just(capabilities.spell(sql).split(";\n"))
                                .concatMap(statement ->
                                        connection.createStatement(statement).execute())
                                .concatMap(Result::getRowsUpdated)
                                .then(),
                        Connection::close)
                .block();
        statements();
    }

    /** Fail unless every connection is given back, some of which may still be on their way. */
    public void awaitIdle() {
        PoolMetrics metrics = pool.getMetrics().orElseThrow();
        await(() -> metrics.acquiredSize() == 0 && metrics.pendingAcquireSize() == 0);
    }

    /** Wait for something that is about to happen; fail if it does not. */
    public void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(2))
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(Duration.ofSeconds(10));
    }

    /** Return how often it was asked since the last call whether a key is unique; not among the statements. */
    public int keyQuestions() {
        return keyQuestions.getAndSet(0);
    }

    /** Return the number of transactions begun since the last call. */
    public int transactions() {
        return transactions.getAndSet(0);
    }

    /** Return the listeners that a test adds; {@link #prepare} removes them. */
    public List<Disposable> listeners() {
        return listeners;
    }

    /** Let time pass. */
    public void advance(Duration duration) {
        clock.now.updateAndGet(now -> now.plus(duration));
    }

    /** Return the time of the clock, cut as columns cut it. */
    public Instant now() {
        Instant now = clock.now.get();
        return now.minusNanos(now.get(java.time.temporal.ChronoField.NANO_OF_SECOND) % 1000);
    }

    private static final class MovingClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(START);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            throw new IllegalStateException("timestamps are instants and need no zone");
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
