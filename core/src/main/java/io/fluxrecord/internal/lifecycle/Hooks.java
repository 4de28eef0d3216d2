package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.lifecycle.OperationKind;
import io.fluxrecord.lifecycle.OperationListener;
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
    private final List<Listeners.Entry> entries;
    private final Map<Lifecycle, List<OperationListener<? super E>>> byEvent = new EnumMap<>(Lifecycle.class);
    private final AfterLoad<E> afterLoad;

    @SuppressWarnings("unchecked") // A listener was added for this model or for all of them.
    Hooks(Mapping<E> mapping, List<Listeners.Entry> entries) {
        model = mapping.name();
        this.entries = entries;
        for (Lifecycle event : Lifecycle.values()) {
            List<OperationListener<? super E>> all = new ArrayList<>();
            for (Listener<? super E> hook : mapping.hooks(event)) {
                all.add((record, operation) -> hook.on(record));
            }
            for (Listeners.Entry entry : entries) {
                if (entry.concerns(mapping, event)) {
                    all.add((OperationListener<? super E>) entry.listener());
                }
            }
            if (!all.isEmpty()) {
                byEvent.put(event, List.copyOf(all));
            }
        }
        afterLoad = new AfterLoad<>(this, has(Lifecycle.AFTER_LOAD));
    }

    /** Return whether these are the hooks with just these listeners. */
    boolean isOf(List<Listeners.Entry> entries) {
        return this.entries == entries;
    }

    AfterLoad<E> afterLoad() {
        return afterLoad;
    }

    boolean none(List<Lifecycle> events) {
        return byEvent.isEmpty() || events.stream().noneMatch(byEvent::containsKey);
    }

    boolean has(Lifecycle event) {
        return byEvent.containsKey(event);
    }

    /** Run the hooks of a before-event until one stops it, and emit whether none did. */
    Mono<Boolean> before(Lifecycle event, E record, OperationKind operation) {
        return before(event, record, operation, 0);
    }

    /** Hooks that have nothing to wait for are called in a loop, without an operator. */
    private Mono<Boolean> before(Lifecycle event, E record, OperationKind operation, int first) {
        List<OperationListener<? super E>> all = listeners(event);
        for (int i = first; i < all.size(); i++) {
            Publisher<?> publisher = publisher(event, all.get(i), record, operation);
            if (publisher != Mono.empty()) {
                int next = i + 1;
                return decision(publisher)
                        .flatMap(decision ->
                                decision == Decision.STOP ? Mono.just(false) : before(event, record, operation, next));
            }
        }
        return Mono.just(true);
    }

    private static Mono<Decision> decision(Publisher<?> publisher) {
        return Flux.from(publisher)
                .filter(emitted -> emitted == Decision.STOP)
                .cast(Decision.class)
                .last(Decision.CONTINUE);
    }

    /** Run the hooks of an after-event. */
    Mono<Void> after(Lifecycle event, E record, OperationKind operation) {
        return after(event, record, operation, 0);
    }

    private Mono<Void> after(Lifecycle event, E record, OperationKind operation, int first) {
        List<OperationListener<? super E>> all = listeners(event);
        for (int i = first; i < all.size(); i++) {
            Publisher<?> publisher = publisher(event, all.get(i), record, operation);
            if (publisher != Mono.empty()) {
                int next = i + 1;
                return Flux.from(publisher).then(Mono.defer(() -> after(event, record, operation, next)));
            }
        }
        return Mono.empty();
    }

    private Publisher<?> publisher(
            Lifecycle event, OperationListener<? super E> listener, E record, OperationKind operation) {
        Publisher<?> publisher = listener.on(record, operation);
        return Objects.requireNonNull(
                publisher, () -> "A " + event + " hook of " + model + " returned null; return Mono.empty() instead");
    }

    private List<OperationListener<? super E>> listeners(Lifecycle event) {
        return byEvent.getOrDefault(event, List.of());
    }
}
