package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.transaction.AmbientTransactions;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * A transaction that is begun and ended here. However it ends, its connection is closed exactly once, and endings run
 * on connections of their own.
 */
final class OwnTransaction extends BegunTransaction {

    private static final Logger log = LoggerFactory.getLogger(OwnTransaction.class);

    private @Nullable Lease lease;
    private volatile @Nullable ExposedTransaction exposed;
    private @Nullable Operation begunFor;
    private @Nullable Operation committing;
    private int savepoints;
    private volatile boolean ending;
    private volatile boolean abandoned;

    OwnTransaction(Connections connections, TransactionOptions options) {
        super(connections, options, null);
    }

    /** Run on this connection, which is given back at the end. */
    OwnTransaction on(Connection connection) {
        lease = new Lease(connection, connections(), options());
        return this;
    }

    @Override
    Lease lease() {
        return Objects.requireNonNull(lease);
    }

    @Override
    synchronized int nextSavepoint() {
        return ++savepoints;
    }

    @Override
    Mono<Void> begin() {
        Dialect dialect = connections().dialect();
        Mono<Void> begin = Mono.from(connection().beginTransaction());
        List<String> before = dialect.beforeTransaction(options());
        List<String> after = dialect.enterTransaction(options());
        Mono<Void> prepared = before.isEmpty() ? begin : settings(before).then(begin);
        return after.isEmpty() ? prepared : prepared.then(settings(after));
    }

    private Mono<Void> settings(List<String> statements) {
        return Connections.execute(connection(), statements, () -> abandoned);
    }

    @Override
    public void begunFor(Operation operation) {
        operation.hold();
        begunFor = operation;
    }

    /** Other libraries see this transaction where its work runs. */
    @Override
    Context enter(Context context) {
        Context inside = super.enter(context);
        AmbientTransactions others = connections().others();
        if (others == null) {
            return inside;
        }
        ExposedTransaction seen = new ExposedTransaction(this);
        exposed = seen;
        onEnd(seen);
        return others.expose(inside, seen);
    }

    /** Return what others know this transaction as; null where there are no others. */
    @Nullable
    ExposedTransaction exposed() {
        return exposed;
    }

    @Override
    <T> Mono<T> beforeEnd() {
        Mono<T> work = workBeforeCommit();
        return connections().others() == null ? work : work.then(told(ExposedTransaction::beforeCommit));
    }

    private <T> Mono<T> told(Function<ExposedTransaction, Mono<T>> step) {
        return Mono.defer(() -> exposed == null ? Mono.empty() : step.apply(exposed));
    }

    private Mono<Void> beforeCompletion(boolean committing) {
        return Mono.defer(() -> endSavepoints(committing)).then(told(ExposedTransaction::beforeCompletion));
    }

    @Override
    Mono<Void> end() {
        return exposed == null ? endAlone() : endSavepoints(true).then(Mono.defer(this::endAlone));
    }

    private Mono<Void> endAlone() {
        close(); // Before it can be seen that this is ending.
        ending = true;
        return super.end();
    }

    @Override
    boolean isRollbackOnly() {
        return super.isRollbackOnly() || abandoned;
    }

    @Override
    Mono<Void> commit() {
        Mono<Void> commit = Mono.from(connection().commitTransaction());
        return (exposed == null ? commit : beforeCompletion(true).then(commit))
                .onErrorResume(error -> commitFailed(unlessRefused(error)))
                .then(Mono.defer(this::release))
                .then(Mono.defer(endings()::committed));
    }

    private Mono<Void> commitFailed(Throwable error) {
        undoLog().undo(error instanceof UnknownOutcomeException);
        return rollback().then(Mono.error(new EndingFailure(error)));
    }

    private Throwable unlessRefused(Throwable error) {
        return error instanceof R2dbcException lost && !connections().dialect().isRefusal(lost)
                ? new UnknownOutcomeException("the commit of " + describe().toLowerCase(Locale.ROOT), lost)
                : error;
    }

    /**
     * The subscriber has cancelled. A commit that is under way goes on, but not for ever; what the end waits for is
     * stopped, as the transaction is going to roll back.
     */
    void abandoned() {
        abandoned = true;
        if (ending && gate().isIdle()) {
            keepRecordsBusy();
            lease().limit();
        } else if (ending) {
            stopped().subscribe();
        }
    }

    /** Until the commit has answered, it is unknown which state of the records is the true one, so they stay busy. */
    private synchronized void keepRecordsBusy() {
        if (!lease().isOver()) {
            committing = undoLog().keepBusy();
        }
    }

    /**
     * A pipeline that is broken ends in no way that could be waited for, so its connection is closed at once, and no
     * operation in it is under way any more. On a thread of its own: this one may have no stack left.
     */
    @Override
    void broken() {
        if (lease().isOver()) {
            return; // The error came after the end.
        }
        lease().broken();
        log.error("Code in {} threw an error that Reactor takes as fatal; its connection is closed", describe());
        undoLog().finishOperations();
        rollback().subscribeOn(Schedulers.boundedElastic()).subscribe();
    }

    @Override
    Mono<Void> rollback() {
        return exposed == null ? rollbackAlone() : beforeCompletion(false).then(rollbackAlone());
    }

    private Mono<Void> rollbackAlone() {
        return Mono.defer(() -> {
            close();
            undoLog().undo();
            return rolledBack(() -> connection().rollbackTransaction())
                    .onErrorResume(error -> rollbackFailed(error).then(Interruption.close(connection())))
                    .then(Mono.defer(this::release))
                    .then(Mono.defer(endings()::rolledBack));
        });
    }

    /** Give the connection back, and let the records go: they may do their next operations in an ending. */
    private Mono<Void> release() {
        return lease().giveBack().then(Mono.fromRunnable(this::releaseRecords));
    }

    private synchronized void releaseRecords() {
        if (begunFor != null) {
            begunFor.finish();
            begunFor.release();
            begunFor = null;
        }
        if (committing != null) {
            committing.release();
            committing = null;
        }
    }
}
