package io.fluxrecord.benchmarks.contender;

import reactor.core.publisher.Mono;

/**
 * A library that is handed an object to save, and so could know that the object is being saved already.
 *
 * @param <E> the library's object for a row
 */
public interface Saving<E> {

    /** Return the object of the item that {@link NewItem} describes, which has no row yet. */
    E create(int number);

    /** Save an object that has no row yet; complete when it has one. */
    Mono<?> save(E item);
}
