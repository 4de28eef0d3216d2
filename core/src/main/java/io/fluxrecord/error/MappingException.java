package io.fluxrecord.error;

/**
 * Signals that a row does not fit its model: a null in a primitive property, or text that names no constant of an enum.
 *
 * @since 0.1
 */
public final class MappingException extends FluxrecordException {

    public MappingException(String message) {
        super(message);
    }
}
