package io.fluxrecord.error;

/**
 * Signals that a query for one record found a second one, that a declared key is not unique in its table, or that the
 * insert of one record wrote several rows.
 *
 * @since 0.1
 */
public final class NonUniqueResultException extends FluxrecordException {

    public NonUniqueResultException(String message) {
        super(message);
    }
}
