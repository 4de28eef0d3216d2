package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** An identity and a deleted mark, which an insert does not write. */
public class Slip extends ActiveRecord<Slip> implements SoftDeletable {

    public @Id @Nullable Long id;
}
