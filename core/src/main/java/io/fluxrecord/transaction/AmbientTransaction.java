package io.fluxrecord.transaction;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A running transaction that others can take part in: one of another library for Fluxrecord, and one of Fluxrecord for
 * the other library. Only the library that has begun it ends it.
 *
 * @since 0.1
 */
public interface AmbientTransaction {

    /** Return what the connection comes from, by which the parties know whether they mean the same database. */
    ConnectionFactory connectionFactory();

    /** Return the connection of the transaction, to send statements and savepoints on, and nothing else. */
    Connection connection();

    /** Return the isolation, the name and whether it is read-only, as far as they are known. */
    TransactionOptions options();

    /** Return whether others may have sent statements on the connection already. */
    boolean isUsed();

    /** Complete when statements may be sent: a rollback to a savepoint that was cancelled may not have answered yet. */
    Mono<Void> ready();

    /** Let the transaction roll back, whatever becomes of the rest of it. */
    void setRollbackOnly();

    /**
     * Return the party that takes part in this transaction. At the first call one is made, and from then on it is told
     * of the end.
     */
    TransactionParticipant enlist(Supplier<? extends TransactionParticipant> participant);
}
