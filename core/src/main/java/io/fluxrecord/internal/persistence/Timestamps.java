package io.fluxrecord.internal.persistence;

import java.time.Clock;
import java.time.Instant;

/** The database's clock. What is finer than a column is cut where it is written to that column. */
final class Timestamps {

    private final Clock clock;

    Timestamps(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }
}
