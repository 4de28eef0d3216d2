package io.fluxrecord.error;

/**
 * Signals that a row does not fit its model: a null in a primitive property, or text that names no constant of an enum;
 * or that a value does not fit its column: a number with too many digits, a date that the database does not have.
 *
 * @since 0.1
 */
public final class MappingException extends FluxrecordException {

    public MappingException(String message) {
        super(message);
    }
}
