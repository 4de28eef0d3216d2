package io.fluxrecord.spring;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.TransactionOptions;
import io.fluxrecord.transaction.TransactionParticipant;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Supplier;
import org.springframework.r2dbc.connection.ConnectionHolder;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

/** A transaction that Spring has begun. */
final class SpringTransaction implements AmbientTransaction {

    private final TransactionContext context;
    private final ConnectionFactory factory;
    private final ConnectionHolder holder;

    SpringTransaction(TransactionContext context, ConnectionFactory factory, ConnectionHolder holder) {
        this.context = context;
        this.factory = factory;
        this.holder = holder;
    }

    /**
     * Return whether a holder is that of a transaction, and not of a connection that is merely kept to the end of one.
     */
    static boolean isActive(ConnectionHolder holder) {
        return holder.isSynchronizedWithTransaction()
                || holder.isOpen()
                || !holder.getConnection().isAutoCommit();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public Connection connection() {
        return holder.getConnection();
    }

    @Override
    public TransactionOptions options() {
        return Options.of(context);
    }

    /** Spring counts who has asked for the connection. */
    @Override
    public boolean isUsed() {
        return holder.isOpen();
    }

    @Override
    public void setRollbackOnly() {
        holder.setRollbackOnly();
    }

    /** From then on all others find a connection whose statements take turns. */
    @Override
    public TransactionParticipant enlist(Supplier<? extends TransactionParticipant> participant) {
        synchronized (context) {
            if (context.getResources().get(factory) instanceof SharedConnectionHolder shared) {
                return shared.transaction().enlist(participant);
            }
            if (context.getSynchronizations() == null) {
                throw new ConfigurationException(
                        "The transaction manager does not synchronize its transactions, so that"
                                + " records cannot know how they end; leave its synchronization switched on");
            }
            EnlistedTransaction enlisted = new EnlistedTransaction(this, participant.get());
            SharedConnectionHolder shared = new SharedConnectionHolder(enlisted, enlisted.sharedConnection());
            context.getResources().put(factory, shared);
            new TransactionSynchronizationManager(context)
                    .registerSynchronization(new ParticipantSynchronization(shared, enlisted.participant()));
            return enlisted.participant();
        }
    }
}
