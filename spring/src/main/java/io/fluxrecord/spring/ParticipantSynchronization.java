package io.fluxrecord.spring;

import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.transaction.TransactionParticipant;
import io.fluxrecord.transaction.TransactionParticipant.Completion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import reactor.core.publisher.Mono;

/** Tells Fluxrecord of the end of a transaction of Spring, after all others. */
final class ParticipantSynchronization implements TransactionSynchronization, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ParticipantSynchronization.class);

    private final SpringTransaction transaction;
    private final TransactionParticipant participant;
    private volatile boolean rolledBack;

    ParticipantSynchronization(SpringTransaction transaction, TransactionParticipant participant) {
        this.transaction = transaction;
        this.participant = participant;
    }

    /** Leave a participant that was rolled back alone, but for what it does after the end of the whole transaction. */
    void rolledBack() {
        rolledBack = true;
    }

    /** Return what forbids to release a savepoint that Spring made before the participant took part, or null. */
    @Nullable
    Throwable failure() {
        return participant.failure();
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** Spring itself does not look at the mark that a part of the transaction has left when it failed. */
    @Override
    public Mono<Void> beforeCommit(boolean readOnly) {
        return rolledBack
                ? Mono.empty()
                : unlessRollbackOnly().then(participant.beforeCommit()).then(unlessRollbackOnly());
    }

    private Mono<Void> unlessRollbackOnly() {
        return Mono.defer(() -> transaction.isRollbackOnly()
                ? Mono.error(new RollbackOnlyException(
                        Options.describe(transaction.options()),
                        "a part of it has failed, or has set it to roll back, and that was handled before the end",
                        new UnexpectedRollbackException("A part of it has set it to roll back")))
                : Mono.empty());
    }

    @Override
    public Mono<Void> beforeCompletion() {
        return rolledBack ? Mono.empty() : participant.beforeCompletion();
    }

    /** Of an error here, Spring makes one of its own that says nothing, and leaves out what is to follow. */
    @Override
    public Mono<Void> afterCommit() {
        return rolledBack
                ? Mono.empty()
                : participant.afterCommit().onErrorResume(error -> {
                    log.error("Work after a commit failed; the transaction is committed", error);
                    return Mono.empty();
                });
    }

    /** After a commit that was refused, Spring has rolled back; that this fails too says that nothing has answered. */
    @Override
    public Mono<Void> afterCompletion(int status) {
        return participant.afterCompletion(rolledBack ? Completion.ROLLED_BACK : completion(status));
    }

    private static Completion completion(int status) {
        return switch (status) {
            case STATUS_COMMITTED -> Completion.COMMITTED;
            case STATUS_ROLLED_BACK -> Completion.ROLLED_BACK;
            default -> Completion.UNKNOWN;
        };
    }
}
