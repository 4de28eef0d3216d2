package io.fluxrecord.internal.execution;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Operation;
import io.fluxrecord.internal.record.OperationOfMany;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.internal.record.Undo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a transaction has changed in memory, to be undone when it rolls back. */
final class UndoLog {

    private final Deque<Undo<?>> undo = new ArrayDeque<>();
    private @Nullable UndoLog savepoint;
    private volatile boolean undone;

    /** Change a record, unless all has been undone: what it is told comes too late then. */
    synchronized <E extends Persistent> void change(Mapping<E> mapping, E record, Runnable change) {
        if (!undone) {
            undo.push(mapping.undo(record));
            change.run();
        }
    }

    /** Let a record read its row again, under the same terms: its properties are put back, too. */
    synchronized <E extends Persistent> void reread(Mapping<E> mapping, E record, Runnable change) {
        if (!undone) {
            undo.push(mapping.undoOfRead(record));
            change.run();
        }
    }

    boolean isUndone() {
        return undone;
    }

    void undo() {
        undo(false);
    }

    /** Take part in what a savepoint changes, which is newer than all that is here. */
    synchronized void begin(UndoLog savepoint) {
        this.savepoint = savepoint;
    }

    /**
     * Undo all, though it may have been committed if the answer to that was lost. What a savepoint has changed, whose
     * end is not known yet, is undone before.
     */
    synchronized void undo(boolean unanswered) {
        undone = true;
        if (savepoint != null) {
            savepoint.undo(unanswered);
        }
        while (!undo.isEmpty()) {
            undo.pop().run(unanswered);
        }
    }

    /** Hand all over to the log of the transaction around a savepoint, which may have been undone by now. */
    void mergeInto(UndoLog outer) {
        synchronized (outer) { // Always the outer one first, as it undoes this one.
            outer.merge(this);
        }
    }

    private void merge(UndoLog released) {
        synchronized (released) {
            if (undone) {
                released.undo();
            } else {
                released.undo.descendingIterator().forEachRemaining(undo::push);
                savepoint = null;
            }
        }
    }

    /** Let an abandoned operation, which is held, be under way on all records that have no other one. */
    Operation keepBusy() {
        List<RecordState> records = records();
        Operation operation = new OperationOfMany(records);
        operation.hold();
        operation.abandon();
        records.forEach(record -> record.begin(null, operation));
        return operation;
    }

    /** End the operations that are under way, as their pipeline is gone. */
    void finishOperations() {
        for (RecordState record : records()) {
            Operation underWay = record.operation();
            if (underWay != null) {
                underWay.finish();
            }
        }
    }

    private synchronized List<RecordState> records() {
        Set<RecordState> records = new LinkedHashSet<>();
        for (Undo<?> each : undo) {
            RecordState record = each.state();
            if (record != null) {
                records.add(record);
            }
        }
        return List.copyOf(records);
    }
}
