package io.fluxrecord.benchmarks.contender.fluxrecord;

import io.fluxrecord.benchmarks.contender.Contender;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fluxrecord with something switched on; a variant overrides what that changes and is not measured in the rest. */
abstract class Variant<E> implements Contender<E> {

    @Override
    public Flux<E> query(int category) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<List<E>> insertMany(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<E> update(E item, int inventory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<E> deleteAndRestore(E item) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<?> findThenUpdate(long id, int inventory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<?> findThenUpdateWithHooks(long id, int inventory) {
        throw new UnsupportedOperationException();
    }
}
