package io.fluxrecord.benchmarks.contender.hibernate;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.Saving;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.provider.Settings;
import org.hibernate.reactive.stage.Stage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hibernate Reactive. Where nothing depends on a persistence context it uses the {@code StatelessSession}, which the
 * documentation recommends for speed; callbacks are for entities in a {@code Session}. Soft deletion is a restriction
 * of reads and an update of the mark: its {@code @SoftDelete} cannot restore. Many rows go in JDBC-like batches.
 * Prepared statements are cached, which Vert.x does only when told to.
 */
public final class HibernateReactive implements Contender<Item>, Cancellable<Item>, Saving<Item> {

    private static final int BATCH_SIZE = 100;

    private final Stage.SessionFactory factory;

    public HibernateReactive(ItemDatabase database) {
        this(database, POOL_SIZE);
    }

    public HibernateReactive(ItemDatabase database, int connections) {
        factory = open(database, connections).unwrap(Stage.SessionFactory.class);
    }

    static SessionFactory open(ItemDatabase database, int connections) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Columns.class)
                .addAnnotatedClass(Item.class)
                .addAnnotatedClass(HookedItem.class)
                .setProperty(
                        AvailableSettings.JAKARTA_JDBC_URL, Objects.requireNonNull(database.vertxUrl(), "no driver"))
                .setProperty(AvailableSettings.JAKARTA_JDBC_USER, ItemDatabase.USER)
                .setProperty(AvailableSettings.JAKARTA_JDBC_PASSWORD, ItemDatabase.USER)
                .setProperty(AvailableSettings.POOL_SIZE, String.valueOf(connections))
                .setProperty(AvailableSettings.STATEMENT_BATCH_SIZE, String.valueOf(BATCH_SIZE))
                .setProperty(Settings.PREPARED_STATEMENT_CACHE_MAX_SIZE, "256");
        StandardServiceRegistry registry = new ReactiveServiceRegistryBuilder()
                .applySettings(configuration.getProperties())
                .build();
        return configuration.buildSessionFactory(registry);
    }

    @Override
    public Mono<Item> find(long id) {
        return run(() -> factory.withStatelessSession(session -> session.get(Item.class, id)));
    }

    @Override
    public Flux<Item> query(int category) {
        return run(() -> factory.withStatelessSession(
                        session -> session.createSelectionQuery("from Item where category = :category", Item.class)
                                .setParameter("category", category)
                                .getResultList()))
                .flatMapIterable(items -> items);
    }

    @Override
    public Mono<Item> insert(int number) {
        return run(() -> {
            Item item = Item.create(number);
            return factory.withStatelessSession(session -> session.insert(item)).thenApply(inserted -> item);
        });
    }

    @Override
    public Mono<List<Item>> insertMany(int count) {
        return run(() -> {
            List<Item> items = IntStream.range(0, count).mapToObj(Item::create).toList();
            return factory.withStatelessTransaction(session -> session.insert(BATCH_SIZE, items.toArray()))
                    .thenApply(inserted -> items);
        });
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        return run(() -> {
            item.inventory = inventory;
            return factory.withStatelessSession(session -> session.update(item)).thenApply(updated -> item);
        });
    }

    /** Update as {@link #update} does, but by merging into a session, which reads the row first. */
    public Mono<Item> merge(Item item, int inventory) {
        return run(() -> {
            item.inventory = inventory;
            return factory.withTransaction(session -> session.merge(item));
        });
    }

    @Override
    public Mono<Item> deleteAndRestore(Item item) {
        return run(() -> {
            item.deletedAt = Instant.now();
            return factory.withStatelessSession(session -> session.update(item))
                    .thenCompose(deleted -> {
                        item.deletedAt = null;
                        return factory.withStatelessSession(session -> session.update(item));
                    })
                    .thenApply(restored -> item);
        });
    }

    @Override
    public Mono<Item> findThenUpdate(long id, int inventory) {
        return run(() -> factory.withStatelessTransaction(session -> session.get(Item.class, id)
                .thenCompose(item -> {
                    item.inventory = inventory;
                    return session.update(item).thenApply(updated -> item);
                })));
    }

    @Override
    public Mono<HookedItem> findThenUpdateWithHooks(long id, int inventory) {
        return run(() -> factory.withTransaction(
                session -> session.find(HookedItem.class, id).thenApply(item -> {
                    item.inventory = inventory;
                    return item;
                })));
    }

    /** A stage cannot be cancelled: who cancels the answer does not end the transaction. */
    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return run(() -> factory.withStatelessTransaction(
                session -> SessionThread.of(work.apply(new Begun(session))).toFuture()));
    }

    @Override
    public Item create(int number) {
        return Item.create(number);
    }

    @Override
    public Mono<Item> save(Item item) {
        return run(
                () -> factory.withTransaction(session -> session.persist(item)).thenApply(persisted -> item));
    }

    private static <T> Mono<T> run(Supplier<CompletionStage<T>> work) {
        return Mono.fromCompletionStage(work);
    }

    @Override
    public void close() {
        factory.close();
    }

    /** Work in a transaction. A part of a transaction works on the same session. */
    private static final class Begun implements Work<Item> {

        private final Stage.StatelessSession session;

        Begun(Stage.StatelessSession session) {
            this.session = session;
        }

        @Override
        public Mono<Item> insert(int number) {
            return run(() -> {
                Item item = Item.create(number);
                return session.insert(item).thenApply(inserted -> item);
            });
        }

        @Override
        public Mono<Item> update(Item item, int inventory) {
            return run(() -> {
                item.inventory = inventory;
                return session.update(item).thenApply(updated -> item);
            });
        }

        @Override
        public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
            return Mono.defer(() -> work.apply(this));
        }
    }
}
