package io.fluxrecord.spring;

import org.springframework.core.Ordered;
import org.springframework.transaction.reactive.TransactionSynchronization;
import reactor.core.publisher.Mono;

/** Ends the sharing of a connection before all other synchronizations run after the end of their transaction. */
final class EndOfSharing implements TransactionSynchronization, Ordered {

    private final Runnable end;

    EndOfSharing(Runnable end) {
        this.end = end;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> afterCommit() {
        return Mono.fromRunnable(end);
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
        return Mono.fromRunnable(end);
    }
}
