package io.fluxrecord.error;

/**
 * Signals that a query for one record found a second one.
 *
 * @since 0.1
 */
public final class NonUniqueResultException extends FluxrecordException {

    public NonUniqueResultException(String message) {
        super(message);
    }
}
