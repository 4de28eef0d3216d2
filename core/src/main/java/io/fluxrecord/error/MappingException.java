package io.fluxrecord.error;

/**
 * Signals that a row does not fit its model, such as a null in a primitive property, a number out of the range of its
 * type, or text that names no constant of an enum and has no {@link io.fluxrecord.annotation.UnknownAs}; or that a
 * value does not fit its column, such as a number with too many digits, a date that the database does not have, or text
 * that it cannot hold. The message names model, property and column, and shows no value.
 *
 * @since 0.1
 */
public final class MappingException extends FluxrecordException {

    public MappingException(String message) {
        super(message);
    }
}
