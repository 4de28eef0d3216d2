package io.fluxrecord.internal.resolution;

import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Related;
import io.fluxrecord.sql.SqlExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of one SELECT, as they are found to be needed. */
final class Tables {

    private List<From.Join> joins = List.of();
    private final boolean canJoin;
    private final boolean inner;
    private @Nullable Context root;
    private Set<Path> grouped = Set.of();
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

    /** Note by which records rows are grouped: those that are there. */
    void group(List<SqlExpression> keys) {
        for (SqlExpression key : keys) {
            if (key instanceof Related.KeyOf of) {
                if (grouped.isEmpty()) {
                    grouped = new HashSet<>();
                }
                grouped.add(of.path());
            }
        }
    }

    /** Return whether rows are grouped by the record at the end of a path from a row of the table. */
    boolean isGrouped(Context row, Path path) {
        return row == root && grouped.contains(path);
    }

    boolean canJoin() {
        return canJoin;
    }

    void add(From.Join join) {
        if (joins.isEmpty()) {
            joins = new ArrayList<>();
        }
        joins.add(join);
    }

    /** Note that a subquery names a column of the table. */
    void seeFromInside() {
        seenFromInside = true;
    }

    /** Return whether there is one table, which no column needs to be qualified in. */
    boolean isOne() {
        return !inner && !seenFromInside && joins.isEmpty();
    }

    From from(From.Source source, String alias) {
        return new From(source, isOne() ? null : alias, joins);
    }
}
