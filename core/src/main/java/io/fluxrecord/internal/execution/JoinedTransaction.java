package io.fluxrecord.internal.execution;

import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.transaction.AmbientTransaction;
import io.fluxrecord.transaction.TransactionParticipant;
import io.r2dbc.spi.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A transaction that another library has begun and will end. Nothing here commits it or rolls it back. */
final class JoinedTransaction extends Transaction implements TransactionParticipant {

    private static final Logger log = LoggerFactory.getLogger(JoinedTransaction.class);

    private final AmbientTransaction ambient;
    private final Lease lease;
    private final GatedConnection connection;
    private int savepoints;
    private volatile boolean committing;

    JoinedTransaction(Connections connections, AmbientTransaction ambient) {
        super(connections, ambient.options(), null);
        this.ambient = ambient;
        lease = new Lease(ambient.connection(), connections, ambient.options());
        connection = new GatedConnection(this);
        if (ambient.isUsed()) {
            changes().changedByOthers();
        }
    }

    /** Run what the dialect wants first on each session before any statement. */
    JoinedTransaction prepared() {
        Mono<Void> setup = connections().setup().inTransaction(connection());
        Mono<Void> ready = setup == null ? ambient.ready() : ambient.ready().then(setup);
        gate().<Void>manyInTurn(exchange -> ready.flux(), true, () -> {}, null)
                .subscribe(nothing -> {}, changes()::fail);
        return this;
    }

    @Override
    public Connection sharedConnection() {
        return connection;
    }

    @Override
    public void setRollbackOnly() {
        failWithPart();
    }

    @Override
    Lease lease() {
        return lease;
    }

    @Override
    synchronized int nextSavepoint() {
        return ++savepoints;
    }

    @Override
    public void begunFor(Operation operation) {
        throw new IllegalStateException("A joined transaction is not begun for an operation");
    }

    @Override
    public Mono<Void> beforeCommit() {
        return Mono.defer(() -> {
            committing = true;
            return this.<Void>workBeforeCommit()
                    .then(gate().<Void>inTurn(exchange -> Mono.empty(), null, null))
                    .then(Mono.defer(this::requireCommittable));
        });
    }

    private Mono<Void> requireCommittable() {
        RollbackOnlyException failure = failure();
        return failure == null ? Mono.empty() : refuse(failure);
    }

    @Override
    public @Nullable RollbackOnlyException failure() {
        Throwable failure = changes().failure();
        if (failure != null) {
            return new RollbackOnlyException(describe(), failure);
        }
        return isRollbackOnly()
                ? new RollbackOnlyException(
                        describe(),
                        "rollbackOnly() was called, and a transaction that Fluxrecord has not begun can only be rolled"
                                + " back with an error",
                        new TransactionStateException("rollbackOnly() was called"))
                : null;
    }

    private Mono<Void> refuse(RollbackOnlyException rollback) {
        committing = false;
        ambient.setRollbackOnly();
        return Mono.error(rollback);
    }

    @Override
    public Mono<Void> beforeCompletion() {
        return Mono.defer(() -> endSavepoints(committing)).then(Mono.defer(() -> {
            close();
            if (committing) {
                return gate().idle();
            }
            undoLog().undo();
            return stopped();
        }));
    }

    @Override
    public Mono<Void> afterCommit() {
        return endings().committed().onErrorMap(EndingFailure::unwrap).contextWrite(this::outside);
    }

    @Override
    public Mono<Void> afterCompletion(Completion completion) {
        return Mono.defer(() -> {
            if (completion == Completion.COMMITTED) {
                return Mono.empty();
            }
            close();
            undoLog().undo(committing && completion == Completion.UNKNOWN);
            return endings().rolledBack().contextWrite(this::outside);
        });
    }

    private Context outside(Context context) {
        return connections().inherit(context, Context.empty());
    }

    @Override
    void broken() {
        close();
        log.error("Code in {} threw an error that Reactor takes as fatal; it is to be rolled back", describe());
        undoLog().finishOperations();
        undoLog().undo();
        ambient.setRollbackOnly();
    }
}
