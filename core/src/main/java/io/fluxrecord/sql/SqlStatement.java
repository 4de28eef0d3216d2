package io.fluxrecord.sql;

import io.fluxrecord.sql.Expression.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as data. */
public sealed interface SqlStatement extends SqlNode
        permits SqlStatement.Select, SqlStatement.Insert, SqlStatement.Update, SqlStatement.Delete {

    /** What a {@link Select} reads of the rows that match. */
    sealed interface Projection permits Columns, Count, One {}

    /** The values of columns. */
    record Columns(List<Column> columns) implements Projection {
        public Columns {
            columns = List.copyOf(columns);
        }
    }

    /** {@code COUNT(*)}. */
    record Count() implements Projection {}

    /** The constant 1, to learn whether there is a row at all. */
    record One() implements Projection {}

    /** One term of an ORDER BY. */
    record Ordering(
            Expression expression,
            boolean descending,
            @Nullable Boolean nullsFirst) {}

    /** One term of a SET clause. */
    record Assignment(Column column, Expression value) {}

    /** {@code SELECT … FROM table WHERE … ORDER BY … LIMIT … OFFSET … FOR …}; limit and offset are parameters. */
    record Select(
            Table table,
            Projection projection,
            Predicate where,
            List<Ordering> orderBy,
            @Nullable Param limit,
            @Nullable Param offset,
            @Nullable Lock lock)
            implements SqlStatement {
        public Select {
            orderBy = List.copyOf(orderBy);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code INSERT INTO table (columns) VALUES …, … RETURNING returning}, what it returns being in the order of the
     * rows.
     *
     * @param rows how many rows of values, each a parameter; or {@link #FROM_ARRAYS} for as many rows as there are
     *     elements in the arrays of values that are the parameters then, one per column
     */
    record Insert(Table table, List<Column> columns, int rows, List<Column> returning) implements SqlStatement {

        /** In the place of a number of rows. */
        public static final int FROM_ARRAYS = 0;

        public Insert {
            columns = List.copyOf(columns);
            returning = List.copyOf(returning);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code UPDATE table SET … WHERE …}. */
    record Update(Table table, List<Assignment> assignments, Predicate where) implements SqlStatement {
        public Update {
            assignments = List.copyOf(assignments);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code DELETE FROM table WHERE …}. */
    record Delete(Table table, Predicate where) implements SqlStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }
}
