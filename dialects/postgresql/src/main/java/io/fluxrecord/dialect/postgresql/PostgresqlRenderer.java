package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What PostgreSQL spells differently. */
final class PostgresqlRenderer extends SqlRenderer {

    PostgresqlRenderer(PostgresqlDialect dialect) {
        super(dialect);
    }

    /** Return the name of a table as a function takes it for text. */
    String name(Table table) {
        return table(table);
    }

    @Override
    protected String placeholder(int position, SqlType type) {
        return "$" + position;
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
                selected.add(cast(placeholder, column, ""));
                continue;
            }
            String name = "c" + names.size();
            names.add(name);
            selected.add(type == column.type() ? name : cast(name, column, ""));
            arrays.add(cast(placeholder, new Column(column.table(), column.name(), type, 0, 0, -1, true, false), "[]"));
        }
        append(" SELECT " + String.join(", ", selected));
        append(" FROM unnest(" + String.join(", ", arrays) + ") AS rows(" + String.join(", ", names) + ")");
    }

    private String cast(String expression, Column column, String suffix) {
        return "CAST(" + expression + " AS " + dialect().columnType(column) + suffix + ")";
    }
}
