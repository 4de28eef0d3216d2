package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** The listeners of a database, in the order in which they were added. */
public final class Listeners {

    private volatile List<Entry> entries = List.of();

    /** Add a listener for one model, or for all of them. */
    public Disposable add(@Nullable Mapping<?> mapping, Lifecycle event, OperationListener<?> listener) {
        Entry entry = new Entry(mapping, event, listener);
        change(list -> list.add(entry));
        return () -> change(list -> list.remove(entry));
    }

    private synchronized void change(Consumer<List<Entry>> change) {
        List<Entry> changed = new ArrayList<>(entries);
        change.accept(changed);
        entries = List.copyOf(changed);
    }

    /** Return all listeners, in a list that never changes; there is another one after each change. */
    List<Entry> entries() {
        return entries;
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
