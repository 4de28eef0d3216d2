package io.fluxrecord.benchmarks.contender.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import org.hibernate.annotations.SQLRestriction;

/** The same row as {@link Item}, in an entity with two callbacks that do nothing. */
@Entity
@Table(name = "items")
@SQLRestriction("deleted_at is null")
public class HookedItem extends Columns {

    @PreUpdate
    void beforeUpdate() {}

    @PostUpdate
    void afterUpdate() {}
}
