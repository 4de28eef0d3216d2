package io.fluxrecord.benchmarks.contender.hibernate;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.Saving;
import io.fluxrecord.benchmarks.contender.Work;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/**
 * Hibernate Reactive through its other interface, in which operations are {@code Uni}s and can be cancelled. In speed
 * it is the same as {@link HibernateReactive}, so it is not measured.
 */
public final class HibernateMutiny implements Cancellable<Item>, Saving<Item> {

    private final Mutiny.SessionFactory factory;

    public HibernateMutiny(ItemDatabase database, int connections) {
        factory = HibernateReactive.open(database, connections).unwrap(Mutiny.SessionFactory.class);
    }

    @Override
    public Mono<Item> find(long id) {
        return run(() -> factory.withStatelessSession(session -> session.get(Item.class, id)));
    }

    @Override
    public Mono<Item> insert(int number) {
        return run(() -> factory.withStatelessSession(session -> insert(session, number)));
    }

    private static Uni<Item> insert(Mutiny.StatelessSession session, int number) {
        Item item = Item.create(number);
        return session.insert(item).replaceWith(item);
    }

    @Override
    public Mono<Item> update(Item item, int inventory) {
        return run(() -> factory.withStatelessSession(session -> update(session, item, inventory)));
    }

    private static Uni<Item> update(Mutiny.StatelessSession session, Item item, int inventory) {
        item.inventory = inventory;
        return session.update(item).replaceWith(item);
    }

    @Override
    public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
        return run(() -> factory.withStatelessTransaction(session -> Uni.createFrom()
                .publisher(JdkFlowAdapter.publisherToFlowPublisher(SessionThread.of(work.apply(new Begun(session)))))));
    }

    @Override
    public Item create(int number) {
        return Item.create(number);
    }

    @Override
    public Mono<Item> save(Item item) {
        return run(
                () -> factory.withTransaction(session -> session.persist(item)).replaceWith(item));
    }

    private static <T> Mono<T> run(Supplier<Uni<T>> work) {
        return Mono.defer(
                () -> JdkFlowAdapter.flowPublisherToFlux(work.get().convert().toPublisher())
                        .singleOrEmpty());
    }

    @Override
    public void close() {
        factory.close();
    }

    /** Work in a transaction. A part of a transaction works on the same session. */
    private static final class Begun implements Work<Item> {

        private final Mutiny.StatelessSession session;

        Begun(Mutiny.StatelessSession session) {
            this.session = session;
        }

        @Override
        public Mono<Item> insert(int number) {
            return run(() -> HibernateMutiny.insert(session, number));
        }

        @Override
        public Mono<Item> update(Item item, int inventory) {
            return run(() -> HibernateMutiny.update(session, item, inventory));
        }

        @Override
        public <T> Mono<T> inTransaction(Function<Work<Item>, Mono<T>> work) {
            return Mono.defer(() -> work.apply(this));
        }
    }
}
