package io.fluxrecord.benchmarks.contender.hibernate;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings an answer back to the thread of the session, which refuses all others; a timeout comes from elsewhere. */
final class SessionThread {

    private SessionThread() {}

    /** Emit what the work of a session emits on the thread from which this is called. */
    static <T> Mono<T> of(Mono<T> work) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "not the thread of a session");
        return work.publishOn(Schedulers.fromExecutor(task -> context.runOnContext(ignored -> task.run())));
    }
}
