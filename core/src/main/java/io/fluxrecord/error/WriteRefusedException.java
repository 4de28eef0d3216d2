package io.fluxrecord.error;

/**
 * Signals that the database did not carry out a write without saying why: no row was inserted, or a row that is there,
 * and is as it was expected, was not changed. A trigger, rule or row-level policy is in the way. This is no conflict,
 * and trying again does not help. The record is as it was before.
 *
 * @since 0.1
 */
public final class WriteRefusedException extends FluxrecordException {

    public WriteRefusedException(String message) {
        super(message);
    }
}
