package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.MappedSuperclass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What says of itself that it can be serialized, which a record cannot. */
@MappedSuperclass
public abstract class Portable<T extends Portable<T>> extends ActiveRecord<T> implements Serializable {

    private static final long serialVersionUID = 1;

    public @Id @Nullable Long id;
}
