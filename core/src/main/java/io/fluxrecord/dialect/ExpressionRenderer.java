package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlNode;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.SqlVisitor;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes names, parameters, expressions and predicates; what statements are made of. */
abstract class ExpressionRenderer implements SqlVisitor {

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

    private List<String> generated = List.of();
    private @Nullable String alias;
    private int depth;
    private int terms;
    private int shared = -1;

    ExpressionRenderer(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Return what was written. */
    final RenderedSql rendered() {
        return new RenderedSql(sql.toString(), List.copyOf(parameters), generated);
    }

    /**
     * Let the driver return the values that the database generates for columns, where the statement cannot
     * ({@link io.r2dbc.spi.Statement#returnGeneratedValues}).
     */
    protected final void returnGeneratedValues(List<Column> columns) {
        generated = columns.stream().map(Column::name).toList();
    }

    /** Qualify the columns that are not of a joined table; return what they were qualified with before. */
    final @Nullable String qualify(@Nullable String alias) {
        String before = this.alias;
        this.alias = alias;
        return before;
    }

    /** Return the dialect, which knows types and values. */
    protected final Dialect dialect() {
        return dialect;
    }

    /** Write text as it is. */
    protected final void append(String text) {
        sql.append(text);
    }

    /** Write nodes with a separator between them. */
    protected final void join(List<? extends SqlNode> nodes, String separator) {
        String next = "";
        for (SqlNode node : nodes) {
            sql.append(next);
            node.accept(this);
            next = separator;
        }
    }

    /** Write the names of columns with a comma between them. */
    protected final void names(List<Column> columns) {
        String next = "";
        for (Column column : columns) {
            sql.append(next).append(identifier(column.name()));
            next = ", ";
        }
    }

    /** Return an identifier in quotes, so that it may be a reserved word or hold any character. */
    protected String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Return the name of a table, with its schema where it has one. */
    protected final String table(Table table) {
        return qualified(table.schema(), table.name());
    }

    /** Return the name of a sequence, with its schema where it has one. */
    protected final String sequence(Sequence sequence) {
        return qualified(sequence.schema(), sequence.name());
    }

    private String qualified(@Nullable String schema, String name) {
        return schema == null ? identifier(name) : identifier(schema) + "." + identifier(name);
    }

    /**
     * Return whether a placeholder can stand in several places of a statement. Without, equal literals have to do.
     * False by default.
     */
    protected boolean numbersParameters() {
        return false;
    }

    /**
     * Let parameters be equal ones that were written since a position: what is grouped by must be what is selected. A
     * negative one ends that. Return what it was before.
     */
    final int shareParameters(int since) {
        int before = shared;
        shared = numbersParameters() ? since : -1;
        return before;
    }

    /** Return how many parameters were written. */
    final int written() {
        return parameters.size();
    }

    /** Return the placeholder of a parameter; positions count from 1. */
    protected String placeholder(int position, SqlType type) {
        return "?";
    }

    /**
     * Add a parameter whose placeholder is the caller's to write, and return its position.
     *
     * @throws IllegalArgumentException if there are too many
     */
    protected final int add(Param param) {
        int known =
                shared < 0 ? -1 : parameters.subList(shared, parameters.size()).indexOf(param);
        if (known >= 0) {
            return shared + known + 1;
        }
        int most = dialect.maxParameters();
        if (parameters.size() >= most) {
            throw new IllegalArgumentException("it has more values than the " + most + " parameters that "
                    + dialect.driver() + " takes; compare with all of them by one in(), or ask in parts");
        }
        parameters.add(param);
        return parameters.size();
    }

    @Override
    public void visit(Param param) {
        sql.append(placeholder(add(param), param.type()));
    }

    @Override
    public void visit(Column column) {
        if (alias != null) {
            sql.append(identifier(alias)).append('.');
        }
        sql.append(identifier(column.name()));
    }

    @Override
    public void visit(SqlExpression.Joined joined) {
        sql.append(identifier(joined.alias()))
                .append('.')
                .append(identifier(joined.column().name()));
    }

    @Override
    public void visit(SqlExpression.Literal literal) {
        sql.append(literal.value());
    }

    @Override
    public void visit(SqlExpression.Null nothing) {
        sql.append("NULL");
    }

    /** Write what an operator works on; in parentheses where it is a condition itself. */
    final void operand(SqlExpression expression) {
        boolean parentheses = expression instanceof Predicate;
        sql.append(parentheses ? "(" : "");
        expression.accept(this);
        sql.append(parentheses ? ")" : "");
    }

    @Override
    public void visit(Predicate.Comparison comparison) {
        if (OrderBound.isOrder(comparison.operator())) {
            compare(ordered(comparison.left(), comparison.operator(), comparison.right()));
        } else {
            compare(new Predicate.Comparison(
                    comparison.left(), comparison.operator(), normalized(comparison.left(), comparison.right())));
        }
    }

    private void compare(Predicate.Comparison comparison) {
        operand(comparison.left());
        sql.append(' ').append(comparison.operator().symbol()).append(' ');
        operand(comparison.right());
    }

    @Override
    public void visit(Predicate.Between between) {
        Predicate.Comparison low = ordered(between.value(), Predicate.Operator.GE, between.low());
        Predicate.Comparison high = ordered(between.value(), Predicate.Operator.LE, between.high());
        if (low.operator() == Predicate.Operator.GE && high.operator() == Predicate.Operator.LE) {
            operand(between.value());
            sql.append(" BETWEEN ");
            operand(low.right());
            sql.append(" AND ");
            operand(high.right());
        } else {
            sql.append('(');
            compare(low);
            sql.append(" AND ");
            compare(high);
            sql.append(')');
        }
    }

    private Predicate.Comparison ordered(SqlExpression left, Predicate.Operator operator, SqlExpression right) {
        Column column = columnOf(left);
        return column != null && right instanceof Param param && param.value() != null && dialect.normalizes(column)
                ? OrderBound.of(dialect, column, left, operator, param)
                : new Predicate.Comparison(left, operator, right);
    }

    @Override
    public void visit(Predicate.IsNull isNull) {
        operand(isNull.value());
        sql.append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
    }

    /** What a column is to be equal to is rounded as what is written to it: a value is found as it was saved. */
    final SqlExpression normalized(SqlExpression with, SqlExpression value) {
        Column column = columnOf(with);
        if (column == null || !(value instanceof Param param) || param.value() == null || !dialect.normalizes(column)) {
            return value;
        }
        Object normal = param.array()
                ? Arrays.stream((Object[]) param.value())
                        .map(element -> dialect.normalize(column, element))
                        .toArray()
                : dialect.normalize(column, param.value());
        return normal == param.value() ? param : new Param(param.type(), normal, param.array(), param.column());
    }

    /** Return the column that an expression is; null if it is another one. */
    protected static @Nullable Column columnOf(SqlExpression expression) {
        if (expression instanceof SqlExpression.Joined joined) {
            return joined.column();
        }
        return expression instanceof Column column ? column : null;
    }

    @Override
    public void visit(Predicate.In in) {
        int max = dialect.maxArrayLength(in.values().type());
        Object[] values = in.values().value() instanceof Object[] given ? given : new Object[0];
        if (values.length <= max) {
            in(in, normalized(in.value(), in.values()));
        } else if (max > 0) {
            operands(in.negated(), parts(in, values, max));
        } else {
            list(in, values);
        }
    }

    /** Write that a value is in an array, or is not. */
    protected void in(Predicate.In in, SqlExpression array) {
        operand(in.value());
        sql.append(in.negated() ? " <> ALL(" : " = ANY(");
        array.accept(this);
        sql.append(')');
    }

    /** Write that a value is one of others, or is not, where there are no arrays of their type. */
    private void list(Predicate.In in, Object[] values) {
        int length = padded(values.length);
        operand(in.value());
        append(in.negated() ? " NOT IN (" : " IN (");
        for (int i = 0; i < length; i++) {
            append(i == 0 ? "" : ", ");
            Object value = values[Math.min(i, values.length - 1)];
            Param param =
                    new Param(in.values().type(), value, false, in.values().column());
            normalized(in.value(), param).accept(this);
        }
        append(")");
    }

    /** Return how many parameters stand for so many values: a power of two, so that lists share few texts. */
    final int padded(int length) {
        int room = dialect.maxParameters() - parameters.size();
        int padded = Integer.highestOneBit(length - 1) << 1;
        return padded < length || padded > room ? length : padded;
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

    @Override
    public void visit(Predicate.Like like) {
        if (like.ignoreCase()) {
            lower(like.value());
        } else {
            text(like.value());
        }
        sql.append(like.negated() ? " NOT LIKE " : " LIKE ");
        if (like.ignoreCase()) {
            lower(like.pattern());
        } else {
            like.pattern().accept(this);
        }
        append(escape());
    }

    /** Return what comes after a pattern and names the character that escapes others in it. */
    protected String escape() {
        return " ESCAPE '" + Predicate.Like.ESCAPE + "'";
    }

    /** Write a text in lower case. */
    protected void lower(SqlExpression text) {
        sql.append("LOWER(");
        text(text);
        sql.append(')');
    }

    /** Write a value such that it can be compared with a pattern; as it is by default. */
    protected void text(SqlExpression value) {
        value.accept(this);
    }

    @Override
    public void visit(Predicate.Junction junction) {
        enter();
        operands(junction);
        depth--;
    }

    /** Write a junction that is no level of its own. */
    final void operands(Predicate.Junction junction) {
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
}
