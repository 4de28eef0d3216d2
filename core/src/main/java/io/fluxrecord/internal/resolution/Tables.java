package io.fluxrecord.internal.resolution;

import io.fluxrecord.sql.From;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of one SELECT, as they are found to be needed. */
final class Tables {

    private final List<From.Join> joins = new ArrayList<>();
    private final boolean canJoin;
    private final boolean inner;
    private @Nullable Context root;
    private boolean seenFromInside;

    /**
     * Begin with one table.
     *
     * @param canJoin whether others can be joined
     * @param inner whether the SELECT stands in another one
     */
    Tables(boolean canJoin, boolean inner) {
        this.canJoin = canJoin;
        this.inner = inner;
    }

    void root(Context context) {
        root = context;
    }

    @Nullable
    Context root() {
        return root;
    }

    boolean canJoin() {
        return canJoin;
    }

    void add(From.Join join) {
        joins.add(join);
    }

    /** Note that a subquery names a column of the table. */
    void seeFromInside() {
        seenFromInside = true;
    }

    From from(From.Source source, String alias) {
        boolean several = inner || seenFromInside || !joins.isEmpty();
        return new From(source, several ? alias : null, joins);
    }
}
