package io.fluxrecord.lifecycle;

/**
 * What a before-hook or before-listener may emit to let an operation go on or to stop it. Emitting nothing means
 * {@link #CONTINUE}.
 *
 * @since 0.1
 */
public enum Decision {
    /** Go on. */
    CONTINUE,
    /**
     * Stop before the statement: a delete or restore emits {@code false}, a save fails with
     * {@link io.fluxrecord.error.VetoedException}.
     */
    STOP
}
