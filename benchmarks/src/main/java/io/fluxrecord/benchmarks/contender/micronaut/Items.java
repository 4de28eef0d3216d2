package io.fluxrecord.benchmarks.contender.micronaut;

import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.reactive.ReactorCrudRepository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The repository of items; there is one per dialect, since queries are made at compile time. */
interface Items extends ReactorCrudRepository<Item, Long> {

    Mono<Item> findByIdAndDeletedAtIsNull(Long id);

    Flux<Item> findByCategoryAndDeletedAtIsNull(int category);

    @R2dbcRepository(dialect = Dialect.POSTGRES)
    interface OnPostgresql extends Items {}

    @R2dbcRepository(dialect = Dialect.H2)
    interface OnH2 extends Items {}
}
