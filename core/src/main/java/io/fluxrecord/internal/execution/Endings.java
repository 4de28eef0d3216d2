package io.fluxrecord.internal.execution;

import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is to happen after the end of a transaction, once. */
final class Endings {

    private static final Logger log = LoggerFactory.getLogger(Endings.class);

    private final List<TransactionEnding> endings = new ArrayList<>();

    synchronized void add(TransactionEnding ending) {
        endings.add(ending);
    }

    /** Leave all to the transaction around a savepoint that is merged into it. */
    void mergeInto(Endings outer) {
        taken().forEach(outer::add);
    }

    /** Leave all to the transaction around a savepoint that was rolled back, whatever becomes of the outer one. */
    void mergeRolledBackInto(Endings outer) {
        taken().forEach(ending -> outer.add(new RolledBack(ending)));
    }

    Mono<Void> committed() {
        List<TransactionEnding> all = taken();
        return all.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(all)
                        .concatMapDelayError(
                                ending -> Flux.from(ending.committed()).then())
                        .then()
                        .onErrorMap(EndingFailure::new);
    }

    Mono<Void> rolledBack() {
        List<TransactionEnding> all = taken();
        return all.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(all).concatMap(Endings::rolledBack).then();
    }

    private static Mono<Void> rolledBack(TransactionEnding ending) {
        return Flux.from(ending.rolledBack()).then().onErrorResume(error -> {
            log.warn("A hook or listener of a rollback failed", error);
            return Mono.empty();
        });
    }

    private synchronized List<TransactionEnding> taken() {
        List<TransactionEnding> all = List.copyOf(endings);
        endings.clear();
        return all;
    }

    private record RolledBack(TransactionEnding ending) implements TransactionEnding {

        @Override
        public Publisher<?> committed() {
            return Endings.rolledBack(ending); // All is committed, so the error of this is none of the subscriber's.
        }

        @Override
        public Publisher<?> rolledBack() {
            return ending.rolledBack();
        }
    }
}
