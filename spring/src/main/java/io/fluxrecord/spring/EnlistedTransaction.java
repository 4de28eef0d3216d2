package io.fluxrecord.spring;

import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.TransactionOptions;
import io.fluxrecord.transaction.TransactionParticipant;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Supplier;

/** A transaction of Spring in which Fluxrecord takes part. */
record EnlistedTransaction(SpringTransaction transaction, TransactionParticipant participant)
        implements AmbientTransaction {

    Connection sharedConnection() {
        return participant.sharedConnection();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return transaction.connectionFactory();
    }

    @Override
    public Connection connection() {
        return transaction.connection();
    }

    @Override
    public TransactionOptions options() {
        return transaction.options();
    }

    @Override
    public boolean isUsed() {
        return transaction.isUsed();
    }

    @Override
    public void setRollbackOnly() {
        transaction.setRollbackOnly();
    }

    @Override
    public TransactionParticipant enlist(Supplier<? extends TransactionParticipant> another) {
        return participant;
    }
}
