package io.fluxrecord.internal.lifecycle;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The operations whose hooks are running, from the inside out. A hook that runs the same operation on the same record
 * gets its statement and no hooks, or it would call itself for ever.
 */
record UnderWay(Object record, Kind kind, @Nullable UnderWay around) {

    /** What is done to the record. */
    enum Kind {
        SAVE,
        DELETE,
        RESTORE
    }

    static boolean includes(ContextView context, Object record, Kind kind) {
        UnderWay each = context.getOrDefault(UnderWay.class, null);
        while (each != null) {
            if (each.record == record && each.kind == kind) {
                return true;
            }
            each = each.around;
        }
        return false;
    }

    static Context enter(Context context, Object record, Kind kind) {
        return context.put(UnderWay.class, new UnderWay(record, kind, context.getOrDefault(UnderWay.class, null)));
    }
}
