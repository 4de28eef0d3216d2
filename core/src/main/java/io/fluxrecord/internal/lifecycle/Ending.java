package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.execution.TransactionEnding;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.mapping.Persistent;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The hooks of a record that hear of the end of the transaction: of the commit if the operation was done, of the
 * rollback unless it was stopped. They see the Context of the operation, less its transaction.
 */
final class Ending<E extends Persistent> implements TransactionEnding {

    private final Hooks<E> hooks;
    private final E record;
    private final ContextView context;
    private volatile boolean done;
    private volatile boolean stopped;

    Ending(Hooks<E> hooks, E record, ContextView context) {
        this.hooks = hooks;
        this.record = record;
        this.context = context;
    }

    void done() {
        done = true;
    }

    void stopped() {
        stopped = true;
    }

    @Override
    public Publisher<?> committed() {
        return done ? run(Lifecycle.AFTER_COMMIT) : Mono.empty();
    }

    @Override
    public Publisher<?> rolledBack() {
        return stopped ? Mono.empty() : run(Lifecycle.AFTER_ROLLBACK);
    }

    private Mono<Void> run(Lifecycle event) {
        return Mono.defer(() -> hooks.after(event, record))
                .contextWrite(current -> Transaction.afterwards(current, context));
    }
}
