package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that runs at each event of one model: its own hooks, then the database's listeners. Immutable. */
final class Hooks<E extends Persistent> {

    private final String model;
    private final Map<Lifecycle, List<Listener<? super E>>> byEvent = new EnumMap<>(Lifecycle.class);

    @SuppressWarnings("unchecked") // A listener was added for this model or for all of them.
    Hooks(Mapping<E> mapping, List<Listeners.Entry> entries) {
        model = mapping.name();
        for (Lifecycle event : Lifecycle.values()) {
            List<Listener<? super E>> all = new ArrayList<>(mapping.hooks(event));
            for (Listeners.Entry entry : entries) {
                if (entry.concerns(mapping, event)) {
                    all.add((Listener<? super E>) entry.listener());
                }
            }
            if (!all.isEmpty()) {
                byEvent.put(event, List.copyOf(all));
            }
        }
    }

    boolean none(List<Lifecycle> events) {
        return byEvent.isEmpty() || events.stream().noneMatch(byEvent::containsKey);
    }

    boolean has(Lifecycle event) {
        return byEvent.containsKey(event);
    }

    /** Run the hooks of a before-event until one stops it, and emit whether none did. */
    Mono<Boolean> before(Lifecycle event, E record) {
        if (!has(event)) {
            return Mono.just(true);
        }
        return Flux.fromIterable(listeners(event))
                .concatMap(listener -> decision(event, listener, record), 0)
                .takeUntil(decision -> decision == Decision.STOP)
                .filter(decision -> decision == Decision.STOP)
                .hasElements()
                .map(stopped -> !stopped);
    }

    private Mono<Decision> decision(Lifecycle event, Listener<? super E> listener, E record) {
        return Flux.from(publisher(event, listener, record))
                .filter(emitted -> emitted == Decision.STOP)
                .cast(Decision.class)
                .last(Decision.CONTINUE);
    }

    /** Run the hooks of an after-event. */
    Mono<Void> after(Lifecycle event, E record) {
        if (!has(event)) {
            return Mono.empty();
        }
        return Flux.fromIterable(listeners(event))
                .concatMap(
                        listener ->
                                Flux.from(publisher(event, listener, record)).then(),
                        0)
                .then();
    }

    private Publisher<?> publisher(Lifecycle event, Listener<? super E> listener, E record) {
        Publisher<?> publisher = listener.on(record);
        return Objects.requireNonNull(
                publisher, () -> "A " + event + " hook of " + model + " returned null; return Mono.empty() instead");
    }

    private List<Listener<? super E>> listeners(Lifecycle event) {
        return byEvent.getOrDefault(event, List.of());
    }
}
