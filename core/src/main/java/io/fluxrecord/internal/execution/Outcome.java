package io.fluxrecord.internal.execution;

import org.jspecify.annotations.Nullable;

/** What the end of a write means to its session, beside what its answer means to its subscriber. */
interface Outcome {

    /** Let something be made of an answer that tells of so many rows. */
    <R> @Nullable R answered(long rows, Made<R> made);

    /**
     * Return the error to signal.
     *
     * @param readable false if it is one of reading the answer, so that the write itself was carried out
     */
    Throwable failed(Throwable error, boolean readable);

    /** What is made of a complete answer. */
    @FunctionalInterface
    interface Made<R> {

        /** Return what is emitted, or null for nothing. */
        @Nullable
        R make();
    }
}
