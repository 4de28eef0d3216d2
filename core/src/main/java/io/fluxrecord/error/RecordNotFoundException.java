package io.fluxrecord.error;

/**
 * Signals that the row of a stored record is gone, so that an update, restore or reload found nothing to work on.
 *
 * @since 0.1
 */
public final class RecordNotFoundException extends FluxrecordException {

    public RecordNotFoundException(String message) {
        super(message);
    }
}
