package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import java.util.List;
import java.util.stream.Collectors;

/** The dialect of a database that inserts rows from arrays, which are spelled as their types. */
final class ArraysDialect extends PlainDialect {

    @Override
    public boolean unnests(List<Column> columns) {
        return true;
    }

    @Override
    public RenderedSql render(SqlStatement statement) {
        return new Renderer(this).render(statement);
    }

    private static final class Renderer extends SqlRenderer {

        private Renderer(ArraysDialect dialect) {
            super(dialect);
        }

        @Override
        protected void arrays(SqlStatement.Insert insert, SqlStatement.Arrays arrays) {
            append(" OF " + arrays.values().stream().map(this::spelled).collect(Collectors.joining(", ")));
        }

        private String spelled(Param value) {
            add(value);
            return value.array() ? value.type() + "[]" : value.type().name();
        }
    }
}
