package io.fluxrecord.benchmarks.contender;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A library at work on the table {@code items}. Every method does at each subscription what an application would do
 * with the library, into objects of the library's own kind, and keeps to rules that are the same for all:
 *
 * <ul>
 *   <li>A read leaves out rows whose {@code deleted_at} is set.
 *   <li>An insert sets both timestamps and the version, and the object knows its generated key afterwards.
 *   <li>An update or a mark of deletion raises the version, and fails where the row is no longer at the version that
 *       the object was read with.
 *   <li>Nothing is in a transaction but what says so.
 * </ul>
 *
 * @param <E> the library's object for a row
 */
public interface Contender<E> extends AutoCloseable {

    /** The size of everybody's connection pool. */
    int POOL_SIZE = 10;

    /** Emit the live item of an id. */
    Mono<E> find(long id);

    /** Emit the live items of a category. */
    Flux<E> query(int category);

    /** Insert the item that {@link NewItem} describes and emit it. */
    Mono<E> insert(int number);

    /** Insert so many items, all of them or none, and emit them. */
    Mono<List<E>> insertMany(int count);

    /** Set the inventory of an item that is at hand, with one UPDATE, and emit the item with its new version. */
    Mono<E> update(E item, int inventory);

    /** Mark an item that is at hand as deleted, then take the mark away, and emit the item with its new version. */
    Mono<E> deleteAndRestore(E item);

    /** Find an item and set its inventory, in one transaction; emit something when it is committed. */
    Mono<?> findThenUpdate(long id, int inventory);

    /**
     * Do the same as {@link #findThenUpdate} with an object that has a hook before and one after the update, both
     * empty, of the kind that the library offers.
     */
    Mono<?> findThenUpdateWithHooks(long id, int inventory);

    /** Close the connections. */
    @Override
    void close();
}
