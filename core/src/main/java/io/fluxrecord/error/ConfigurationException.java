package io.fluxrecord.error;

/**
 * Signals that something around the records is not set up: no database for a model, no dialect for a driver, or a class
 * that is no model.
 *
 * @since 0.1
 */
public final class ConfigurationException extends FluxrecordException {

    public ConfigurationException(String message) {
        super(message);
    }
}
