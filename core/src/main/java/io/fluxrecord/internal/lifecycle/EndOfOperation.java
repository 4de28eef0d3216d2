package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.execution.TransactionEnding;
import io.fluxrecord.mapping.Operation;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Keeps an operation under way until its own transaction has ended, be it after a cancel, and lets the record go before
 * the hooks of that end run.
 */
final class EndOfOperation implements TransactionEnding {

    private final Operation operation;

    EndOfOperation(Operation operation) {
        this.operation = operation;
        operation.hold();
    }

    @Override
    public Publisher<?> committed() {
        return Mono.fromRunnable(this::end);
    }

    @Override
    public Publisher<?> rolledBack() {
        return Mono.fromRunnable(this::end);
    }

    private void end() {
        operation.finish();
        operation.release();
    }
}
