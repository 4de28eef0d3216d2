package io.fluxrecord.benchmarks.contender.micronaut;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.event.PostUpdate;
import io.micronaut.data.annotation.event.PreUpdate;

/** The same row as {@link Item}, in an entity with two event methods that do nothing. */
@MappedEntity("items")
public class HookedItem extends Columns {

    @PreUpdate
    void beforeUpdate() {}

    @PostUpdate
    void afterUpdate() {}
}
