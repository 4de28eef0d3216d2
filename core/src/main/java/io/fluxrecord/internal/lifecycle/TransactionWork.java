package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.execution.TransactionEnding;
import java.util.Objects;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Work of the application that belongs to a transaction and to no record. It sees the Context that it was registered
 * in, less the transaction where that has ended.
 */
public final class TransactionWork {

    private final String name;
    private final Supplier<? extends Publisher<?>> work;
    private final Transaction transaction;
    private final ContextView context;

    /**
     * Describe work.
     *
     * @param name how messages call it
     * @param transaction that it belongs to
     */
    public TransactionWork(
            String name, Supplier<? extends Publisher<?>> work, Transaction transaction, ContextView context) {
        this.transaction = transaction;
        this.name = name;
        this.work = work;
        this.context = context;
    }

    /** Return the work such that it is called on subscription. */
    public Mono<Void> run() {
        return Mono.defer(() -> Flux.from(Objects.requireNonNull(
                                work.get(), () -> "The work of " + name + " is null; return Mono.empty() instead"))
                        .then())
                .contextWrite(current -> transaction.afterwards(current, context));
    }

    /** Return an ending that runs this work after a commit. */
    public TransactionEnding onCommit() {
        return new OnEnd(run(), Mono.empty());
    }

    /** Return an ending that runs this work after a rollback. */
    public TransactionEnding onRollback() {
        return new OnEnd(Mono.empty(), run());
    }

    private record OnEnd(Publisher<?> committed, Publisher<?> rolledBack) implements TransactionEnding {}
}
