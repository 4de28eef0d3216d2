package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlNode;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.SqlVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Walks a statement once and writes it down, asking the dialect where databases differ. Used once, by one thread. */
final class SqlRenderer implements SqlVisitor {

    /**
     * Half of what H2 can parse on a thread with a stack of 256 KB, that of the caller (65 levels, at 1 MB 275); here
     * and in PostgreSQL (3,000) there is room for more.
     */
    private static final int MAX_DEPTH = 32;

    /** PostgreSQL and H2 take a second for so many; for ten times as many PostgreSQL takes more than a minute. */
    private static final int MAX_TERMS = 100_000;

    private final Dialect dialect;
    private final StringBuilder sql = new StringBuilder(256);
    private final List<Param> parameters = new ArrayList<>();

    private int depth;
    private int terms;

    private SqlRenderer(Dialect dialect) {
        this.dialect = dialect;
    }

    static RenderedSql render(Dialect dialect, SqlStatement statement) {
        SqlRenderer renderer = new SqlRenderer(dialect);
        statement.accept(renderer);
        return new RenderedSql(renderer.sql.toString(), List.copyOf(renderer.parameters));
    }

    @Override
    public void visit(SqlStatement.Select select) {
        sql.append("SELECT ");
        if (select.projection() instanceof SqlStatement.Columns columns) {
            join(columns.columns(), ", ");
        } else if (select.projection() instanceof SqlStatement.Count) {
            sql.append("COUNT(*)");
        } else {
            sql.append('1');
        }
        sql.append(" FROM ").append(dialect.quote(select.table()));
        where(select.where());
        if (!select.orderBy().isEmpty()) {
            sql.append(" ORDER BY ");
            String separator = "";
            for (SqlStatement.Ordering ordering : select.orderBy()) {
                sql.append(separator);
                ordering(ordering);
                separator = ", ";
            }
        }
        if (select.limit() != null) {
            sql.append(" LIMIT ");
            select.limit().accept(this);
        }
        if (select.offset() != null) {
            sql.append(" OFFSET ");
            select.offset().accept(this);
        }
        if (select.lock() != null) {
            sql.append(dialect.lock(select.lock()));
        }
    }

    private void ordering(SqlStatement.Ordering ordering) {
        ordering.expression().accept(this);
        if (ordering.descending()) {
            sql.append(" DESC");
        }
        if (ordering.nullsFirst() != null) {
            sql.append(ordering.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
    }

    @Override
    public void visit(SqlStatement.Insert insert) {
        sql.append("INSERT INTO ").append(dialect.quote(insert.table())).append(" (");
        sql.append(String.join(", ", quoted(insert.columns().isEmpty() ? insert.returning() : insert.columns())))
                .append(')');
        boolean unnests = insert.unnests();
        if (unnests) {
            unnest(insert);
        } else {
            values(insert);
        }
        if (!insert.returning().isEmpty()) {
            List<String> returned = quoted(insert.returning());
            String returning = dialect.returning(sql.toString(), returned);
            sql.setLength(0);
            sql.append(unnests ? aggregated(returning, returned) : returning);
        }
    }

    /** A row for each key would cost the driver more than all of the insert. Where no row was inserted, none comes. */
    private static String aggregated(String insert, List<String> columns) {
        return columns.stream()
                .map(column -> "array_agg(" + column + ")")
                .collect(Collectors.joining(
                        ", ", "WITH inserted AS (" + insert + ") SELECT ", " FROM inserted HAVING count(*) > 0"));
    }

    private List<String> quoted(List<Column> columns) {
        return columns.stream().map(column -> dialect.quote(column.name())).toList();
    }

    /** Name a type for each array, and the column's own where it is not stored as what the array holds. */
    private void unnest(SqlStatement.Insert insert) {
        List<String> names = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < insert.columns().size(); i++) {
            Column column = insert.columns().get(i);
            Param value = insert.values().get(i);
            SqlType type = value.type();
            add(value);
            String marker = dialect.marker(parameters.size());
            if (!value.array()) {
                selected.add(cast(marker, column, ""));
                continue;
            }
            String name = "c" + names.size();
            names.add(name);
            selected.add(type == column.type() ? name : cast(name, column, ""));
            arrays.add(cast(marker, new Column(column.table(), column.name(), type, 0, 0, -1, true, false), "[]"));
        }
        sql.append(" SELECT ").append(String.join(", ", selected));
        sql.append(" FROM unnest(").append(String.join(", ", arrays)).append(") AS rows(");
        sql.append(String.join(", ", names)).append(')');
    }

    private String cast(String expression, Column column, String suffix) {
        return "CAST(" + expression + " AS " + dialect.columnType(column) + suffix + ")";
    }

    private void values(SqlStatement.Insert insert) {
        sql.append(" VALUES ");
        for (int i = 0; i < insert.rows(); i++) {
            sql.append(i == 0 ? "(" : ", (");
            if (insert.values().isEmpty()) {
                defaults(insert.returning().size());
            } else {
                join(insert.values(), ", ");
            }
            sql.append(')');
        }
    }

    /** DEFAULT VALUES would be a single row, and no values at all are a syntax error in PostgreSQL. */
    private void defaults(int columns) {
        sql.append(String.join(", ", Collections.nCopies(columns, "DEFAULT")));
    }

    @Override
    public void visit(SqlStatement.Update update) {
        sql.append("UPDATE ").append(dialect.quote(update.table())).append(" SET ");
        String separator = "";
        for (SqlStatement.Assignment assignment : update.assignments()) {
            sql.append(separator)
                    .append(dialect.quote(assignment.column().name()))
                    .append(" = ");
            assigned(assignment.column(), assignment.value()).accept(this);
            separator = ", ";
        }
        where(update.where());
    }

    @Override
    public void visit(SqlStatement.Delete delete) {
        sql.append("DELETE FROM ").append(dialect.quote(delete.table()));
        where(delete.where());
    }

    @Override
    public void visit(SqlStatement.NextValues nextValues) {
        sql.append("SELECT ").append(dialect.nextValue(dialect.quote(nextValues.sequence())));
        Param count = nextValues.count();
        add(count);
        sql.append(" FROM ").append(dialect.series(dialect.marker(parameters.size(), count.type())));
    }

    private void where(Predicate predicate) {
        if (Predicate.TRUE.equals(predicate)) {
            return;
        }
        sql.append(" WHERE ");
        // That all conditions and the scope must hold is no level of the user's.
        if (predicate instanceof Predicate.Junction junction && junction.all()) {
            operands(junction);
        } else {
            predicate.accept(this);
        }
    }

    @Override
    public void visit(Predicate.Comparison comparison) {
        comparison.left().accept(this);
        sql.append(' ').append(comparison.operator().symbol()).append(' ');
        compared(comparison.left(), comparison.right()).accept(this);
    }

    @Override
    public void visit(Predicate.Between between) {
        between.value().accept(this);
        sql.append(" BETWEEN ");
        compared(between.value(), between.low()).accept(this);
        sql.append(" AND ");
        compared(between.value(), between.high()).accept(this);
    }

    @Override
    public void visit(Predicate.IsNull isNull) {
        isNull.value().accept(this);
        sql.append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
    }

    @Override
    public void visit(Predicate.In in) {
        int max = dialect.maxArrayLength(in.values().type());
        if (in.values().value() instanceof Object[] values && values.length > max) {
            operands(in.negated(), max == 0 ? each(in, values) : parts(in, values, max));
            return;
        }
        in.value().accept(this);
        sql.append(in.negated() ? " <> ALL(" : " = ANY(");
        compared(in.value(), in.values()).accept(this);
        sql.append(')');
    }

    /** What is compared with a column is rounded as what is written to it: a value is found as it was saved. */
    private SqlExpression compared(SqlExpression with, SqlExpression value) {
        if (!(with instanceof Column column)
                || !(value instanceof Param param)
                || param.value() == null
                || !dialect.normalizes(column)) {
            return value;
        }
        Object normal = param.array()
                ? Arrays.stream((Object[]) param.value())
                        .map(element -> dialect.normalize(column, element))
                        .toArray()
                : dialect.normalize(column, param.value());
        return normal == param.value() ? param : new Param(param.type(), normal, param.array());
    }

    private static Column unlimited(Column column) {
        return new Column(column.table(), column.name(), column.type(), 0, 0, 0, true, false);
    }

    private SqlExpression assigned(Column column, SqlExpression value) {
        return value instanceof Param param && param.value() != null && dialect.normalizes(column)
                ? Param.of(param.type(), dialect.assign(column, param.value()))
                : value;
    }

    private static List<Predicate> parts(Predicate.In in, Object[] values, int max) {
        List<Predicate> parts = new ArrayList<>();
        for (int from = 0; from < values.length; from += max) {
            int to = Math.min(values.length, from + max);
            Param part = new Param(
                    in.values().type(),
                    Arrays.copyOfRange(values, from, to),
                    true,
                    in.values().column());
            parts.add(new Predicate.In(in.value(), part, in.negated()));
        }
        return parts;
    }

    private static List<Predicate> each(Predicate.In in, Object[] values) {
        Predicate.Operator operator = in.negated() ? Predicate.Operator.NE : Predicate.Operator.EQ;
        SqlType type = in.values().type();
        return Arrays.stream(values)
                .<Predicate>map(value -> new Predicate.Comparison(
                        in.value(),
                        operator,
                        new Param(type, value, false, in.values().column())))
                .toList();
    }

    @Override
    public void visit(Predicate.Like like) {
        if (like.ignoreCase()) {
            lower(like.value());
        } else {
            like.value().accept(this);
        }
        sql.append(like.negated() ? " NOT LIKE " : " LIKE ");
        if (like.ignoreCase()) {
            lower(like.pattern());
        } else {
            like.pattern().accept(this);
        }
        sql.append(" ESCAPE '").append(Predicate.Like.ESCAPE).append('\'');
    }

    private void lower(SqlExpression expression) {
        sql.append("LOWER(");
        expression.accept(this);
        sql.append(')');
    }

    @Override
    public void visit(Predicate.Junction junction) {
        enter();
        operands(junction);
        depth--;
    }

    private void operands(Predicate.Junction junction) {
        if (junction.size() > MAX_TERMS - terms) {
            throw new IllegalArgumentException("its condition joins more than " + MAX_TERMS
                    + " others; compare with many values by one in(), or ask in parts");
        }
        terms += junction.size();
        operands(junction.all(), junction.operands());
    }

    private void operands(boolean all, List<? extends Predicate> operands) {
        sql.append('(');
        join(operands, all ? " AND " : " OR ");
        sql.append(')');
    }

    @Override
    public void visit(Predicate.Not not) {
        enter();
        sql.append("NOT (");
        not.operand().accept(this);
        sql.append(')');
        depth--;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("its condition has more than " + MAX_DEPTH
                    + " levels of and, or and not, one inside the other; flatten it, or ask in parts");
        }
    }

    @Override
    public void visit(Predicate.Constant constant) {
        sql.append(constant.value() ? "1 = 1" : "1 = 0");
    }

    @Override
    public void visit(Column column) {
        sql.append(dialect.quote(column.name()));
    }

    @Override
    public void visit(Param param) {
        add(param);
        sql.append(dialect.marker(parameters.size(), param.type()));
    }

    private void add(Param param) {
        int most = dialect.maxParameters();
        if (parameters.size() >= most) {
            throw new IllegalArgumentException("it has more values than the " + most + " parameters that "
                    + dialect.driver() + " takes; compare with all of them by one in(), or ask in parts");
        }
        parameters.add(param);
    }

    @Override
    public void visit(SqlExpression.Sum sum) {
        sum.left().accept(this);
        sql.append(" + ");
        // What is added is not rounded, the sum is.
        SqlExpression to = sum.left() instanceof SqlExpression.OrZero orZero ? orZero.value() : sum.left();
        compared(to instanceof Column column ? unlimited(column) : to, sum.right())
                .accept(this);
    }

    @Override
    public void visit(SqlExpression.OrZero orZero) {
        sql.append("COALESCE(");
        orZero.value().accept(this);
        sql.append(", 0)");
    }

    @Override
    public void visit(SqlExpression.Literal literal) {
        sql.append(literal.value());
    }

    @Override
    public void visit(SqlExpression.Null nothing) {
        sql.append("NULL");
    }

    private void join(List<? extends SqlNode> nodes, String separator) {
        String next = "";
        for (SqlNode node : nodes) {
            sql.append(next);
            node.accept(this);
            next = separator;
        }
    }
}
