package io.fluxrecord.internal.lifecycle;

import io.fluxrecord.internal.record.Operation;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The operations whose hooks are running, from the inside out. A hook that runs the same operation on the same record
 * gets its statement and no hooks, or it would call itself for ever.
 */
record UnderWay(
        Object record,
        Kind kind,
        Operation operation,
        @Nullable UnderWay around) {

    /** What is done to the record. */
    enum Kind {
        SAVE,
        DELETE,
        RESTORE,
        LOAD
    }

    /** An ending or a work before the commit may see the Context of a hook whose operation is over. */
    static boolean includes(ContextView context, Object record, Kind kind) {
        UnderWay each = context.getOrDefault(UnderWay.class, null);
        while (each != null) {
            if (each.record == record && each.kind == kind && !each.operation.isOver()) {
                return true;
            }
            each = each.around;
        }
        return false;
    }

    /** Return whether the hook that asks runs in this operation. */
    static boolean includes(ContextView context, Operation operation) {
        UnderWay each = context.getOrDefault(UnderWay.class, null);
        while (each != null) {
            if (each.operation == operation) {
                return true;
            }
            each = each.around;
        }
        return false;
    }

    static Context enter(Context context, Object record, Kind kind, Operation operation) {
        UnderWay around = context.getOrDefault(UnderWay.class, null);
        return context.put(UnderWay.class, new UnderWay(record, kind, operation, around));
    }
}
