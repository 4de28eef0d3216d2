package io.fluxrecord.spring;

import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.TransactionOptions;
import io.fluxrecord.transaction.TransactionParticipant;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.ConnectionHolder;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

/** A transaction that Spring has begun. */
final class SpringTransaction implements AmbientTransaction {

    private final TransactionContext context;
    private final ConnectionFactory factory;
    private final ConnectionHolder holder;
    private @Nullable TransactionParticipant enlisted;

    SpringTransaction(TransactionContext context, ConnectionFactory factory, ConnectionHolder holder) {
        this.context = context;
        this.factory = factory;
        this.holder = holder;
    }

    /**
     * Return whether a holder is that of a transaction, and not of a connection that is merely kept to the end of one.
     */
    static boolean isActive(ConnectionHolder holder) {
        try {
            return !holder.getConnection().isAutoCommit();
        } catch (IllegalStateException released) {
            return false; // It has none any more, which only one of a transaction keeps.
        }
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

    private void share(TransactionParticipant participant) {
        context.getResources().put(factory, new SharedConnectionHolder(this, participant.sharedConnection()));
        TransactionSynchronizationManager manager = new TransactionSynchronizationManager(context);
        manager.registerSynchronization(new EndOfSharing(this::endSharing));
        manager.registerSynchronization(new ParticipantSynchronization(this, participant));
    }

    /** From then on all others find a connection whose statements take turns. */
    @Override
    public TransactionParticipant enlist(Supplier<? extends TransactionParticipant> participant) {
        synchronized (context) {
            if (context.getResources().get(factory) instanceof SharedConnectionHolder shared
                    && shared.transaction() != this) {
                return shared.transaction().enlist(participant);
            }
            if (enlisted == null) {
                enlisted = participant.get();
                share(enlisted);
            }
            return enlisted;
        }
    }
}
