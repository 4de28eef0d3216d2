package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Lexis;
import io.fluxrecord.sql.SchemaStatement;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What PostgreSQL spells differently. */
final class PostgresqlRenderer extends SqlRenderer {

    private static final Set<Lexis> LEXIS =
            EnumSet.of(Lexis.ESCAPE_STRINGS, Lexis.TAGGED_DOLLAR_QUOTES, Lexis.NESTED_COMMENTS);

    PostgresqlRenderer(PostgresqlDialect dialect) {
        super(dialect);
    }

    /** Return the name of a table as a function takes it for text. */
    String name(Table table) {
        return table(table);
    }

    @Override
    protected boolean numbersParameters() {
        return true;
    }

    @Override
    protected String placeholder(int position, SqlType type) {
        return "$" + position;
    }

    @Override
    protected Set<Lexis> lexis() {
        return LEXIS;
    }

    @Override
    protected void list(Param array) {
        if (dialect().maxArrayLength(array.type()) == 0) {
            super.list(array);
            return;
        }
        Column element = array.column() == null
                ? new Column(new Table(null, "list"), "element", array.type(), 0, 0, -1, true, false)
                : array.column();
        append("SELECT unnest(CAST(" + placeholder(add(array), array.type()) + " AS "
                + NamedType.unlimited(dialect().columnType(element)) + "[]))");
    }

    @Override
    protected void series(Param count) {
        append("generate_series(1, ");
        count.accept(this);
        append(")");
    }

    /** The function takes the name as text. */
    @Override
    protected String nextValue(Sequence sequence) {
        return "nextval(" + literal(sequence(sequence)) + ")";
    }

    /** What a backslash means in an ordinary literal is a setting ({@code standard_conforming_strings}). */
    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** There is no {@code IF NOT EXISTS} for a constraint, so that one which is there already is an error to ignore. */
    @Override
    public void visit(SchemaStatement.AddForeignKey add) {
        append("DO $fluxrecord$ BEGIN ALTER TABLE " + table(add.foreignKey().table()) + " ADD CONSTRAINT "
                + constraint(add.foreignKey()));
        key(add.foreignKey());
        append("; EXCEPTION WHEN duplicate_object THEN NULL; END $fluxrecord$");
    }

    /**
     * A row for each key would cost the driver more than all of the insert. Where no row was inserted, none comes. More
     * than a key is emitted row by row.
     */
    @Override
    protected void insertReturning(SqlStatement.Insert insert) {
        if (!(insert.source() instanceof SqlStatement.Arrays)
                || insert.returning().size() > 1) {
            super.insertReturning(insert);
            return;
        }
        append("WITH inserted AS (");
        super.insertReturning(insert);
        append(insert.returning().stream()
                .map(column -> "array_agg(" + identifier(column.name()) + ")")
                .collect(Collectors.joining(", ", ") SELECT ", " FROM inserted HAVING count(*) > 0")));
    }

    /** Name a type for each array, and the column's own where it is not stored as what the array holds. */
    @Override
    protected void arrays(SqlStatement.Insert insert, SqlStatement.Arrays rows) {
        List<String> names = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < insert.columns().size(); i++) {
            Column column = insert.columns().get(i);
            Param value = rows.values().get(i);
            SqlType type = value.type();
            String placeholder = placeholder(add(value), type);
            if (!value.array()) {
                selected.add(cast(placeholder, column));
                continue;
            }
            String name = "c" + names.size();
            names.add(name);
            selected.add(selected(name, type, column));
            arrays.add("CAST(" + placeholder + " AS " + elementType(column, type) + "[])");
        }
        append(" SELECT " + String.join(", ", selected));
        append(" FROM unnest(" + String.join(", ", arrays) + ") AS rows(" + String.join(", ", names) + ")");
    }

    /** Values of a named type come as text: arrays of arrays, of rows and of boxes are none of their elements. */
    private String selected(String name, SqlType type, Column column) {
        if (type == SqlType.NAMED) {
            return "CAST(" + name + " AS " + NamedType.unlimited(dialect().columnType(column)) + ")";
        }
        return type == column.type() ? name : cast(name, column);
    }

    private String elementType(Column column, SqlType type) {
        SqlType element = type == SqlType.NAMED ? SqlType.TEXT : type;
        return dialect().columnType(new Column(column.table(), column.name(), element, 0, 0, -1, true, false));
    }

    private String cast(String expression, Column column) {
        return "CAST(" + expression + " AS " + dialect().columnType(column) + ")";
    }

    /**
     * The driver reads text alone in all of its forms. What is emitted has a name that no column has, since an ORDER BY
     * would go by what is emitted under the name of its column.
     */
    @Override
    protected void projected(SqlExpression expression) {
        Column column = columnOf(expression);
        if (column == null || NamedType.isText(column)) {
            super.projected(expression);
            return;
        }
        // As text, an address always has the length of its prefix.
        append(NamedType.isAddress(column) ? "abbrev(" : "CAST(");
        super.projected(expression);
        append(NamedType.isAddress(column) ? ")" : column.type() == SqlType.NAMED_ARRAY ? " AS text[])" : " AS text)");
        append(" AS \"as text\"");
    }

    /** A pattern is text, which an enum, say, is not compared with. */
    @Override
    protected void text(SqlExpression value) {
        Column column = columnOf(value);
        if (column == null || NamedType.isText(column)) {
            super.text(value);
            return;
        }
        append("CAST(");
        super.text(value);
        append(" AS text)");
    }

    @Override
    protected void utc(SqlExpression time) {
        append("((");
        time.accept(this);
        append(") AT TIME ZONE 'UTC')");
    }

    @Override
    protected void joined(SqlExpression.Aggregate aggregate, SqlExpression text) {
        append(aggregate.distinct() ? "STRING_AGG(DISTINCT " : "STRING_AGG(");
        text.accept(this);
        append(", ");
        Objects.requireNonNull(aggregate.separator()).accept(this);
        append(" ORDER BY ");
        text.accept(this);
        append(")");
    }
}
