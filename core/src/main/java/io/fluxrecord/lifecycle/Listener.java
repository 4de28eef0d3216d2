package io.fluxrecord.lifecycle;

import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Reacts to a {@link Lifecycle} event of a record, inside the pipeline, transaction and Reactor Context of the
 * operation.
 *
 * @param <E> the type of record
 * @since 0.1
 */
@FunctionalInterface
public interface Listener<E> {

    /**
     * Return what must complete before the operation goes on. It is subscribed to once per event; what it emits is
     * ignored, but for a {@link Decision} of a before-event. Its error fails the operation and undoes it.
     */
    Publisher<?> on(E record);

    /**
     * Make a listener of a plain, non-blocking callback. An exception that it throws fails the operation.
     *
     * <pre>{@code
     * db.on(Order_.model(), Lifecycle.BEFORE_SAVE, Listener.sync(order -> order.status = "checked"));
     * }</pre>
     */
    static <E> Listener<E> sync(Consumer<? super E> callback) {
        return record -> Mono.fromRunnable(() -> callback.accept(record));
    }
}
