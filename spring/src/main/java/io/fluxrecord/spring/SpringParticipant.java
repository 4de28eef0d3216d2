package io.fluxrecord.spring;

import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.TransactionOptions;
import io.fluxrecord.transaction.TransactionParticipant;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** What Spring does in a transaction that Fluxrecord has begun. */
final class SpringParticipant implements TransactionParticipant {

    private final AmbientTransaction transaction;
    private final Context context;
    private final TransactionSynchronizationManager manager;
    private @Nullable List<TransactionSynchronization> ending;

    private SpringParticipant(
            AmbientTransaction transaction, Context context, TransactionSynchronizationManager manager) {
        this.transaction = transaction;
        this.context = context;
        this.manager = manager;
    }

    /** Let the transaction be the one that runs in this Context of Spring's. */
    static SpringParticipant of(AmbientTransaction transaction, Context context) {
        TransactionSynchronizationManager manager =
                new TransactionSynchronizationManager(context.get(TransactionContext.class));
        manager.bindResource(
                transaction.connectionFactory(),
                new SharedConnectionHolder(transaction, transaction.connection(), transaction::setRollbackOnly));
        TransactionOptions options = transaction.options();
        manager.setCurrentTransactionName(options.name());
        manager.setCurrentTransactionReadOnly(options.isReadOnly());
        manager.setCurrentTransactionIsolationLevel(Options.isolation(options.isolation()));
        manager.setActualTransactionActive(true);
        manager.initSynchronization();
        return new SpringParticipant(transaction, context, manager);
    }

    @Override
    public Connection sharedConnection() {
        return transaction.connection();
    }

    @Override
    public void setRollbackOnly() {
        transaction.setRollbackOnly();
    }

    /** Spring keeps no mark of its own. */
    @Override
    public @Nullable Throwable failure() {
        return null;
    }

    @Override
    public Mono<Void> beforeCommit() {
        boolean readOnly = transaction.options().isReadOnly();
        return Mono.defer(() -> each(manager.getSynchronizations(), one -> one.beforeCommit(readOnly)));
    }

    @Override
    public Mono<Void> beforeCompletion() {
        return Mono.defer(() -> each(manager.getSynchronizations(), TransactionSynchronization::beforeCompletion));
    }

    @Override
    public Mono<Void> afterCommit() {
        return Mono.defer(() -> each(ended(), TransactionSynchronization::afterCommit));
    }

    @Override
    public Mono<Void> afterCompletion(Completion completion) {
        int status = completion == Completion.COMMITTED
                ? TransactionSynchronization.STATUS_COMMITTED
                : TransactionSynchronization.STATUS_ROLLED_BACK;
        return Mono.defer(() -> each(ended(), one -> one.afterCompletion(status)));
    }

    /** What follows on the end finds no transaction any more; it would send statements on its connection. */
    private synchronized List<TransactionSynchronization> ended() {
        if (ending == null) {
            ending = manager.getSynchronizations();
            manager.unbindResource(transaction.connectionFactory());
            manager.clear();
        }
        return ending;
    }

    private Mono<Void> each(
            List<TransactionSynchronization> synchronizations, Function<TransactionSynchronization, Mono<Void>> step) {
        return Flux.fromIterable(synchronizations)
                .concatMapDelayError(step)
                .then()
                .contextWrite(outside -> outside.putAll(context.readOnly()));
    }
}
