package io.fluxrecord.internal.execution;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;

/**
 * Keeps what code of the user throws as it is subscribed to, and is fatal to Reactor, from the pool or driver that may
 * be at work further up on the stack.
 */
final class Unbroken<T> extends FluxOperator<T, T> {

    private final Runnable broken;

    /**
     * Make the operator.
     *
     * @param broken is called when an error was thrown, after which nothing is signalled any more
     */
    Unbroken(Flux<T> source, Runnable broken) {
        super(source);
        this.broken = broken;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        try {
            source.subscribe(actual);
        } catch (Throwable fatal) {
            broken.run();
            Operators.onErrorDropped(fatal, actual.currentContext());
        }
    }
}
