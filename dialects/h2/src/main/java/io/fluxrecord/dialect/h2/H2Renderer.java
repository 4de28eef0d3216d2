package io.fluxrecord.dialect.h2;

import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Lexis;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What H2 spells differently. */
class H2Renderer extends SqlRenderer {

    private static final Pattern JSON = Pattern.compile("json\\b", Pattern.CASE_INSENSITIVE);

    /** Text, and bytes, which are none. */
    private static final Pattern AS_IT_IS = Pattern.compile(
            "(char|varchar|clob|text|enum|binary|varbinary|blob|bytea|raw|image)", Pattern.CASE_INSENSITIVE);

    private static final Set<Lexis> LEXIS =
            EnumSet.of(Lexis.DOLLAR_QUOTES, Lexis.SLASH_COMMENTS, Lexis.NESTED_COMMENTS, Lexis.QUESTION_MARKS);

    H2Renderer(H2Dialect dialect) {
        super(dialect);
    }

    @Override
    protected boolean numbersParameters() {
        return true;
    }

    @Override
    protected String placeholder(int position, SqlType type) {
        return switch (type) {
            case JSON -> "?" + position + " FORMAT JSON";
            // The driver binds text as a large object, which H2 converts to nothing else.
            case NAMED -> "CAST(?" + position + " AS CHARACTER VARYING)";
            case NAMED_ARRAY -> "CAST(?" + position + " AS CHARACTER VARYING ARRAY)";
            default -> "?" + position;
        };
    }

    /** A cast to text would make a string of JSON. */
    @Override
    public void visit(Param param) {
        Column column = param.column();
        if (column != null && isNamed(column, JSON)) {
            append(placeholder(add(param), SqlType.JSON));
        } else if (column != null && column.type() == SqlType.JSON && column.declaredType() != null) {
            append(placeholder(add(param), SqlType.TEXT)); // In a column of text it is text.
        } else {
            super.visit(param);
        }
    }

    /**
     * The driver has no text for values of most types, and for no other class can it be asked by a property of text.
     */
    @Override
    protected void projected(SqlExpression expression) {
        Column column = columnOf(expression);
        boolean cast = column != null && column.type() == SqlType.NAMED && !isNamed(column, AS_IT_IS);
        append(cast ? "CAST(" : "");
        super.projected(expression);
        append(cast ? " AS CHARACTER VARYING)" : "");
    }

    private static boolean isNamed(Column column, Pattern types) {
        return column.declaredType() != null
                && types.matcher(column.declaredType()).lookingAt();
    }

    @Override
    protected String identifier(String name) {
        if (name.indexOf(';') >= 0) {
            throw new IllegalArgumentException("The H2 driver takes no semicolon inside an identifier");
        }
        return super.identifier(name);
    }

    /** {@code SELECT … FROM FINAL TABLE (INSERT …)} would do, but is not undone as one where one of its rows fails. */
    @Override
    protected void insertReturning(SqlStatement.Insert insert) {
        insert(insert);
        returnGeneratedValues(insert.returning());
    }

    @Override
    protected void updateReturning(SqlStatement.Update update) {
        returnGeneratedValues(update.returning());
    }

    @Override
    protected Set<Lexis> lexis() {
        return LEXIS;
    }

    @Override
    protected String hidden(String column, String expression) {
        return column + " SMALLINT INVISIBLE GENERATED ALWAYS AS (" + expression + ")";
    }

    /**
     * Java lower-cases a sigma by its place in a word, so that what is at the end of a pattern need not be one in text.
     */
    @Override
    protected void lower(SqlExpression text) {
        append("REPLACE(");
        super.lower(text);
        append(", '\u03C2', '\u03C3')");
    }

    @Override
    protected void series(Param count) {
        append("SYSTEM_RANGE(1, ");
        count.accept(this);
        append(")");
    }

    @Override
    protected void lock(Lock lock, From from) {
        if (lock.strength() == Lock.Strength.SHARE) {
            throw new ConfigurationException("H2 has no FOR SHARE; use forUpdate()");
        }
        super.lock(lock, from);
    }

    @Override
    public void visit(SqlExpression.Rollup rollup) {
        throw new ConfigurationException("H2 has no ROLLUP; use groupBy() of fewer keys, and unionAll()");
    }

    /** H2 counts units of UTF-16. */
    @Override
    public void visit(SqlExpression.Call call) {
        if (call.function() == Function.LENGTH) {
            append("CHAR_LENGTH(REGEXP_REPLACE(");
            join(call.arguments(), "");
            append(", '[\\x{10000}-\\x{10FFFF}]', '.'))");
        } else {
            super.visit(call);
        }
    }
}
