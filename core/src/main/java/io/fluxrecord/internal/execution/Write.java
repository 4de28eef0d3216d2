package io.fluxrecord.internal.execution;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a write leads to once it has answered.
 *
 * @param <R> what is emitted
 */
@FunctionalInterface
public interface Write<R> {

    /**
     * Take the number of rows that were touched, when the answer is complete; be there a subscriber or not. Should this
     * throw although rows were touched, a transaction cannot be committed any more.
     *
     * @return what is emitted, or null if there is {@linkplain #otherwise() more to find out}
     */
    @Nullable
    R answered(long count);

    /** Find out more for a subscriber, once the connection is free. */
    default Mono<R> otherwise() {
        return Mono.empty();
    }
}
