package io.fluxrecord.internal.execution;

import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.transaction.TransactionOptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A part of a transaction that is rolled back by itself. The outer transaction's statements wait for its end, or a
 * rollback to it would undo them too.
 */
final class Savepoint extends BegunTransaction {

    private final Transaction outer;
    private final String name;
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean ended;

    Savepoint(Transaction outer, TransactionOptions options) {
        super(outer.connections(), options, outer);
        this.outer = outer;
        name = "fluxrecord_" + outer.nextSavepoint();
    }

    /** Complete when it was released, or rolled back to; after a cancel that is later than the cancel. */
    Mono<Void> whenOver() {
        return over.asMono();
    }

    /** Begin for other code, which will end this; until then no statement runs in the transaction around it. */
    Mono<Void> open() {
        Sinks.Empty<Void> begun = Sinks.empty();
        outer.gate()
                .<Void>manyInTurn(
                        exchange -> start().doOnSuccess(done -> {
                                    if (!gate().isClosed()) {
                                        outer.opened(this);
                                    }
                                    begun.tryEmitEmpty();
                                })
                                .thenMany(whenOver()),
                        false,
                        () -> {},
                        this::whenOver)
                .subscribe(nothing -> {}, begun::tryEmitError);
        return begun.asMono().doOnCancel(() -> rollback().subscribe());
    }

    /** Do in memory what the end of the transaction around this does in the database. */
    Mono<Void> endWithOuter(boolean committing) {
        close();
        Mono<Void> answered = committing ? gate().idle() : stopped();
        return answered.then(Mono.fromRunnable(() -> {
            if (ended) {
                return;
            }
            if (committing) {
                mergeIntoOuter();
            } else {
                undoLog().undo();
                endings().mergeRolledBackInto(outer.endings());
            }
            over();
        }));
    }

    private void over() {
        ended = true;
        outer.opened(null);
        over.tryEmitEmpty();
    }

    @Override
    Lease lease() {
        return outer.lease();
    }

    @Override
    int nextSavepoint() {
        return outer.nextSavepoint();
    }

    @Override
    public void begunFor(Operation operation) {
        outer.begunFor(operation);
    }

    @Override
    <T> Mono<T> beforeEnd() {
        return Mono.empty();
    }

    @Override
    Mono<Void> begin() {
        outer.changes().begin(changes());
        outer.undoLog().begin(undoLog());
        return Mono.from(connection().createSavepoint(name));
    }

    @Override
    Mono<Void> commit() {
        return Mono.from(connection().releaseSavepoint(name))
                .onErrorResume(error -> rollback().then(Mono.error(new EndingFailure(error))))
                .then(Mono.fromRunnable(() -> {
                    mergeIntoOuter();
                    over();
                }));
    }

    private void mergeIntoOuter() {
        leaveWorkTo(outer);
        endings().mergeInto(outer.endings());
        outer.changes().merge(changes());
        undoLog().mergeInto(outer.undoLog());
    }

    @Override
    Mono<Void> rollback() {
        return Mono.defer(() -> {
            close();
            undoLog().undo();
            outer.changes().rolledBack();
            return rolledBack(() -> ended ? Mono.empty() : connection().rollbackTransactionToSavepoint(name))
                    .onErrorResume(this::doomOuter)
                    .then(Mono.fromRunnable(() -> {
                        // Not before: a savepoint inside, whose end was under way, leaves its own endings here.
                        endings().mergeRolledBackInto(outer.endings());
                        over();
                    }));
        });
    }

    /** What could not be undone may not be committed with the rest. */
    private Mono<Void> doomOuter(Throwable error) {
        outer.changes().fail(error);
        return rollbackFailed(error);
    }

    @Override
    void broken() {
        close();
        undoLog().finishOperations();
        undoLog().undo();
        endings().mergeRolledBackInto(outer.endings());
        outer.broken();
    }
}
