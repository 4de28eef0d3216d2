package io.fluxrecord.spring;

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

    /** Return whether a part of it that failed has left its mark, on the holder that it had found. */
    boolean isRollbackOnly() {
        return holder.isRollbackOnly();
    }

    @Override
    public void setRollbackOnly() {
        holder.setRollbackOnly();
    }

    /** What others do after the end, they do on the bare connection, as ever. */
    private void endSharing() {
        synchronized (context) {
            if (context.getResources().get(factory) instanceof SharedConnectionHolder) {
                context.getResources().put(factory, new EndedConnectionHolder(holder.getConnection()));
            }
        }
    }

    /** From then on all others find a connection whose statements take turns. */
    @Override
    public TransactionParticipant enlist(Supplier<? extends TransactionParticipant> participant) {
        synchronized (context) {
            if (context.getResources().get(factory) instanceof SharedConnectionHolder shared) {
                return shared.transaction().enlist(participant);
            }
            EnlistedTransaction enlisted = new EnlistedTransaction(this, participant.get());
            SharedConnectionHolder shared = new SharedConnectionHolder(enlisted, enlisted.sharedConnection());
            context.getResources().put(factory, shared);
            TransactionSynchronizationManager manager = new TransactionSynchronizationManager(context);
            manager.registerSynchronization(new EndOfSharing(this::endSharing));
            manager.registerSynchronization(new ParticipantSynchronization(this, enlisted.participant()));
            return enlisted.participant();
        }
    }
}
