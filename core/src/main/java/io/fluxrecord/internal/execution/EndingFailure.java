package io.fluxrecord.internal.execution;

/** Carries an error of a transaction's end past the operator that would dress it up as one of cleaning up. */
final class EndingFailure extends RuntimeException {

    private final Throwable error;

    EndingFailure(Throwable error) {
        super(null, error, false, false);
        this.error = error;
    }

    static Throwable unwrap(Throwable thrown) {
        if (thrown instanceof EndingFailure bare) {
            return bare.error;
        }
        return thrown.getCause() instanceof EndingFailure failure ? failure.error : thrown;
    }
}
