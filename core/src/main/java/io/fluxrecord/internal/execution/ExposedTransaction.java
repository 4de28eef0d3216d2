package io.fluxrecord.internal.execution;

import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.TransactionOptions;
import io.fluxrecord.transaction.TransactionParticipant;
import io.fluxrecord.transaction.TransactionParticipant.Completion;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transaction of Fluxrecord as another library sees it, which may take part in it. */
final class ExposedTransaction implements AmbientTransaction, TransactionEnding {

    private static final Logger log = LoggerFactory.getLogger(ExposedTransaction.class);

    private final OwnTransaction transaction;
    private final GatedConnection connection;
    private final AtomicBoolean completing = new AtomicBoolean();
    private @Nullable TransactionParticipant participant;

    ExposedTransaction(OwnTransaction transaction) {
        this.transaction = transaction;
        connection = new GatedConnection(transaction);
    }

    OwnTransaction transaction() {
        return transaction;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return transaction.connections().factory();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public TransactionOptions options() {
        return transaction.options();
    }

    @Override
    public boolean isUsed() {
        return true;
    }

    @Override
    public Mono<Void> ready() {
        return Mono.empty();
    }

    @Override
    public void setRollbackOnly() {
        transaction.failWithPart();
    }

    @Override
    public synchronized TransactionParticipant enlist(Supplier<? extends TransactionParticipant> participant) {
        if (this.participant == null) {
            this.participant = participant.get();
        }
        return this.participant;
    }

    private synchronized @Nullable TransactionParticipant participant() {
        return participant;
    }

    <T> Mono<T> beforeCommit() {
        TransactionParticipant told = participant();
        return told == null ? Mono.empty() : told.beforeCommit().then(Mono.empty());
    }

    /** Once, also where a commit fails and a rollback follows. Another library's error here is none of this one's. */
    Mono<Void> beforeCompletion() {
        TransactionParticipant told = participant();
        return told == null || !completing.compareAndSet(false, true)
                ? Mono.empty()
                : told.beforeCompletion().onErrorResume(ExposedTransaction::ignored);
    }

    @Override
    public Publisher<?> committed() {
        TransactionParticipant told = participant();
        return told == null
                ? Mono.empty()
                : Flux.concatDelayError(
                        told.afterCommit(),
                        told.afterCompletion(Completion.COMMITTED).onErrorResume(ExposedTransaction::ignored));
    }

    @Override
    public Publisher<?> rolledBack() {
        TransactionParticipant told = participant();
        return told == null ? Mono.empty() : told.afterCompletion(Completion.ROLLED_BACK);
    }

    private static Mono<Void> ignored(Throwable error) {
        log.warn("A participant of a transaction failed at its end", error);
        return Mono.empty();
    }
}
