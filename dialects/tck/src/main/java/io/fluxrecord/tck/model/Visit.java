package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Counts how often it was loaded, and has times of its own. */
public class Visit extends ActiveRecord<Visit> implements SoftDeletable, Versioned {

    public @Id @Nullable Long id;
    public String guest = "";
    public @Nullable Instant seenAt;
    public @Nullable Instant leftAt;

    /** Not stored: how often this was loaded. */
    public @Transient int loads;

    public Visit() {}

    public Visit(String guest) {
        this.guest = guest;
    }

    @Override
    protected Mono<Void> afterLoad() {
        loads++;
        return Mono.empty();
    }
}
