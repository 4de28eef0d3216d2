package io.fluxrecord.error;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Signals that a versioned statement matched no row, because another writer changed or removed the row first.
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
    private final @Nullable Long actualVersion; // An OptionalLong cannot be serialized.
    private final transient @Nullable Object record;

    public VersionConflictException(
            String model, Object key, long expectedVersion, Reason reason, OptionalLong actualVersion) {
        this(null, model, key, expectedVersion, reason, actualVersion);
    }

    /** Signal that the statement of this record has lost. */
    public VersionConflictException(
            @Nullable Object record,
            String model,
            Object key,
            long expectedVersion,
            Reason reason,
            OptionalLong actualVersion) {
        this(
                record,
                model,
                key,
                expectedVersion,
                reason,
                actualVersion,
                message(model, key, expectedVersion, reason, actualVersion));
    }

    private VersionConflictException(
            @Nullable Object record,
            String model,
            Object key,
            long expectedVersion,
            Reason reason,
            OptionalLong actualVersion,
            String message) {
        super(message);
        this.record = record;
        this.model = model;
        this.key = Objects.requireNonNull(key);
        this.expectedVersion = expectedVersion;
        this.reason = reason;
        this.actualVersion = actualVersion.isPresent() ? (Long) actualVersion.getAsLong() : null;
    }

    /**
     * Return the conflict of a record that was read in a transaction which has been rolled back since: the version that
     * it was read with never was, whatever number the row has reached in another way.
     */
    public static VersionConflictException afterRollback(
            @Nullable Object record,
            String model,
            Object key,
            long readVersion,
            Reason reason,
            OptionalLong actualVersion) {
        String message = describe(model, key) + " was read at version " + readVersion
                + " in a transaction that was rolled back, so that version never was; reload() it and apply the change"
                + " again";
        return new VersionConflictException(record, model, key, readVersion, reason, actualVersion, message);
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
        return describe(model, key) + " was expected at version " + expected + ", but " + found;
    }

    private static String describe(String model, Object key) {
        return key instanceof List ? model + key : model + "[" + key + "]";
    }

    /**
     * Return the record whose operation has lost, as it is: its values are unsaved still. Empty if it is of another
     * class, or if this exception was serialized in between.
     *
     * <pre>{@code
     * .onErrorResume(VersionConflictException.class, conflict -> Mono.justOrEmpty(conflict.record(Product.class))
     *         .flatMap(Product::reload))
     * }</pre>
     */
    public <E> Optional<E> record(Class<E> type) {
        return type.isInstance(record) ? Optional.of(type.cast(record)) : Optional.empty();
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
        return actualVersion == null ? OptionalLong.empty() : OptionalLong.of(actualVersion);
    }
}
