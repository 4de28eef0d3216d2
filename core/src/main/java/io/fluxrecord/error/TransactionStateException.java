package io.fluxrecord.error;

/**
 * Signals that work does not fit the transaction around it, or the lack of one: a transaction is required and none is
 * running, none may be running, it has ended, the database has rolled it back by itself, or it belongs to another
 * database.
 *
 * @since 0.1
 */
public final class TransactionStateException extends FluxrecordException {

    public TransactionStateException(String message) {
        super(message);
    }

    public TransactionStateException(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
