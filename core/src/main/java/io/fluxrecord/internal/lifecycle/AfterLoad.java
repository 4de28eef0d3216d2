package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.lifecycle.UnderWay.Kind;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationKind;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The hooks of records that were read. They run before the record is emitted; it may do operations of its own in them,
 * and to read it again there calls no hooks. Where none listens, what was read is passed on as it is.
 */
final class AfterLoad<E extends Persistent> {

    private final Hooks<E> hooks;
    private final boolean any;

    AfterLoad(Hooks<E> hooks, boolean any) {
        this.hooks = hooks;
        this.any = any;
    }

    /** Emit a new record that was read. */
    Mono<E> of(Mono<E> read) {
        return any ? read.flatMap(this::loaded) : read;
    }

    /** Emit new records that were read, in their order. Hooks run for at most one that is not requested yet. */
    Flux<E> of(Flux<E> read) {
        return any ? read.concatMap(this::loaded, 0) : read;
    }

    /** Emit a record whose row was read again by the operation that is under way on it. */
    Mono<E> again(E record, Mono<E> read) {
        return any ? read.flatMap(reread -> unlessLoading(record)) : read;
    }

    private Mono<E> unlessLoading(E record) {
        return Mono.deferContextual(context -> UnderWay.includes(context, record, Kind.LOAD)
                ? Mono.just(record)
                : run(record, Objects.requireNonNull(RecordState.of(record).operation())));
    }

    /** No other code has the new record yet, so no operation is under way on it. */
    private Mono<E> loaded(E record) {
        RecordState state = RecordState.of(record);
        Operation loading = new Operation(state, null);
        state.begin(null, loading);
        return run(record, loading).doOnTerminate(loading::finish).doOnCancel(loading::abandon);
    }

    private Mono<E> run(E record, Operation loading) {
        return Mono.defer(() -> hooks.after(Lifecycle.AFTER_LOAD, record, OperationKind.LOAD))
                .contextWrite(context -> UnderWay.enter(context, record, Kind.LOAD, loading))
                .thenReturn(record);
    }
}
