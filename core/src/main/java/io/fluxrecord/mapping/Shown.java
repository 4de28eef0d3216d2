package io.fluxrecord.mapping;

import org.jspecify.annotations.Nullable;

/**
 * The changes that a record has shown at some time. Not for applications.
 *
 * @since 0.1
 */
public final class Shown {

    private final RecordState state;
    private final @Nullable Object[] before;
    private final @Nullable Object[] after;

    Shown(RecordState state, @Nullable Object[] before, @Nullable Object[] after) {
        this.state = state;
        this.before = before;
        this.after = after;
    }

    /** Show these changes, and return those that were shown until now. */
    public Shown show() {
        Shown current = new Shown(state, state.rowBefore(), state.rowAfter());
        state.show(before, after);
        return current;
    }

    /** Return whether these are shown still. */
    public boolean isShown() {
        return state.rowBefore() == before && state.rowAfter() == after;
    }
}
