package io.fluxrecord.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a SELECT reads.
 *
 * @param source the table whose rows are meant; a {@link Column} is one of its columns
 * @param alias what qualifies its columns where other tables are joined, and only there; null where none is
 * @param joins the others, each of whose columns is {@linkplain SqlExpression.Joined qualified}
 */
public record From(Source source, @Nullable String alias, List<Join> joins) {

    /** What has rows. */
    public sealed interface Source permits Table, Derived, Compound {}

    /**
     * The rows that a query emits, as a table.
     *
     * @param as the table that its columns are said to be of
     */
    public record Derived(SqlStatement.Select select, Table as) implements Source {}

    /**
     * The rows of two queries as one table.
     *
     * @param as the table that its columns are said to be of
     */
    public record Compound(Operator operator, SqlStatement.Select left, SqlStatement.Select right, Table as)
            implements Source {

        /** Which rows of the two there are. */
        public enum Operator {
            UNION("UNION"),
            UNION_ALL("UNION ALL"),
            INTERSECT("INTERSECT"),
            EXCEPT("EXCEPT");

            private final String sql;

            Operator(String sql) {
                this.sql = sql;
            }

            public String sql() {
                return sql;
            }
        }
    }

    /**
     * A table that is joined.
     *
     * @param left whether a row without a match stays, with nulls in place of it
     */
    public record Join(boolean left, Table table, String alias, Predicate on) {}

    public From {
        joins = List.copyOf(joins);
        if (alias == null && !joins.isEmpty()) {
            throw new IllegalArgumentException("A table that others are joined to needs an alias");
        }
    }

    /** One table, and no other. */
    public static From of(Source source) {
        return new From(source, null, List.of());
    }
}
