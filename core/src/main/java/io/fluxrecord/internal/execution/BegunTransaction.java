package io.fluxrecord.internal.execution;

import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.transaction.TransactionOptions;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A transaction or savepoint that is begun here and ended here, around the work that runs in it. It travels in the
 * Reactor Context and nowhere else.
 */
abstract sealed class BegunTransaction extends Transaction permits OwnTransaction, Savepoint {

    private static final Logger log = LoggerFactory.getLogger(BegunTransaction.class);

    private volatile boolean begun;

    BegunTransaction(Connections connections, TransactionOptions options, @Nullable Transaction outer) {
        super(connections, options, outer);
    }

    final <T> Flux<T> run(Function<Session, Publisher<T>> work) {
        Flux<T> all = Flux.concat(this.<T>begun(), Flux.defer(() -> work.apply(this)), this.<T>beforeEnd());
        return new Unbroken<>(all, this::broken).contextWrite(this::enter);
    }

    /** Return the Context of the work. */
    Context enter(Context context) {
        return context.put(Transaction.class, this);
    }

    @SuppressWarnings("unchecked") // Nothing is emitted.
    private <T> Mono<T> begun() {
        return (Mono<T>) start().ignoreElement();
    }

    /** Return what runs in this transaction, emitting nothing, when its work is done. */
    abstract <T> Mono<T> beforeEnd();

    final Mono<Void> start() {
        return gate().inTurn(
                        exchange -> {
                            begun = true;
                            return begin();
                        },
                        null,
                        null);
    }

    /** Begin, now that the statements before it have answered. */
    abstract Mono<Void> begin();

    /** Wait for what is under way, whose subscriber may have cancelled: what it has done decides about the commit. */
    Mono<Void> end() {
        close();
        return gate().isIdle() ? endNow() : gate().idle().then(Mono.defer(this::endNow));
    }

    private Mono<Void> endNow() {
        Throwable failure = changes().failure();
        if (failure != null) {
            return rollback().then(Mono.error(() -> new EndingFailure(new RollbackOnlyException(describe(), failure))));
        }
        return isRollbackOnly() ? rollback() : commit();
    }

    abstract Mono<Void> commit();

    abstract Mono<Void> rollback();

    /** Whether there is anything to roll back is known when what was under way has ended. */
    final Mono<Void> rolledBack(Supplier<Publisher<Void>> rollback) {
        return lease().rollBack(stopped(), () -> begun ? rollback.get() : Mono.empty());
    }

    static Mono<Void> rollbackFailed(Throwable error) {
        log.warn("Rolling back failed; the database rolls back when the connection closes", error);
        return Mono.empty();
    }
}
