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

    private UnknownOutcomeException(String message) {
        super(message);
    }

    /** Refuse to insert a record again of whose INSERT no key came back, which the database makes. */
    public static UnknownOutcomeException insertedBefore(String record) {
        return new UnknownOutcomeException("The answer to the INSERT of " + record
                + " was lost, or had no key that it can hold, so its row may be there"
                + " under a key that the database made, and a second INSERT would write another one. Look for the row"
                + " by its other columns; if there is none, save a new record with the same values");
    }

    public UnknownOutcomeException(String what, Throwable cause) {
        super("The answer to " + what + " was lost, so it may have been carried out or not; look before you try again");
        initCause(cause);
    }
}
