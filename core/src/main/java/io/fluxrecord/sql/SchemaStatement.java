package io.fluxrecord.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that makes or removes a part of the schema. None of them has parameters. */
public sealed interface SchemaStatement extends SqlStatement
        permits SchemaStatement.CreateTable,
                SchemaStatement.CreateUniqueIndex,
                SchemaStatement.CreateIndex,
                SchemaStatement.AddForeignKey,
                SchemaStatement.DropForeignKey,
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
     * A foreign key of a table.
     *
     * @param columns of the table
     * @param references those of the key of the other table, in the same order
     */
    record ForeignKeyConstraint(List<Column> columns, List<Column> references) {
        public ForeignKeyConstraint {
            columns = List.copyOf(columns);
            references = List.copyOf(references);
        }

        /** Return the table that has the foreign key. */
        public Table table() {
            return columns.get(0).table();
        }

        /** Return the table that it refers to. */
        public Table target() {
            return references.get(0).table();
        }
    }

    /**
     * {@code CREATE TABLE IF NOT EXISTS table (columns, PRIMARY KEY (key), foreign keys)}.
     *
     * @param foreignKeys those that can be made with the table
     * @param deletedAt is null in the rows among which unique columns are unique; null itself where that is all rows
     */
    record CreateTable(
            Table table,
            List<Definition> columns,
            List<Column> key,
            List<ForeignKeyConstraint> foreignKeys,
            @Nullable Column deletedAt)
            implements SchemaStatement {
        public CreateTable {
            foreignKeys = List.copyOf(foreignKeys);
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }

        /** Make a table whose unique columns are unique among all rows. */
        public CreateTable(Table table, List<Definition> columns, List<Column> key) {
            this(table, columns, key, List.of(), null);
        }

        /** Return whether the primary key, or what is unique among all rows, begins with these columns. */
        public boolean isIndexed(List<Column> some) {
            boolean unique = some.size() == 1 && some.get(0).unique() && deletedAt == null;
            return unique || (some.size() <= key.size() && some.containsAll(key.subList(0, some.size())));
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

    /** {@code CREATE INDEX IF NOT EXISTS name ON table (columns)}. */
    record CreateIndex(List<Column> columns) implements SchemaStatement {
        public CreateIndex {
            columns = List.copyOf(columns);
        }

        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * {@code ALTER TABLE table ADD CONSTRAINT name FOREIGN KEY (columns) REFERENCES target (key)}, unless there is such
     * a constraint.
     */
    record AddForeignKey(ForeignKeyConstraint foreignKey) implements SchemaStatement {
        @Override
        public void accept(SqlVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** {@code ALTER TABLE IF EXISTS table DROP CONSTRAINT IF EXISTS name}. */
    record DropForeignKey(ForeignKeyConstraint foreignKey) implements SchemaStatement {
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
