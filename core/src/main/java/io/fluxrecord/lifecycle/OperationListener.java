package io.fluxrecord.lifecycle;

import java.util.function.BiConsumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Reacts to a {@link Lifecycle} event as a {@link Listener} does, and is told which operation it is.
 *
 * <pre>{@code
 * db.on(Order_.model(), Lifecycle.AFTER_COMMIT, (order, operation) -> feed.publish(operation, order));
 * }</pre>
 *
 * @param <E> the type of record
 * @since 0.1
 */
@FunctionalInterface
public interface OperationListener<E> {

    /** Return what must complete before the operation goes on, under the terms of {@link Listener#on}. */
    Publisher<?> on(E record, OperationKind operation);

    /** Make a listener of a plain, non-blocking callback. An exception that it throws fails the operation. */
    static <E> OperationListener<E> sync(BiConsumer<? super E, ? super OperationKind> callback) {
        return (record, operation) -> Mono.fromRunnable(() -> callback.accept(record, operation));
    }
}
