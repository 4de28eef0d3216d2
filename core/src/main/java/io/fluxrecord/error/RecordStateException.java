package io.fluxrecord.error;

/**
 * Signals that a record is not in the state that an operation needs: {@code insert()} of a stored record,
 * {@code update()} of a new one, a key that is missing or was changed, another operation that is under way.
 *
 * @since 0.1
 */
public final class RecordStateException extends FluxrecordException {

    public RecordStateException(String message) {
        super(message);
    }
}
