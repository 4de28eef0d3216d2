package io.fluxrecord.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that makes or removes a part of the schema. None of them has parameters. */
public sealed interface SchemaStatement extends SqlStatement
        permits SchemaStatement.CreateTable,
                SchemaStatement.CreateUniqueIndex,
                SchemaStatement.DropTable,
                SchemaStatement.CreateSequence,
                SchemaStatement.DropSequence {

    /**
     * A column as a table is made with it.
     *
     * @param generated whether the database makes its values as it inserts
     * @param sequence what a generated value is taken from; null for the database's own way
     */
    record Definition(
            Column column, boolean generated, @Nullable Sequence sequence) {}

    /**
     * {@code CREATE TABLE IF NOT EXISTS table (columns, PRIMARY KEY (key))}.
     *
     * @param deletedAt is null in the rows among which unique columns are unique; null itself where that is all rows
     */
    record CreateTable(
            Table table,
            List<Definition> columns,
            List<Column> key,
            @Nullable Column deletedAt) implements SchemaStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }

        /** Make a table whose unique columns are unique among all rows. */
        public CreateTable(Table table, List<Definition> columns, List<Column> key) {
            this(table, columns, key, null);
        }

        /** Return the columns that are unique among the rows that are not deleted. */
        public List<Column> uniqueOfLive() {
            return deletedAt == null
                    ? List.of()
                    : columns.stream()
                            .map(Definition::column)
                            .filter(Column::unique)
                            .toList();
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code CREATE UNIQUE INDEX IF NOT EXISTS name ON table (column) WHERE deletedAt IS NULL}, where the database has
     * partial indexes.
     */
    record CreateUniqueIndex(Column column, Column deletedAt) implements SchemaStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code DROP TABLE IF EXISTS table}. */
    record DropTable(Table table) implements SchemaStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code CREATE SEQUENCE IF NOT EXISTS sequence}. */
    record CreateSequence(Sequence sequence) implements SchemaStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code DROP SEQUENCE IF EXISTS sequence}. */
    record DropSequence(Sequence sequence) implements SchemaStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }
}
