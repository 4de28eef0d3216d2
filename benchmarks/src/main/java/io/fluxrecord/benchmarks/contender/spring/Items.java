package io.fluxrecord.benchmarks.contender.spring;

import org.springframework.data.repository.reactive.ReactiveCrudRepository;

/** The repository of items. */
interface Items extends ReactiveCrudRepository<Item, Long> {}
