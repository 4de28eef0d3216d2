package io.fluxrecord.benchmarks.contender.raw;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Streaming;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Plain R2DBC: constant SQL, so that the driver keeps its prepared statements; columns read by index; each connection
 * borrowed and given back by one {@code usingWhen}; no operator that is not needed. A statement answers with exactly
 * one {@code Result}, so it is taken with {@code Mono.from}.
 */
public final class RawR2dbc implements Contender<Item>, Streaming<Item>, Cancellable<Item> {

    private static final String FIND = "SELECT " + Item.COLUMNS + " FROM items WHERE id = $1 AND deleted_at IS NULL";
    private static final String QUERY =
            "SELECT " + Item.COLUMNS + " FROM items WHERE category = $1 AND deleted_at IS NULL";
    private static final String STREAM =
            "SELECT " + Item.COLUMNS + " FROM items WHERE id >= $1 AND id <= $2 AND deleted_at IS NULL";
    private static final String INSERT =
            "INSERT INTO items" + " (category, name, price, inventory, version, created_at, updated_at) VALUES ";
    private static final int INSERTED_COLUMNS = 7;
    private static final String UPDATE = "UPDATE items SET inventory = $1, updated_at = $2, version = version + 1"
            + " WHERE id = $3 AND version = $4";
    private static final String DELETE = "UPDATE items SET deleted_at = $1, version = version + 1"
            + " WHERE id = $2 AND version = $3 AND deleted_at IS NULL";
    private static final String RESTORE = "UPDATE items SET deleted_at = NULL, version = version + 1"
            + " WHERE id = $1 AND version = $2 AND deleted_at IS NOT NULL";

    private final ConnectionPool pool;
    private final String insertOne;
    private final String insertThousand;
    private final boolean returning;

    public RawR2dbc(ItemDatabase database) {
        this(database, POOL_SIZE);
    }

    public RawR2dbc(ItemDatabase database, int connections) {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.url()))
                .initialSize(connections)
                .maxSize(connections)
                .build());
        returning = database.name().equals("postgresql");
        insertOne = insertOf(1);
        insertThousand = insertOf(1_000);
    }

    @Override
    public Mono<Item> find(long id) {
        return Mono.usingWhen(pool.create(), connection -> find(connection, id), Connection::close);
    }

    private static Mono<Item> find(Connection connection, long id) {
        return Mono.from(connection.createStatement(FIND).bind(0, id).execute())
                .flatMap(result -> Mono.from(result.map(Item::read)));
    }

    @Override
    public Flux<Item> query(int category) {
        return Flux.usingWhen(
                pool.create(),
                connection -> Mono.from(connection
                                .createStatement(QUERY)
                                .bind(0, category)
                                .execute())
                        .flatMapMany(result -> result.map(Item::read)),
                Connection::close);
    }

    /** Asked for some rows at a time, a statement may answer with a {@code Result} for each time. */
    @Override
    public Flux<Item> stream(long firstId, long lastId, int fetchSize) {
        return Flux.usingWhen(
                pool.create(),
                connection -> Flux.from(connection
                                .createStatement(STREAM)
                                .bind(0, firstId)
                                .bind(1, lastId)
                                .fetchSize(fetchSize)
                                .execute())
                        .concatMap(result -> result.map(Item::read)),
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
        Statement statement = connection.createStatement(insertOne);
        bind(statement, 0, item);
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map((row, metadata) -> withId(item, row.get(0, Long.class)))));
    }

    /** One statement with a row of VALUES for each item: constant text, all or nothing without a transaction. */
    @Override
    public Mono<List<Item>> insertMany(int count) {
        return Mono.usingWhen(
                pool.create(),
                connection -> {
                    List<Item> items = new ArrayList<>(count);
                    Statement statement = connection.createStatement(count == 1_000 ? insertThousand : insertOf(count));
                    for (int i = 0; i < count; i++) {
                        Item item = Item.create(i);
                        items.add(item);
                        bind(statement, i * INSERTED_COLUMNS, item);
                    }
                    return Mono.from(statement.execute())
                            .flatMapMany(result -> result.map((row, metadata) -> row.get(0, Long.class)))
                            .index((index, id) -> withId(items.get(index.intValue()), id))
                            .then(Mono.just(items));
                },
                Connection::close);
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        return Mono.usingWhen(pool.create(), connection -> update(connection, item, inventory), Connection::close);
    }

    private static Mono<Item> update(Connection connection, Item item, int inventory) {
        Instant now = Item.now();
        return touchOne(connection
                        .createStatement(UPDATE)
                        .bind(0, inventory)
                        .bind(1, now)
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
                                    .createStatement(DELETE)
                                    .bind(0, now)
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
                                .createStatement(RESTORE)
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

    private static void bind(Statement statement, int first, Item item) {
        statement
                .bind(first, item.category)
                .bind(first + 1, item.name)
                .bind(first + 2, item.price)
                .bind(first + 3, item.inventory)
                .bind(first + 4, item.version)
                .bind(first + 5, item.createdAt)
                .bind(first + 6, item.updatedAt);
    }

    private static Item withId(Item item, Long id) {
        item.id = id;
        return item;
    }

    /** An INSERT of several rows that answers with their keys, in each database's own words. */
    private String insertOf(int rows) {
        StringBuilder sql = new StringBuilder(returning ? "" : "SELECT id FROM FINAL TABLE (").append(INSERT);
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "(" : ", (");
            for (int column = 1; column <= INSERTED_COLUMNS; column++) {
                sql.append(column == 1 ? "$" : ", $").append(row * INSERTED_COLUMNS + column);
            }
            sql.append(')');
        }
        return sql.append(returning ? " RETURNING id" : ")").toString();
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
            return RawR2dbc.update(connection, item, inventory);
        }

        @Override
        public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
            return Mono.defer(() -> work.apply(this));
        }
    }
}
