package io.fluxrecord.benchmarks.contender;

import reactor.core.publisher.Mono;

/**
 * A library whose work is cancelled at moments that do not suit it.
 *
 * @param <E> the library's object for a row
 */
public interface Cancellable<E> extends Work<E>, AutoCloseable {

    /** Emit the live item of an id. */
    Mono<E> find(long id);

    /** Close the connections. */
    @Override
    void close();
}
