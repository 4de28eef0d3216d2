package io.fluxrecord.benchmarks.contender.micronaut;

import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.r2dbc.annotation.R2dbcRepository;
import io.micronaut.data.repository.reactive.ReactorCrudRepository;
import reactor.core.publisher.Mono;

/** The repository of items with event methods. */
interface HookedItems extends ReactorCrudRepository<HookedItem, Long> {

    Mono<HookedItem> findByIdAndDeletedAtIsNull(Long id);

    @R2dbcRepository(dialect = Dialect.POSTGRES)
    interface OnPostgresql extends HookedItems {}

    @R2dbcRepository(dialect = Dialect.H2)
    interface OnH2 extends HookedItems {}
}
