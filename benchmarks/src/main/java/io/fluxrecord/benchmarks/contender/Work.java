package io.fluxrecord.benchmarks.contender;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Writes in the library's own way, outside or inside a transaction.
 *
 * @param <E> the library's object for a row
 */
public interface Work<E> {

    /** Insert the item that {@link NewItem} describes and emit it. */
    Mono<E> insert(int number);

    /** Set the inventory of an item that is at hand, with one UPDATE, and emit the item with its new version. */
    Mono<E> update(E item, int inventory);

    /**
     * Run work in a transaction and emit what it emits. Inside a transaction the work becomes a part of it, in the way
     * in which the library's documentation puts a method with a transaction of its own into another one.
     */
    <T> Mono<T> inTransaction(Function<Work<E>, Mono<T>> work);
}
