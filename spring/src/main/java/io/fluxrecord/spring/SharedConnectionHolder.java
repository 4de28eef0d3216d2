package io.fluxrecord.spring;

import io.fluxrecord.transaction.AmbientTransaction;
import io.r2dbc.spi.Connection;
import org.springframework.r2dbc.connection.ConnectionHolder;

/** Holds the connection of a transaction for Spring, from its begin to its end, however often it is released. */
final class SharedConnectionHolder extends ConnectionHolder {

    private final AmbientTransaction transaction;

    SharedConnectionHolder(AmbientTransaction transaction, Connection connection) {
        super(connection, true);
        this.transaction = transaction;
        setSynchronizedWithTransaction(true);
    }

    AmbientTransaction transaction() {
        return transaction;
    }

    @Override
    public void setRollbackOnly() {
        super.setRollbackOnly();
        transaction.setRollbackOnly();
    }

    /** A holder that has been released as often as it was requested would let go of the connection. */
    @Override
    public void released() {}
}
