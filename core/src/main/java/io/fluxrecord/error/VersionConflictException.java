package io.fluxrecord.error;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Signals that a versioned statement matched no row, because somebody else changed or removed the row first.
 *
 * <p>The record is as it was before the operation: its values are kept and still dirty, and its version is still the
 * old one, so that the same operation conflicts again until {@code reload()}.
 *
 * @since 0.1
 */
public final class VersionConflictException extends FluxrecordException {

    /** What the lookup after the failed statement found. */
    public enum Reason {
        /** The row has another version. */
        STALE,
        /** The row was soft-deleted. */
        DELETED,
        /** The row no longer exists. */
        GONE
    }

    private final String model;
    private final Object key;
    private final long expectedVersion;
    private final Reason reason;
    private final OptionalLong actualVersion;

    public VersionConflictException(
            String model, Object key, long expectedVersion, Reason reason, OptionalLong actualVersion) {
        super(message(model, key, expectedVersion, reason, actualVersion));
        this.model = model;
        this.key = Objects.requireNonNull(key);
        this.expectedVersion = expectedVersion;
        this.reason = reason;
        this.actualVersion = actualVersion;
    }

    private static String message(String model, Object key, long expected, Reason reason, OptionalLong actual) {
        String found =
                switch (reason) {
                    case STALE ->
                        "the row is at version " + actual.orElseThrow() + "; reload() it and apply the change again";
                    case DELETED ->
                        "the row was soft-deleted (version " + actual.orElseThrow()
                                + "); reload() shows it, restore() brings it back";
                    case GONE -> "the row no longer exists";
                };
        String record = key instanceof List ? model + key : model + "[" + key + "]";
        return record + " was expected at version " + expected + ", but " + found;
    }

    /** Return the simple name of the model. */
    public String model() {
        return model;
    }

    /** Return the key of the record; a {@link java.util.List} where the key is composite. */
    public Object key() {
        return key;
    }

    /** Return the version that the record was loaded or last saved with. */
    public long expectedVersion() {
        return expectedVersion;
    }

    /** Return what became of the row. */
    public Reason reason() {
        return reason;
    }

    /**
     * Return the version that the row had when it was looked up after the conflict; empty when it is
     * {@link Reason#GONE}.
     */
    public OptionalLong actualVersion() {
        return actualVersion;
    }
}
