package io.fluxrecord.benchmarks.contender.raw;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Streaming;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.database.Product;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Plain R2DBC: constant SQL, so that the driver keeps its prepared statements; columns read by index; each connection
 * borrowed and given back by one {@code usingWhen}; no operator that is not needed. A statement answers with exactly
 * one {@code Result}, so it is taken with {@code Mono.from}.
 */
public final class RawR2dbc implements Contender<Item>, Streaming<Item>, Cancellable<Item> {

    private final ConnectionPool pool;
    private final Statements sql;
    private final boolean local;
    private final BiFunction<Row, RowMetadata, Item> reading;

    public RawR2dbc(ItemDatabase database) {
        this(database, POOL_SIZE);
    }

    public RawR2dbc(ItemDatabase database, int connections) {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.url()))
                .initialSize(connections)
                .maxSize(connections)
                .build());
        sql = new Statements(database.product());
        local = database.product() == Product.MARIADB;
        reading = local ? Item::readLocal : Item::read;
    }

    @Override
    public Mono<Item> find(long id) {
        return Mono.usingWhen(pool.create(), connection -> find(connection, id), Connection::close);
    }

    private Mono<Item> find(Connection connection, long id) {
        return Mono.from(connection.createStatement(sql.find).bind(0, id).execute())
                .flatMap(result -> Mono.from(result.map(reading)));
    }

    @Override
    public Flux<Item> query(int category) {
        return Flux.usingWhen(
                pool.create(),
                connection -> Mono.from(connection
                                .createStatement(sql.query)
                                .bind(0, category)
                                .execute())
                        .flatMapMany(result -> result.map(reading)),
                Connection::close);
    }

    /** Asked for some rows at a time, a statement may answer with a {@code Result} for each time. */
    @Override
    public Flux<Item> stream(long firstId, long lastId, int fetchSize) {
        return Flux.usingWhen(
                pool.create(),
                connection -> Flux.from(connection
                                .createStatement(sql.stream)
                                .bind(0, firstId)
                                .bind(1, lastId)
                                .fetchSize(fetchSize)
                                .execute())
                        .concatMap(result -> result.map(reading)),
                Connection::close);
    }

    @Override
    public int inventory(Item item) {
        return item.inventory;
    }

    @Override
    public Mono<Item> insert(int number) {
        return Mono.usingWhen(pool.create(), connection -> insert(connection, number), Connection::close);
    }

    private Mono<Item> insert(Connection connection, int number) {
        Item item = Item.create(number);
        Statement statement = withKeys(connection.createStatement(sql.insertOne));
        bind(statement, 0, item);
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map((row, metadata) -> withId(item, row.get(0, Long.class)))));
    }

    private Statement withKeys(Statement insert) {
        return sql.keysFromDriver() ? insert.returnGeneratedValues("id") : insert;
    }

    /** One statement, all or nothing without a transaction. */
    @Override
    public Mono<List<Item>> insertMany(int count) {
        return Mono.usingWhen(
                pool.create(),
                connection -> {
                    List<Item> items = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        items.add(Item.create(i));
                    }
                    Statement statement =
                            sql.takesArrays() ? insertOfArrays(connection, items) : insertOfRows(connection, items);
                    return Mono.from(statement.execute())
                            .flatMapMany(result -> result.map((row, metadata) -> row.get(0, Long.class)))
                            .index((index, id) -> withId(items.get(index.intValue()), id))
                            .then(Mono.just(items));
                },
                Connection::close);
    }

    /** A row of VALUES for each item: constant text. */
    private Statement insertOfRows(Connection connection, List<Item> items) {
        Statement statement = withKeys(connection.createStatement(sql.insert(items.size())));
        for (int i = 0; i < items.size(); i++) {
            bind(statement, i * Statements.INSERTED_COLUMNS, items.get(i));
        }
        return statement;
    }

    private static Statement insertOfArrays(Connection connection, List<Item> items) {
        return connection
                .createStatement(Statements.INSERT_ARRAYS)
                .bind(0, column(items, Integer[]::new, item -> item.category))
                .bind(1, column(items, String[]::new, item -> item.name))
                .bind(2, column(items, BigDecimal[]::new, item -> item.price))
                .bind(3, column(items, Integer[]::new, item -> item.inventory))
                .bind(4, column(items, Long[]::new, item -> item.version))
                .bind(5, column(items, Instant[]::new, item -> item.createdAt))
                .bind(6, column(items, Instant[]::new, item -> item.updatedAt));
    }

    private static <V> V[] column(List<Item> items, IntFunction<V[]> array, Function<Item, V> value) {
        V[] values = array.apply(items.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(items.get(i));
        }
        return values;
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        return Mono.usingWhen(pool.create(), connection -> update(connection, item, inventory), Connection::close);
    }

    private Mono<Item> update(Connection connection, Item item, int inventory) {
        Instant now = Item.now();
        return touchOne(connection
                        .createStatement(sql.update)
                        .bind(0, inventory)
                        .bind(1, time(now))
                        .bind(2, item.id)
                        .bind(3, item.version))
                .map(touched -> {
                    item.inventory = inventory;
                    item.updatedAt = now;
                    item.version++;
                    return item;
                });
    }

    @Override
    public Mono<Item> deleteAndRestore(Item item) {
        return delete(item).then(Mono.defer(() -> restore(item)));
    }

    private Mono<Item> delete(Item item) {
        return Mono.usingWhen(
                pool.create(),
                connection -> {
                    Instant now = Item.now();
                    return touchOne(connection
                                    .createStatement(sql.delete)
                                    .bind(0, time(now))
                                    .bind(1, item.id)
                                    .bind(2, item.version))
                            .map(touched -> {
                                item.deletedAt = now;
                                item.version++;
                                return item;
                            });
                },
                Connection::close);
    }

    private Mono<Item> restore(Item item) {
        return Mono.usingWhen(
                pool.create(),
                connection -> touchOne(connection
                                .createStatement(sql.restore)
                                .bind(0, item.id)
                                .bind(1, item.version))
                        .map(touched -> {
                            item.deletedAt = null;
                            item.version++;
                            return item;
                        }),
                Connection::close);
    }

    @Override
    public Mono<Item> findThenUpdate(long id, int inventory) {
        return transactionOn(connection -> find(connection, id).flatMap(item -> update(connection, item, inventory)));
    }

    /** By hand a hook is a call. */
    @Override
    public Mono<Item> findThenUpdateWithHooks(long id, int inventory) {
        return transactionOn(connection -> find(connection, id)
                .flatMap(item -> beforeUpdate()
                        .then(Mono.defer(() -> update(connection, item, inventory)))
                        .flatMap(updated -> afterUpdate().thenReturn(updated))));
    }

    private static Mono<Void> beforeUpdate() {
        return Mono.empty();
    }

    private static Mono<Void> afterUpdate() {
        return Mono.empty();
    }

    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return transactionOn(connection -> work.apply(new Begun(connection)));
    }

    private <T> Mono<T> transactionOn(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Mono.from(connection.beginTransaction()).then(Mono.defer(() -> work.apply(connection))),
                connection -> Mono.from(connection.commitTransaction()).then(Mono.from(connection.close())),
                (connection, error) -> rollback(connection),
                RawR2dbc::rollback);
    }

    private static Publisher<Void> rollback(Connection connection) {
        return Mono.from(connection.rollbackTransaction()).then(Mono.from(connection.close()));
    }

    private static Mono<Long> touchOne(Statement statement) {
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                .doOnNext(rows -> {
                    if (rows != 1) {
                        throw new IllegalStateException("Somebody else was first");
                    }
                });
    }

    private void bind(Statement statement, int first, Item item) {
        statement
                .bind(first, item.category)
                .bind(first + 1, item.name)
                .bind(first + 2, item.price)
                .bind(first + 3, item.inventory)
                .bind(first + 4, item.version)
                .bind(first + 5, time(item.createdAt))
                .bind(first + 6, time(item.updatedAt));
    }

    private static Item withId(Item item, Long id) {
        item.id = id;
        return item;
    }

    /** MariaDB has no column for an instant, and its driver would take one to be in the zone of the JVM. */
    private Object time(Instant instant) {
        return local ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : instant;
    }

    @Override
    public void close() {
        pool.dispose();
    }

    /** Work in a transaction. By hand, a part of a transaction is a method that is given the same connection. */
    private final class Begun implements Work<Item> {

        private final Connection connection;

        Begun(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Mono<Item> insert(int number) {
            return RawR2dbc.this.insert(connection, number);
        }

        @Override
        public Mono<Item> update(Item item, int inventory) {
            return RawR2dbc.this.update(connection, item, inventory);
        }

        @Override
        public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
            return Mono.defer(() -> work.apply(this));
        }
    }
}
