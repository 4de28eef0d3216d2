package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Nothing but an identity: all that an insert writes is what the database makes. */
public class Token extends ActiveRecord<Token> {

    public @Id @Nullable Long id;
}
