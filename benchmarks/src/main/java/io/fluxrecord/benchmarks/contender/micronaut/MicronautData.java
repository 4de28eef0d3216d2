package io.fluxrecord.benchmarks.contender.micronaut;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Saving;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.fluxrecord.benchmarks.database.Product;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.r2dbc.transaction.R2dbcReactorTransactionOperations;
import io.micronaut.transaction.reactive.ReactorReactiveTransactionOperations;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Micronaut Data R2DBC. It has optimistic locking, timestamps and event methods; soft deletion is by hand: a condition
 * in the name of each finder and an update of the mark, since {@code @Where} on the entity would also hide a row from
 * the update that restores it. Many rows are a {@code saveAll}.
 */
public final class MicronautData implements Contender<Item>, Cancellable<Item>, Saving<Item> {

    private final ApplicationContext context;
    private final Items items;
    private final HookedItems hookedItems;
    private final ReactorReactiveTransactionOperations<Connection> transactions;

    public MicronautData(ItemDatabase database) {
        this(database, POOL_SIZE);
    }

    public MicronautData(ItemDatabase database, int connections) {
        context = ApplicationContext.run(Map.of("r2dbc.datasources.default.url", pooled(database.url(), connections)));
        if (database.product() == Product.POSTGRESQL) {
            items = context.getBean(Items.OnPostgresql.class);
            hookedItems = context.getBean(HookedItems.OnPostgresql.class);
        } else {
            items = context.getBean(Items.OnH2.class);
            hookedItems = context.getBean(HookedItems.OnH2.class);
        }
        transactions = context.getBean(R2dbcReactorTransactionOperations.class);
    }

    private static String pooled(String url, int connections) {
        return url.replace("r2dbc:", "r2dbc:pool:") + "&initialSize=" + connections + "&maxSize=" + connections;
    }

    @Override
    public Mono<Item> find(long id) {
        return items.findByIdAndDeletedAtIsNull(id);
    }

    @Override
    public Flux<Item> query(int category) {
        return items.findByCategoryAndDeletedAtIsNull(category);
    }

    @Override
    public Mono<Item> insert(int number) {
        return items.save(Item.create(number));
    }

    @Override
    public Mono<List<Item>> insertMany(int count) {
        return inTransaction(
                items.saveAll(IntStream.range(0, count).mapToObj(Item::create).toList())
                        .collectList());
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        item.setInventory(inventory);
        return items.update(item);
    }

    @Override
    public Mono<Item> deleteAndRestore(Item item) {
        item.setDeletedAt(Instant.now());
        return items.update(item).flatMap(deleted -> {
            deleted.setDeletedAt(null);
            return items.update(deleted);
        });
    }

    @Override
    public Mono<Item> findThenUpdate(long id, int inventory) {
        return inTransaction(find(id).flatMap(item -> update(item, inventory)));
    }

    @Override
    public Mono<HookedItem> findThenUpdateWithHooks(long id, int inventory) {
        return inTransaction(hookedItems.findByIdAndDeletedAtIsNull(id).flatMap(item -> {
            item.setInventory(inventory);
            return hookedItems.update(item);
        }));
    }

    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return transactions.withTransactionMono(status -> work.apply(this));
    }

    private <T> Mono<T> inTransaction(Mono<T> work) {
        return transactions.withTransactionMono(status -> work);
    }

    @Override
    public Item create(int number) {
        return Item.create(number);
    }

    @Override
    public Mono<Item> save(Item item) {
        return items.save(item);
    }

    @Override
    public void close() {
        context.close();
    }
}
