package io.fluxrecord.transaction;

import io.r2dbc.spi.Connection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes part in a transaction that another library has begun, and is told when that ends: before a commit by
 * {@code beforeCommit}, {@code beforeCompletion}, and then by {@code afterCommit} and {@code afterCompletion}; before a
 * rollback by {@code beforeCompletion} and {@code afterCompletion}. Each completes empty.
 *
 * @since 0.1
 */
public interface TransactionParticipant {

    /**
     * Return the connection that all others are to use from now on in place of the transaction's own, so that
     * statements take turns and savepoints are known; the same one if it does not matter.
     */
    Connection sharedConnection();

    /**
     * Let the innermost part that is known to be a savepoint roll back, or else all, as a part that joined it failed.
     */
    void setRollbackOnly();

    /**
     * Return what forbids to commit what has run so far, or null. It is asked before a savepoint is released that was
     * made before this took part.
     */
    @Nullable
    Throwable failure();

    /** Do what is to be committed too. An error makes the transaction roll back. */
    Mono<Void> beforeCommit();

    /**
     * Finish what was sent, and send nothing any more. Where a savepoint that was made before this took part is rolled
     * back to, this comes before that, and nothing else until {@code afterCompletion}.
     */
    Mono<Void> beforeCompletion();

    /** Do what follows on the commit. An error is signalled, and undoes nothing. */
    Mono<Void> afterCommit();

    /** Take note of the end, and do what follows on a rollback. */
    Mono<Void> afterCompletion(Completion completion);

    /** How a transaction has ended. */
    enum Completion {
        /** All of it is there. */
        COMMITTED,
        /** Nothing of it is there, also after a commit that the database has refused. */
        ROLLED_BACK,
        /** Nothing has answered. */
        UNKNOWN
    }
}
