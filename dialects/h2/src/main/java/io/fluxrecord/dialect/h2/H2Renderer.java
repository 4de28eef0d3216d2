package io.fluxrecord.dialect.h2;

import io.fluxrecord.dialect.SqlRenderer;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;

/** What H2 spells differently. */
class H2Renderer extends SqlRenderer {

    H2Renderer(H2Dialect dialect) {
        super(dialect);
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
    protected void lock(Lock lock) {
        if (lock.strength() == Lock.Strength.SHARE) {
            throw new ConfigurationException("H2 has no FOR SHARE; use forUpdate()");
        }
        super.lock(lock);
    }
}
