package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps text from a database that would store something else in its place, or say no more than that it cannot. */
final class StorableText {

    /** A NUL, or any other character, which may be a backslash. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:(u0000)|.)");

    private final Mapping<?> mapping;
    private final Dialect dialect;

    StorableText(Mapping<?> mapping, Dialect dialect) {
        this.mapping = mapping;
        this.dialect = dialect;
    }

    /** Return the value of a column, or fail if it is text that the database cannot hold. */
    @Nullable
    Object require(int column, @Nullable Object value) {
        if (value instanceof String text) {
            check(column, text);
        } else if (value instanceof Object[] array) {
            for (Object element : array) {
                require(column, element);
            }
        }
        return value;
    }

    /** What is named json keeps its text as it is. */
    private static boolean isJson(Column column) {
        return column.type() == SqlType.JSON && !"json".equalsIgnoreCase(column.declaredType());
    }

    /** Return JSON with a NUL where it has the escape of one, which a database may not hold either. */
    private static String unescaped(String json) {
        return json.indexOf('\\') < 0
                ? json
                : ESCAPE.matcher(json).replaceAll(found -> found.group(1) == null ? "" : "\0");
    }

    /** Fail if a key has text that the database cannot hold: there is no such row, but that is not what was asked. */
    void requireKey(Object[] key) {
        int[] columns = mapping.keyColumns();
        for (int part = 0; part < columns.length; part++) {
            require(columns[part], key[part]);
        }
    }

    /** Return the values of a statement's parameters, or fail if text among them is none that the database can hold. */
    @Nullable
    Object[] values(RenderedSql sql) {
        @Nullable Object[] values = new Object[sql.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            Param parameter = sql.parameters().get(i);
            Column column = parameter.column();
            Object value = parameter.value();
            values[i] = value instanceof String || value instanceof Object[] ? compared(column, value) : value;
        }
        return values;
    }

    private Object compared(@Nullable Column column, Object value) {
        int known = column == null ? -1 : mapping.columns().indexOf(column);
        if (known >= 0) {
            require(known, value);
        } else {
            NativeParameters.requireStorable(value, dialect);
        }
        return value;
    }

    private void check(int column, String text) {
        String unstorable = dialect.unstorable(isJson(mapping.column(column)) ? unescaped(text) : text);
        if (unstorable != null) {
            throw new MappingException(
                    mapping.name() + "." + mapping.properties().get(column).name() + " takes no text that has "
                            + unstorable + ": column " + mapping.column(column).name() + " of table "
                            + mapping.table().name() + " cannot hold it");
        }
    }
}
