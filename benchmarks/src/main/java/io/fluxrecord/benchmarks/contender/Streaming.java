package io.fluxrecord.benchmarks.contender;

import reactor.core.publisher.Flux;

/**
 * A library that reads long results row by row.
 *
 * @param <E> the library's object for a row
 */
public interface Streaming<E> {

    /**
     * Emit the live items from one id to another, both included, read by one statement.
     *
     * @param fetchSize how many the database is asked for at a time, or 0 for all
     */
    Flux<E> stream(long firstId, long lastId, int fetchSize);

    /** Return the inventory of an item. */
    int inventory(E item);
}
