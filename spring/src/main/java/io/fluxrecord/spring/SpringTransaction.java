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
import reactor.core.publisher.Mono;

/** A transaction that Spring has begun. */
final class SpringTransaction implements AmbientTransaction {

    private final TransactionContext context;
    private final ConnectionFactory factory;
    private final ConnectionHolder holder;
    private final Connection connection;
    private @Nullable TransactionParticipant enlisted;
    private Mono<Void> ready = Mono.empty();

    SpringTransaction(TransactionContext context, ConnectionFactory factory, ConnectionHolder holder) {
        this.context = context;
        this.factory = factory;
        this.holder = holder;
        connection = holder.getConnection();
    }

    /** Return the transaction of a holder that Spring has in its Context, or null if the holder has none. */
    static @Nullable SpringTransaction of(
            TransactionContext context, ConnectionFactory factory, ConnectionHolder holder) {
        if (!isActive(holder)) {
            return null;
        }
        return context.getResources().get(new Key(factory)) instanceof SpringTransaction known && known.holder == holder
                ? known
                : new SpringTransaction(context, factory, holder);
    }

    /**
     * Return whether a holder is that of a transaction, and not of a connection that is merely kept to the end of one.
     */
    private static boolean isActive(ConnectionHolder holder) {
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
        return connection;
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
    public Mono<Void> ready() {
        return ready;
    }

    @Override
    public void setRollbackOnly() {
        holder.setRollbackOnly();
    }

    /** What others do after the end, they do on the bare connection, as ever. */
    private void endSharing() {
        synchronized (context) {
            if (context.getResources().get(factory) instanceof SharedConnectionHolder) {
                context.getResources().put(factory, new EndedConnectionHolder(connection));
            }
        }
    }

    private void share(TransactionParticipant participant) {
        ParticipantSynchronization synchronization = new ParticipantSynchronization(this, participant);
        Runnable rollbackOnly = participant::setRollbackOnly;
        context.getResources().put(new Key(factory), this);
        context.getResources()
                .put(factory, new SharedConnectionHolder(this, participant.sharedConnection(), rollbackOnly));
        boolean failed = holder.isRollbackOnly();
        WatchedConnection.watch(holder, synchronization, rollback -> endParticipation(rollback, failed));
        TransactionSynchronizationManager manager = new TransactionSynchronizationManager(context);
        manager.registerSynchronization(new EndOfSharing(this::endSharing));
        manager.registerSynchronization(synchronization);
    }

    /**
     * Let the next record enlist a participant anew, as Spring rolls back all that this one has done. After a cancel,
     * the next record may come before the rollback has answered.
     */
    private void endParticipation(Mono<Void> rollback, boolean failedBefore) {
        synchronized (context) {
            if (!failedBefore) {
                holder.resetRollbackOnly(); // The part that failed is rolled back, too.
            }
            context.getResources().replace(factory, holder);
            WatchedConnection.set(holder, connection);
            ready = rollback;
            enlisted = null;
        }
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

    /** Where the transaction is kept beside its holder. */
    private record Key(ConnectionFactory factory) {}
}
