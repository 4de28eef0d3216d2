package io.fluxrecord.internal.execution;

import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.RecordState;
import io.fluxrecord.mapping.Undo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a transaction has changed in memory, to be undone when it rolls back. */
final class UndoLog {

    private final Deque<Undo<?>> undo = new ArrayDeque<>();
    private volatile boolean undone;

    /** Change a record, unless all has been undone: what it is told comes too late then. */
    synchronized <E extends Persistent> void change(Mapping<E> mapping, E record, Runnable change) {
        if (!undone) {
            undo.push(mapping.undo(record));
            change.run();
        }
    }

    boolean isUndone() {
        return undone;
    }

    synchronized void undo() {
        undone = true;
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /** Hand all over to the log of the transaction around a savepoint, which may have been undone by now. */
    synchronized void mergeInto(UndoLog outer) {
        synchronized (outer) {
            if (outer.undone) {
                undo();
            } else {
                undo.descendingIterator().forEachRemaining(outer.undo::push);
            }
        }
    }

    /** Return the states of the records that were changed. */
    synchronized List<RecordState> records() {
        return undo.stream().<RecordState>map(Undo::state).distinct().toList();
    }
}
