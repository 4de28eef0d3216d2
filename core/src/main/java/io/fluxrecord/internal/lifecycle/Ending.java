package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.execution.TransactionEnding;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.internal.record.RowChange;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationKind;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The hooks of a record that run at the end of the transaction: of the commit if the operation was done, of the
 * rollback unless it was stopped. They see the Context of the operation, less its transaction.
 */
final class Ending<E extends Persistent> implements TransactionEnding {

    private final Hooks<E> hooks;
    private final E record;
    private final OperationKind operation;
    private final Transaction transaction;
    private final ContextView context;
    private final boolean heard;
    private volatile @Nullable RowChange change;
    private volatile boolean done;
    private volatile boolean stopped;

    Ending(Hooks<E> hooks, E record, OperationKind operation, Transaction transaction, ContextView context) {
        this.transaction = transaction;
        this.operation = operation;
        this.hooks = hooks;
        this.record = record;
        this.context = context;
        heard = hooks.has(Lifecycle.AFTER_COMMIT) || hooks.has(Lifecycle.AFTER_ROLLBACK);
    }

    /** The row was written: what was changed in it is what the hooks will see, whatever comes after that. */
    void written() {
        change = RecordState.of(record).change();
    }

    /** Return whether there is a hook to run at the end. */
    boolean isHeard() {
        return heard;
    }

    void done() {
        written();
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

    /** Let the record show the changes of this operation to its hooks, and those of its last one afterwards. */
    private Mono<Void> showing(Lifecycle event) {
        RecordState state = RecordState.of(record);
        RowChange mine = change;
        RowChange last = state.change();
        state.show(mine);
        Runnable back = () -> {
            if (state.change() == mine) { // Else a hook has done another operation.
                state.show(last);
            }
        };
        return Mono.defer(() -> hooks.after(event, record, operation))
                .doOnTerminate(back)
                .doOnCancel(back);
    }

    private Mono<Void> run(Lifecycle event) {
        return Mono.defer(() -> showing(event)).contextWrite(current -> transaction.afterwards(current, context));
    }
}
