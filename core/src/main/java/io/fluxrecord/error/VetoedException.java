package io.fluxrecord.error;

import io.fluxrecord.lifecycle.Lifecycle;

/**
 * Signals that a hook or listener stopped a save with {@link io.fluxrecord.lifecycle.Decision#STOP}. Nothing was
 * written.
 *
 * @since 0.1
 */
public final class VetoedException extends FluxrecordException {

    private final Lifecycle event;

    public VetoedException(String record, Lifecycle event) {
        super(record + " was not saved: a " + event + " hook or listener answered Decision.STOP");
        this.event = event;
    }

    /** Return the event whose hook or listener stopped the save. */
    public Lifecycle event() {
        return event;
    }
}
