package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/** What several models have in common. */
@MappedSuperclass
public abstract class Entity<T extends Entity<T>> extends ActiveRecord<T> {

    public @Id @Nullable Integer id;

    @Column("created by")
    public @Nullable String createdBy;
}
