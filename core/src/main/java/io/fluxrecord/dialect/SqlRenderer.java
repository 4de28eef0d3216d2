package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Lexis;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.NamedParameters;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.Table;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a statement as the SQL standard has it (ISO/IEC 9075-2), with {@code LIMIT}, {@code RETURNING} and {@code IF
 * [NOT] EXISTS}, which most databases share. A dialect extends it and overrides the clauses that its database spells
 * differently. Each renders one statement, on one thread.
 *
 * @since 0.1
 */
public class SqlRenderer extends SchemaRenderer {

    /** Render a statement for a dialect. */
    public SqlRenderer(Dialect dialect) {
        super(dialect);
    }

    /**
     * Write a statement; called once.
     *
     * @throws IllegalArgumentException as {@link Dialect#render} does
     */
    public final RenderedSql render(SqlStatement statement) {
        statement.accept(this);
        return rendered();
    }

    @Override
    public void visit(SqlStatement.Select select) {
        String outer = qualify(select.from().alias());
        boolean grouped = select.distinct() || !select.groupBy().isEmpty();
        int first = grouped ? written() : -1;
        int before = shareParameters(first);
        append(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
        projection(select.projection());
        shareParameters(-1);
        append(" FROM ");
        from(select.from());
        where(select.where());
        shareParameters(first);
        group(select);
        orderBy(select.orderBy(), " ORDER BY ");
        shareParameters(before);
        limit(select);
        if (select.lock() != null) {
            lock(select.lock(), select.from());
        }
        qualify(outer);
    }

    private void group(SqlStatement.Select select) {
        if (!select.groupBy().isEmpty()) {
            append(" GROUP BY ");
            join(select.groupBy(), ", ");
        }
        if (!Predicate.Constant.TRUE.equals(select.having())) {
            append(" HAVING ");
            condition(select.having());
        }
    }

    private void projection(List<? extends SqlExpression> expressions) {
        String separator = "";
        for (SqlExpression expression : expressions) {
            append(separator);
            projected(expression);
            separator = ", ";
        }
    }

    /** Write an expression that a SELECT or an INSERT emits. */
    protected void projected(SqlExpression expression) {
        expression.accept(this);
    }

    /** Write the tables of a SELECT. */
    protected void from(From from) {
        source(from.source());
        if (from.alias() != null) {
            append(" AS " + identifier(from.alias()));
        }
        for (From.Join join : from.joins()) {
            append(join.left() ? " LEFT JOIN " : " JOIN ");
            append(table(join.table()) + " AS " + identifier(join.alias()) + " ON ");
            condition(join.on());
        }
    }

    private void source(From.Source source) {
        if (source instanceof Table table) {
            append(table(table));
        } else if (source instanceof From.Derived derived) {
            append("(");
            derived.select().accept(this);
            append(")");
        } else if (source instanceof From.Compound compound) {
            append("((");
            compound.left().accept(this);
            append(") " + compound.operator().sql() + " (");
            compound.right().accept(this);
            append("))");
        }
    }

    /** Write a WHERE clause, unless the condition is always true. */
    protected final void where(Predicate condition) {
        if (!Predicate.Constant.TRUE.equals(condition)) {
            append(" WHERE ");
            condition(condition);
        }
    }

    /** That all conditions and the scope must hold is no level of the user's. */
    private void condition(Predicate condition) {
        if (condition instanceof Predicate.Junction junction && junction.all()) {
            operands(junction);
        } else {
            condition.accept(this);
        }
    }

    /** Write how many rows a SELECT emits, and how many it leaves out before them. */
    protected void limit(SqlStatement.Select select) {
        if (select.limit() != null) {
            append(" LIMIT ");
            select.limit().accept(this);
        }
        if (select.offset() != null) {
            append(" OFFSET ");
            select.offset().accept(this);
        }
    }

    /**
     * Write the end of a SELECT that locks what it emits, and nothing of the tables that are joined.
     *
     * @throws io.fluxrecord.error.ConfigurationException if the database has no such lock
     */
    protected void lock(Lock lock, From from) {
        append(lock.strength() == Lock.Strength.UPDATE ? " FOR UPDATE" : " FOR SHARE");
        if (from.alias() != null) {
            append(" OF " + identifier(from.alias()));
        }
        append(
                switch (lock.waiting()) {
                    case WAIT -> "";
                    case NO_WAIT -> " NOWAIT";
                    case SKIP_LOCKED -> " SKIP LOCKED";
                });
    }

    @Override
    public void visit(SqlStatement.Insert insert) {
        if (insert.returning().isEmpty()) {
            insert(insert);
        } else {
            insertReturning(insert);
        }
    }

    /**
     * Write an INSERT that emits columns of the rows that it inserts. Where a database has no such statement, write it
     * {@linkplain #insert without} and let the {@linkplain #returnGeneratedValues driver return} them.
     */
    protected void insertReturning(SqlStatement.Insert insert) {
        insert(insert);
        append(" RETURNING ");
        projection(insert.returning());
    }

    /** Write an INSERT without what it returns. */
    protected final void insert(SqlStatement.Insert insert) {
        append("INSERT INTO " + table(insert.table()) + " (");
        names(insert.columns().isEmpty() ? insert.returning() : insert.columns());
        append(")");
        if (insert.source() instanceof SqlStatement.Arrays arrays) {
            arrays(insert, arrays);
        } else if (insert.source() instanceof SqlStatement.Rows rows) {
            rows(insert, rows);
        }
    }

    /** Write the rows of an INSERT as values. */
    protected void rows(SqlStatement.Insert insert, SqlStatement.Rows rows) {
        append(" VALUES ");
        for (int i = 0; i < rows.count(); i++) {
            append(i == 0 ? "(" : ", (");
            if (rows.values().isEmpty()) {
                // DEFAULT VALUES would be a single row, and no values at all are a syntax error in PostgreSQL.
                append(String.join(", ", Collections.nCopies(insert.returning().size(), "DEFAULT")));
            } else {
                join(rows.values(), ", ");
            }
            append(")");
        }
    }

    /** Write the rows of an INSERT as what comes out of arrays; only called where the dialect unnests them. */
    protected void arrays(SqlStatement.Insert insert, SqlStatement.Arrays arrays) {
        throw new IllegalStateException(dialect().driver() + " inserts no rows from arrays");
    }

    @Override
    public void visit(SqlStatement.Update update) {
        append("UPDATE " + table(update.table()) + " SET ");
        String separator = "";
        for (SqlStatement.Assignment assignment : update.assignments()) {
            append(separator + identifier(assignment.column().name()) + " = ");
            assigned(assignment.column(), assignment.value()).accept(this);
            separator = ", ";
        }
        where(update.where());
        if (!update.returning().isEmpty()) {
            updateReturning(update);
        }
    }

    /** Write the end of an UPDATE that emits columns of the rows that it touches. */
    protected void updateReturning(SqlStatement.Update update) {
        append(" RETURNING ");
        projection(update.returning());
    }

    private SqlExpression assigned(Column column, SqlExpression value) {
        return value instanceof Param param
                        && param.value() != null
                        && dialect().normalizes(column)
                ? Param.of(param.type(), dialect().assign(column, param.value()))
                : value;
    }

    @Override
    public void visit(SqlStatement.Delete delete) {
        append("DELETE FROM " + table(delete.table()));
        where(delete.where());
    }

    @Override
    public void visit(SqlStatement.NextValues nextValues) {
        append("SELECT " + nextValue(nextValues.sequence()) + " FROM ");
        series(nextValues.count());
    }

    /** Return what is text, a name or a comment in SQL that was written by hand, beyond the standard. */
    protected Set<Lexis> lexis() {
        return Set.of();
    }

    @Override
    public void visit(SqlStatement.Native statement) {
        NamedParameters text = statement.text().split(lexis());
        text.requireNames(statement.values().keySet());
        append(text.pieces().get(0));
        for (int i = 0; i < text.parameters().size(); i++) {
            NamedParameters.Parameter parameter = text.parameters().get(i);
            Param value = Objects.requireNonNull(statement.values().get(parameter.name()));
            if (parameter.list() && value.array()) {
                list(value);
            } else {
                single(parameter, value);
            }
            append(text.pieces().get(i + 1));
        }
    }

    private void single(NamedParameters.Parameter parameter, Param value) {
        if (value.array() && dialect().maxArrayLength(value.type()) == 0) {
            throw new IllegalArgumentException("A list of " + value.type() + " can be no single parameter on "
                    + dialect().driver() + "; write IN (:" + parameter.name() + ")");
        }
        value.accept(this);
    }

    /**
     * Write what stands in the parentheses of an {@code IN} for a list: by default a parameter for each value, the last
     * one repeated up to the next power of two, so that lists of all lengths share few texts.
     */
    protected void list(Param array) {
        Object[] values = (Object[]) Objects.requireNonNull(array.value());
        int length = padded(values.length);
        for (int i = 0; i < length; i++) {
            append(i == 0 ? "" : ", ");
            Param.of(array.type(), values[Math.min(i, values.length - 1)]).accept(this);
        }
    }

    /** Write what stands in a FROM for as many rows as a parameter says. */
    protected void series(Param count) {
        append("(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ");
        count.accept(this);
        append(") SELECT n FROM numbers) AS series");
    }
}
