package io.fluxrecord.benchmarks.contender.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.database.Product;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record9;
import org.jooq.Records;
import org.jooq.ResultQuery;
import org.jooq.RowCountQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * jOOQ. Its {@code UpdatableRecord}s, which know optimistic locking and listeners, block, so over R2DBC the version,
 * the timestamps, soft deletion and hooks are written by hand; many rows are one INSERT with many rows of VALUES. The
 * logging of executed statements is off, as the manual advises where speed matters. jOOQ reads timestamps as text, so
 * it cannot have the driver's binary transfer.
 */
public final class Jooq implements Contender<Item>, Cancellable<Item> {

    private static final Table<Record> ITEMS = table(name("items"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT.identity(true));
    private static final Field<Integer> CATEGORY = field(name("category"), SQLDataType.INTEGER);
    private static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR);
    private static final Field<BigDecimal> PRICE = field(name("price"), SQLDataType.DECIMAL(12, 2));
    private static final Field<Integer> INVENTORY = field(name("inventory"), SQLDataType.INTEGER);
    private static final Field<Long> VERSION = field(name("version"), SQLDataType.BIGINT);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<Instant> UPDATED_AT = field(name("updated_at"), SQLDataType.INSTANT);
    private static final Field<Instant> DELETED_AT = field(name("deleted_at"), SQLDataType.INSTANT);

    private final ConnectionPool pool;
    private final DSLContext dsl;

    public Jooq(ItemDatabase database) {
        this(database, POOL_SIZE);
    }

    public Jooq(ItemDatabase database, int connections) {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.plainUrl()))
                .initialSize(connections)
                .maxSize(connections)
                .build());
        SQLDialect dialect = database.product() == Product.POSTGRESQL ? SQLDialect.POSTGRES : SQLDialect.H2;
        dsl = DSL.using(pool, dialect, new Settings().withExecuteLogging(false));
    }

    @Override
    public Mono<Item> find(long id) {
        return find(dsl, id);
    }

    private static Mono<Item> find(DSLContext dsl, long id) {
        return Mono.from(live(dsl, ID.eq(id))).map(Records.mapping(Item::new));
    }

    @Override
    public Flux<Item> query(int category) {
        return Flux.from(live(dsl, CATEGORY.eq(category))).map(Records.mapping(Item::new));
    }

    private static ResultQuery<Record9<Long, Integer, String, BigDecimal, Integer, Long, Instant, Instant, Instant>>
            live(DSLContext dsl, Condition condition) {
        return dsl.select(ID, CATEGORY, NAME, PRICE, INVENTORY, VERSION, CREATED_AT, UPDATED_AT, DELETED_AT)
                .from(ITEMS)
                .where(condition)
                .and(DELETED_AT.isNull());
    }

    @Override
    public Mono<Item> insert(int number) {
        return insert(dsl, number);
    }

    private static Mono<Item> insert(DSLContext dsl, int number) {
        return insertAll(dsl, List.of(Item.create(number))).map(inserted -> inserted.get(0));
    }

    @Override
    public Mono<List<Item>> insertMany(int count) {
        return insertAll(dsl, IntStream.range(0, count).mapToObj(Item::create).toList());
    }

    private static Mono<List<Item>> insertAll(DSLContext dsl, List<Item> items) {
        return Flux.from(dsl.insertInto(ITEMS, CATEGORY, NAME, PRICE, INVENTORY, VERSION, CREATED_AT, UPDATED_AT)
                        .valuesOfRows(items.stream()
                                .map(item -> row(
                                        val(item.category, CATEGORY),
                                        val(item.name, NAME),
                                        val(item.price, PRICE),
                                        val(item.inventory, INVENTORY),
                                        val(item.version, VERSION),
                                        val(item.createdAt, CREATED_AT),
                                        val(item.updatedAt, UPDATED_AT)))
                                .toList())
                        .returningResult(ID))
                .index((index, key) -> items.get(index.intValue()).id = key.value1())
                .then(Mono.just(items));
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        return update(dsl, item, inventory);
    }

    private static Mono<Item> update(DSLContext dsl, Item item, int inventory) {
        Instant now = Item.now();
        return touchOne(dsl.update(ITEMS)
                        .set(INVENTORY, inventory)
                        .set(UPDATED_AT, now)
                        .set(VERSION, VERSION.plus(1))
                        .where(ID.eq(item.id))
                        .and(VERSION.eq(item.version)))
                .map(touched -> {
                    item.inventory = inventory;
                    item.updatedAt = now;
                    item.version++;
                    return item;
                });
    }

    @Override
    public Mono<Item> deleteAndRestore(Item item) {
        return mark(item, Item.now(), DELETED_AT.isNull())
                .flatMap(deleted -> mark(deleted, null, DELETED_AT.isNotNull()));
    }

    private Mono<Item> mark(Item item, @Nullable Instant deletedAt, Condition condition) {
        return touchOne(dsl.update(ITEMS)
                        .set(DELETED_AT, deletedAt)
                        .set(VERSION, VERSION.plus(1))
                        .where(ID.eq(item.id))
                        .and(VERSION.eq(item.version))
                        .and(condition))
                .map(touched -> {
                    item.deletedAt = deletedAt;
                    item.version++;
                    return item;
                });
    }

    private static Mono<Integer> touchOne(RowCountQuery query) {
        return Mono.from(query).doOnNext(rows -> {
            if (rows != 1) {
                throw new IllegalStateException("Somebody else was first");
            }
        });
    }

    @Override
    public Mono<Item> findThenUpdate(long id, int inventory) {
        return Flux.from(dsl.transactionPublisher(transaction ->
                        find(transaction.dsl(), id).flatMap(item -> update(transaction.dsl(), item, inventory))))
                .single();
    }

    /** By hand a hook is a call. */
    @Override
    public Mono<Item> findThenUpdateWithHooks(long id, int inventory) {
        return Flux.from(dsl.transactionPublisher(transaction -> find(transaction.dsl(), id)
                        .flatMap(item -> beforeUpdate()
                                .then(Mono.defer(() -> update(transaction.dsl(), item, inventory)))
                                .flatMap(updated -> afterUpdate().thenReturn(updated)))))
                .single();
    }

    private static Mono<Void> beforeUpdate() {
        return Mono.empty();
    }

    private static Mono<Void> afterUpdate() {
        return Mono.empty();
    }

    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return inTransaction(dsl, work);
    }

    private static <T> Mono<T> inTransaction(DSLContext dsl, Function<Work<Item>, Mono<T>> work) {
        return Flux.from(dsl.transactionPublisher(transaction -> work.apply(new Begun(transaction.dsl()))))
                .singleOrEmpty();
    }

    @Override
    public void close() {
        pool.dispose();
    }

    /** Work in a transaction. A transaction in a transaction is a savepoint; jOOQ has none that joins. */
    private static final class Begun implements Work<Item> {

        private final DSLContext dsl;

        Begun(DSLContext dsl) {
            this.dsl = dsl;
        }

        @Override
        public Mono<Item> insert(int number) {
            return Jooq.insert(dsl, number);
        }

        @Override
        public Mono<Item> update(Item item, int inventory) {
            return Jooq.update(dsl, item, inventory);
        }

        @Override
        public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
            return Jooq.inTransaction(dsl, work);
        }
    }
}
