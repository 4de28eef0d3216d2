package io.fluxrecord.error;

/**
 * Signals that a transaction was rolled back instead of committed, because an operation or a nested transaction inside
 * it had failed. The {@link #getCause() cause} is that failure. What was changed in memory is as it was before the
 * transaction.
 *
 * @since 0.1
 */
public final class RollbackOnlyException extends FluxrecordException {

    public RollbackOnlyException(String transaction, Throwable cause) {
        this(
                transaction,
                "an operation inside it failed after it had changed something, and its error was"
                        + " handled before the end; use a NESTED transaction for work that may fail",
                cause);
    }

    public RollbackOnlyException(String transaction, String reason, Throwable cause) {
        super(transaction + " was rolled back: " + reason);
        initCause(cause);
    }
}
