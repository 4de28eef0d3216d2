package io.fluxrecord.internal.resolution;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Relation;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.Table;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record that expressions are said of, in one place of a statement. */
final class Context {

    private final @Nullable Context enclosing;
    private final Table table;
    private Map<Step, Context> joined = Map.of();
    private Set<SqlExpression> named = Set.of();

    /** The SELECT that the record is a row of, or joined in. */
    final Tables tables;

    final String alias;

    /** Whether there may be none, and all columns are null then. */
    final boolean optional;

    /** What is null where there is none, and only there. */
    final @Nullable Column presence;

    Context(
            @Nullable Context enclosing,
            Table table,
            Tables tables,
            String alias,
            boolean optional,
            @Nullable Column presence) {
        this.enclosing = enclosing;
        this.table = table;
        this.tables = tables;
        this.alias = alias;
        this.optional = optional;
        this.presence = presence;
    }

    /** One relation of a path. */
    record Step(Relation relation, boolean deleted) {

        static Step last(Path path) {
            return new Step(path.relation(), path.deleted());
        }
    }

    @Nullable
    Context joined(Step step) {
        return joined.get(step);
    }

    /** Return the columns that are named in the SELECT itself. */
    Set<SqlExpression> named() {
        return named;
    }

    void join(Step step, Context target, From.Join join) {
        if (joined.isEmpty()) {
            joined = new HashMap<>();
        }
        joined.put(step, target);
        tables.add(join);
    }

    /** Return a column of this record, seen from a SELECT. */
    SqlExpression column(Column column, Tables seenFrom) {
        if (!column.table().equals(table)) {
            throw new IllegalArgumentException("Column " + column.name() + " is said of a record of table "
                    + column.table().name() + ", where the query has one of " + table.name()
                    + "; use outer() for a record of an enclosing query");
        }
        if (tables == seenFrom && tables.root() == this) {
            return column; // Qualified where there are other tables.
        }
        if (tables.root() == this) {
            tables.seeFromInside();
        }
        SqlExpression.Joined joined = new SqlExpression.Joined(alias, column);
        if (tables == seenFrom) {
            if (named.isEmpty()) {
                named = new LinkedHashSet<>();
            }
            named.add(joined);
        }
        return joined;
    }

    /**
     * Return the nearest record around this one.
     *
     * @param wanted the table that it is of; null for any
     */
    Context enclosing(@Nullable Table wanted) {
        for (Context context = enclosing; context != null; context = context.enclosing) {
            if (wanted == null || wanted.equals(context.table)) {
                return context;
            }
        }
        throw new IllegalArgumentException("outer() names a record of "
                + (wanted == null ? "an enclosing query" : "table " + wanted.name())
                + ", and no query around it has one");
    }
}
