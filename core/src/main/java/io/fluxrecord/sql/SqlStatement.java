package io.fluxrecord.sql;

import io.fluxrecord.sql.SqlExpression.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as data. */
public sealed interface SqlStatement extends SqlNode
        permits SqlStatement.Select,
                SqlStatement.Insert,
                SqlStatement.Update,
                SqlStatement.Delete,
                SqlStatement.NextValues {

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
            SqlExpression expression,
            boolean descending,
            @Nullable Boolean nullsFirst) {}

    /** One term of a SET clause. */
    record Assignment(Column column, SqlExpression value) {}

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
     * {@code INSERT INTO table (columns) VALUES …, … RETURNING returning}. It emits what it returns row by row, in the
     * order of the values; one that unnests arrays emits one row of arrays.
     *
     * @param columns where there is none, each row is made of the defaults of the columns that are returned
     * @param values a parameter for each column. Where some are arrays, the statement inserts as many rows as they have
     *     elements, and what is no array goes into each of them
     * @param rows how often the values are repeated, for other rows of them; 1 where some are arrays
     */
    record Insert(Table table, List<Column> columns, List<Param> values, int rows, List<Column> returning)
            implements SqlStatement {
        public Insert {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
            returning = List.copyOf(returning);
        }

        /** Return whether the rows come out of arrays. */
        public boolean unnests() {
            return values.stream().anyMatch(Param::array);
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

    /** The next values of a sequence, a row for each; how many there are is a parameter. */
    record NextValues(Sequence sequence, Param count) implements SqlStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }
}
