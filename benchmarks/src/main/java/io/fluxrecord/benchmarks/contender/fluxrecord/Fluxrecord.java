package io.fluxrecord.benchmarks.contender.fluxrecord;

import io.fluxrecord.Database;
import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Saving;
import io.fluxrecord.benchmarks.contender.Streaming;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fluxrecord with its defaults, which include a pool of 10. */
public final class Fluxrecord implements Contender<Item>, Streaming<Item>, Cancellable<Item>, Saving<Item> {

    private final Database database;

    public Fluxrecord(ItemDatabase items) {
        this(Database.connect(items.url()));
    }

    public Fluxrecord(ItemDatabase items, int connections) {
        this(Database.builder(ConnectionFactories.get(items.url()))
                .maxConnections(connections)
                .build());
    }

    private Fluxrecord(Database database) {
        this.database = database;
        Item_.configure(database);
        HookedItem_.configure(database);
    }

    @Override
    public Mono<Item> find(long id) {
        return Item_.find(id);
    }

    @Override
    public Flux<Item> query(int category) {
        return Item_.query().where(Item_.category.eq(category)).all();
    }

    @Override
    public Flux<Item> stream(long firstId, long lastId, int fetchSize) {
        return Item_.query()
                .where(Item_.id.ge(firstId), Item_.id.le(lastId))
                .fetchSize(fetchSize)
                .all();
    }

    @Override
    public int inventory(Item item) {
        return item.inventory;
    }

    @Override
    public Mono<Item> insert(int number) {
        return new Item(number).save();
    }

    @Override
    public Mono<List<Item>> insertMany(int count) {
        return database.transactional(Item_.insertAll(Flux.range(0, count).map(Item::new)))
                .collectList();
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        item.inventory = inventory;
        return item.save();
    }

    @Override
    public Mono<Item> deleteAndRestore(Item item) {
        return item.delete().then(item.restore()).thenReturn(item);
    }

    @Override
    public Mono<Item> findThenUpdate(long id, int inventory) {
        return database.transaction(() -> Item_.find(id).flatMap(item -> update(item, inventory)));
    }

    @Override
    public Mono<HookedItem> findThenUpdateWithHooks(long id, int inventory) {
        return database.transaction(() -> HookedItem_.find(id).flatMap(item -> {
            item.inventory = inventory;
            return item.save();
        }));
    }

    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return database.transaction(() -> work.apply(this));
    }

    @Override
    public Item create(int number) {
        return new Item(number);
    }

    @Override
    public Mono<Item> save(Item item) {
        return item.save();
    }

    @Override
    public void close() {
        database.close().block();
    }
}
