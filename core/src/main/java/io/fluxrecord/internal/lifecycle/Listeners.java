package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** The listeners of a database, in the order in which they were added, and with them the hooks of each model. */
public final class Listeners {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Map<Mapping<?>, Hooks<?>> hooks = new ConcurrentHashMap<>();

    /** Add a listener for one model, or for all of them. */
    public Disposable add(@Nullable Mapping<?> mapping, Lifecycle event, OperationListener<?> listener) {
        Entry entry = new Entry(mapping, event, listener);
        entries.add(entry);
        hooks.clear();
        return () -> {
            entries.remove(entry);
            hooks.clear();
        };
    }

    @SuppressWarnings("unchecked") // Hooks are kept under the mapping that they were made for.
    <E extends Persistent> Hooks<E> hooks(Mapping<E> mapping) {
        Hooks<?> known = hooks.get(mapping);
        if (known == null) {
            known = hooks.computeIfAbsent(mapping, absent -> new Hooks<>(absent, List.copyOf(entries)));
        }
        return (Hooks<E>) known;
    }

    /** Equal to itself alone: one listener added twice is two entries. */
    static final class Entry {

        private final @Nullable Mapping<?> mapping;
        private final Lifecycle event;
        private final OperationListener<?> listener;

        private Entry(@Nullable Mapping<?> mapping, Lifecycle event, OperationListener<?> listener) {
            this.mapping = mapping;
            this.event = event;
            this.listener = listener;
        }

        OperationListener<?> listener() {
            return listener;
        }

        boolean concerns(Mapping<?> mapping, Lifecycle event) {
            return this.event == event && (this.mapping == null || this.mapping == mapping);
        }
    }
}
