package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SchemaStatement;
import io.fluxrecord.sql.SchemaStatement.ForeignKeyConstraint;
import io.fluxrecord.sql.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes statements that make and remove parts of a schema; a part of {@link SqlRenderer}. */
abstract class SchemaRenderer extends FunctionRenderer {

    /** How long names are at least that databases keep in full (PostgreSQL's NAMEDATALEN, less one). */
    private static final int MAX_NAME_BYTES = 63;

    private List<Column> uniqueOfLive = List.of();

    SchemaRenderer(Dialect dialect) {
        super(dialect);
    }

    /** Return the expression for the next value of a sequence, another one in each row. */
    protected String nextValue(Sequence sequence) {
        return "NEXT VALUE FOR " + sequence(sequence);
    }

    @Override
    public void visit(SchemaStatement.CreateTable create) {
        uniqueOfLive = create.uniqueOfLive();
        append("CREATE TABLE IF NOT EXISTS " + table(create.table()) + " (");
        for (SchemaStatement.Definition definition : create.columns()) {
            definition(definition);
            append(", ");
        }
        append("PRIMARY KEY (");
        names(create.key());
        append(")");
        for (ForeignKeyConstraint foreignKey : create.foreignKeys()) {
            append(", ");
            foreignKey(foreignKey);
        }
        if (create.deletedAt() != null && !uniqueOfLive.isEmpty() && !dialect().hasPartialIndexes()) {
            uniqueOfLive(create.deletedAt());
        }
        append(")");
    }

    /** Write a hidden column that is null in deleted rows, and so tells them apart in what is unique. */
    private void uniqueOfLive(Column deletedAt) {
        String live = identifier(deletedAt.name() + "_is_null");
        append(", " + hidden(live, "CASE WHEN " + identifier(deletedAt.name()) + " IS NULL THEN 1 END"));
        for (Column column : uniqueOfLive) {
            append(", UNIQUE (" + identifier(column.name()) + ", " + live + ")");
        }
    }

    /** Return the definition of a small number that is computed, and no part of {@code SELECT *}. */
    protected String hidden(String column, String expression) {
        return column + " SMALLINT GENERATED ALWAYS AS (" + expression + ") INVISIBLE";
    }

    @Override
    public void visit(SchemaStatement.CreateUniqueIndex create) {
        Column column = create.column();
        append("CREATE UNIQUE INDEX IF NOT EXISTS " + identifier(indexName(column)) + " ON " + table(column.table())
                + " (" + identifier(column.name()) + ") WHERE "
                + identifier(create.deletedAt().name()) + " IS NULL");
    }

    private static String indexName(Column column) {
        return name(List.of(column), "live");
    }

    /** A name that is too long would be cut, and may then be that of something else. */
    private static String name(List<Column> columns, String suffix) {
        String table = columns.get(0).table().name();
        String parts = columns.stream().map(Column::name).collect(Collectors.joining("_"));
        String name = table + "_" + parts + "_" + suffix;
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_NAME_BYTES
                ? name
                : suffix + "_" + Integer.toHexString(table.hashCode()) + "_" + Integer.toHexString(parts.hashCode());
    }

    @Override
    public void visit(SchemaStatement.CreateIndex create) {
        append("CREATE INDEX IF NOT EXISTS " + identifier(name(create.columns(), "idx")) + " ON "
                + table(create.columns().get(0).table()) + " (");
        names(create.columns());
        append(")");
    }

    @Override
    public void visit(SchemaStatement.AddForeignKey add) {
        append("ALTER TABLE " + table(add.foreignKey().table()) + " ADD CONSTRAINT IF NOT EXISTS "
                + constraint(add.foreignKey()));
        key(add.foreignKey());
    }

    @Override
    public void visit(SchemaStatement.DropForeignKey drop) {
        append("ALTER TABLE IF EXISTS " + table(drop.foreignKey().table()) + " DROP CONSTRAINT IF EXISTS "
                + constraint(drop.foreignKey()));
    }

    /** Write a foreign key of a CREATE TABLE. */
    private void foreignKey(ForeignKeyConstraint foreignKey) {
        append("CONSTRAINT " + constraint(foreignKey));
        key(foreignKey);
    }

    /** Return the name of a foreign key. */
    protected final String constraint(ForeignKeyConstraint foreignKey) {
        return identifier(name(foreignKey.columns(), "fkey"));
    }

    /** Write a foreign key without its name; the default, to refuse that the other row is deleted, is not written. */
    protected final void key(ForeignKeyConstraint foreignKey) {
        append(" FOREIGN KEY ");
        references(foreignKey);
    }

    /** Write the columns of a foreign key, and what they refer to. */
    protected final void references(ForeignKeyConstraint foreignKey) {
        append("(");
        names(foreignKey.columns());
        append(") REFERENCES " + table(foreignKey.target()) + " (");
        names(foreignKey.references());
        append(")");
    }

    /** Write a column of a CREATE TABLE. */
    protected void definition(SchemaStatement.Definition definition) {
        Column column = definition.column();
        append(identifier(column.name()) + " " + dialect().columnType(column));
        if (definition.generated()) {
            generated(definition);
        } else if (!column.nullable()) {
            append(" NOT NULL");
        }
        if (column.unique() && !uniqueOfLive.contains(column)) {
            append(" UNIQUE");
        }
    }

    /** Write how the database makes the values of a column. */
    protected void generated(SchemaStatement.Definition definition) {
        append(
                definition.sequence() == null
                        ? " GENERATED BY DEFAULT AS IDENTITY"
                        : " DEFAULT " + nextValue(definition.sequence()));
    }

    @Override
    public void visit(SchemaStatement.DropTable drop) {
        append("DROP TABLE IF EXISTS " + table(drop.table()));
    }

    @Override
    public void visit(SchemaStatement.CreateSequence create) {
        append("CREATE SEQUENCE IF NOT EXISTS " + sequence(create.sequence()));
    }

    @Override
    public void visit(SchemaStatement.DropSequence drop) {
        append("DROP SEQUENCE IF EXISTS " + sequence(drop.sequence()));
    }
}
