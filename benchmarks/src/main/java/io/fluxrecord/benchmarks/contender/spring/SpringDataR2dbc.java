package io.fluxrecord.benchmarks.contender.spring;

import static org.springframework.data.relational.core.query.Criteria.where;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Saving;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.data.r2dbc.repository.support.R2dbcRepositoryFactory;
import org.springframework.data.relational.core.query.Query;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Spring Data R2DBC. It has optimistic locking and auditing; soft deletion is done by hand with a condition in each
 * read and an update of the mark. It has no insert of many rows: its repositories' {@code saveAll} inserts one after
 * the other, and so does this, in a transaction.
 */
public final class SpringDataR2dbc implements Contender<Item>, Cancellable<Item>, Saving<Item> {

    private final ConnectionPool pool;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final R2dbcEntityTemplate template;
    private final TransactionalOperator transaction;
    private final Items items;

    public SpringDataR2dbc(ItemDatabase database) {
        this(database, POOL_SIZE);
    }

    public SpringDataR2dbc(ItemDatabase database, int connections) {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.url()))
                .initialSize(connections)
                .maxSize(connections)
                .build());
        context.registerBean(ConnectionFactory.class, () -> pool);
        context.register(SpringConfiguration.class);
        context.refresh();
        template = context.getBean(R2dbcEntityTemplate.class);
        transaction = context.getBean(TransactionalOperator.class);
        items = new R2dbcRepositoryFactory(template).getRepository(Items.class);
    }

    @Override
    public Mono<Item> find(long id) {
        return find(id, Item.class);
    }

    private <T extends Item> Mono<T> find(long id, Class<T> type) {
        return template.selectOne(
                Query.query(where("id").is(id).and("deletedAt").isNull()), type);
    }

    @Override
    public Flux<Item> query(int category) {
        return template.select(
                Query.query(where("category").is(category).and("deletedAt").isNull()), Item.class);
    }

    @Override
    public Mono<Item> insert(int number) {
        return template.insert(Item.create(number));
    }

    @Override
    public Mono<List<Item>> insertMany(int count) {
        return transaction.transactional(
                Flux.range(0, count).concatMap(this::insert).collectList());
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        item.setInventory(inventory);
        return template.update(item);
    }

    @Override
    public Mono<Item> deleteAndRestore(Item item) {
        item.setDeletedAt(Instant.now());
        return template.update(item).flatMap(deleted -> {
            deleted.setDeletedAt(null);
            return template.update(deleted);
        });
    }

    @Override
    public Mono<Item> findThenUpdate(long id, int inventory) {
        return transaction.transactional(find(id, Item.class).flatMap(item -> update(item, inventory)));
    }

    @Override
    public Mono<Item> findThenUpdateWithHooks(long id, int inventory) {
        return transaction.transactional(find(id, HookedItem.class).flatMap(item -> update(item, inventory)));
    }

    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return transaction.transactional(Mono.defer(() -> work.apply(this)));
    }

    @Override
    public Item create(int number) {
        return Item.create(number);
    }

    /** The template inserts or updates as it is told; only a repository decides, as a {@code save} has to. */
    @Override
    public Mono<Item> save(Item item) {
        return items.save(item);
    }

    @Override
    public void close() {
        context.close();
        pool.dispose();
    }
}
