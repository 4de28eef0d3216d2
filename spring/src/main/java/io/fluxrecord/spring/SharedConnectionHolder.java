package io.fluxrecord.spring;

import io.fluxrecord.transaction.AmbientTransaction;
import io.r2dbc.spi.Connection;
import org.springframework.r2dbc.connection.ConnectionHolder;

/** Holds the connection of a transaction for Spring, from its begin to its end, however often it is released. */
final class SharedConnectionHolder extends ConnectionHolder {

    private final AmbientTransaction transaction;
    private final Runnable rollbackOnly;

    SharedConnectionHolder(AmbientTransaction transaction, Connection connection, Runnable rollbackOnly) {
        super(connection, true);
        this.transaction = transaction;
        this.rollbackOnly = rollbackOnly;
        setSynchronizedWithTransaction(true);
    }

    AmbientTransaction transaction() {
        return transaction;
    }

    /** Spring would mark all of the transaction, where it may be one of its savepoints that is to roll back. */
    @Override
    public void setRollbackOnly() {
        rollbackOnly.run();
    }

    /** A holder that has been released as often as it was requested would let go of the connection. */
    @Override
    public void released() {}
}
