package io.fluxrecord.internal.persistence;

import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** The database's clock, at the precision of its columns: what is kept in memory is what the row holds. */
final class Timestamps {

    private static final int NANO_DIGITS = 9;

    private final Clock clock;
    private final long unit;

    Timestamps(Clock clock, int digits) {
        this.clock = clock;
        unit = (long) Math.pow(10, NANO_DIGITS - digits);
    }

    Instant now() {
        return cut(clock.instant());
    }

    /** Return the value that a save writes to a column: a timestamp of the record cut, all else as it is. */
    <E extends Persistent> @Nullable Object written(Mapping<E> mapping, E record, int column) {
        Object value = mapping.frozenValue(record, column);
        Role role = mapping.role(column);
        boolean timestamp = role == Role.CREATED_AT || role == Role.UPDATED_AT;
        return timestamp && value instanceof Instant instant ? cut(instant) : value;
    }

    private Instant cut(Instant instant) {
        return instant.minusNanos(instant.get(ChronoField.NANO_OF_SECOND) % unit);
    }
}
