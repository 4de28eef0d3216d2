package io.fluxrecord.internal.execution;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a write leads to once it has answered.
 *
 * @param <A> the answer: the number of rows that were touched, or what a reader has made of them
 * @param <R> what is emitted
 */
@FunctionalInterface
public interface Write<A, R> {

    /**
     * Take the answer when it is complete; be there a subscriber or not. Should this throw although rows were touched,
     * a transaction cannot be committed any more.
     *
     * @return what is emitted, or null if there is {@linkplain #otherwise() more to find out}
     */
    @Nullable
    R answered(A answer);

    /** Find out more for a subscriber, once the connection is free. */
    default Mono<R> otherwise() {
        return Mono.empty();
    }
}
