package io.fluxrecord.error;

/**
 * The root of every error that Fluxrecord itself signals. Errors of the R2DBC driver
 * ({@link io.r2dbc.spi.R2dbcException} and its kinds) reach the subscriber as they are, but for those that leave open
 * whether a write was carried out: they are the cause of an {@link UnknownOutcomeException}. A unique violation that a
 * deleted row may be behind is the cause of another of its kind, whose message says so.
 *
 * <p>Messages name the model, the key and the way out. They never contain the value of another column.
 *
 * @since 0.1
 */
public abstract class FluxrecordException extends RuntimeException {

    protected FluxrecordException(String message) {
        super(message);
    }
}
