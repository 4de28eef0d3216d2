package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Nothing but columns that are made: the key by the database, version and times by a save. */
public class Heartbeat extends ActiveRecord<Heartbeat> implements Versioned, Timestamped {

    public @Id @Nullable Long id;
}
