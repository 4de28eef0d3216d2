package io.fluxrecord.error;

/**
 * Signals that it is not known whether a statement outside a transaction, or the commit of a transaction, was carried
 * out: it was sent, and its answer was lost. The {@link #getCause() cause} is the driver's error. What is in memory is
 * as it was before, and may be behind the database.
 *
 * <p>Every other error of a write means that it was not carried out, but for those that say how many rows were written
 * outside a transaction ({@link NonUniqueResultException}, {@link WriteRefusedException} of {@code insertAll}) or that
 * no key came back ({@link MappingException}). Look before you try again, or try again with a key that was set before:
 * a {@link io.fluxrecord.UuidKey} stays with the record, so an insert that did arrive is refused as a duplicate, and a
 * version that was raised conflicts.
 *
 * @since 0.1
 */
public final class UnknownOutcomeException extends FluxrecordException {

    public UnknownOutcomeException(String what, Throwable cause) {
        super("The answer to " + what + " was lost, so it may have been carried out or not; look before you try again");
        initCause(cause);
    }
}
