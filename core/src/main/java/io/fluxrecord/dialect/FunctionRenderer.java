package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Call;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlExpression.Typed;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.List;
import java.util.Objects;

/** Writes what is computed: functions, aggregates, windows, subqueries. */
abstract class FunctionRenderer extends ExpressionRenderer {

    private static final Table NO_TABLE = new Table(null, "value");

    FunctionRenderer(Dialect dialect) {
        super(dialect);
    }

    @Override
    public void visit(Call call) {
        List<SqlExpression> arguments = call.arguments();
        switch (call.function()) {
            case ADD -> add(call);
            case SUBTRACT -> infix(arguments, " - ");
            case MULTIPLY -> infix(arguments, " * ");
            case DIVIDE -> divide(call);
            case NEGATE -> {
                append("-(");
                arguments.get(0).accept(this);
                append(")");
            }
            case TRUNCATE -> function("TRUNC", arguments);
            case CONCAT -> infix(arguments, " || ");
            case LENGTH -> function("CHAR_LENGTH", arguments);
            case LOWER -> lower(arguments.get(0));
            case YEAR, MONTH, DAY -> field(call.function(), arguments.get(0));
            case DATE -> cast(arguments.get(0), "DATE");
            case UTC -> utc(arguments.get(0));
            case CAST -> cast(arguments.get(0), type(call.type()));
            case SCALED -> cast(arguments.get(0), "DECIMAL(60, 20)");
            default -> function(call.function().name(), arguments);
        }
    }

    /** Write a function that is called by its name. */
    protected final void function(String name, List<SqlExpression> arguments) {
        append(name + "(");
        join(arguments, ", ");
        append(")");
    }

    private void add(Call call) {
        SqlExpression left = call.arguments().get(0);
        SqlExpression right = call.arguments().get(1);
        // What is added is not rounded, the sum is.
        SqlExpression to = left instanceof Call inner && inner.function() == Function.COALESCE
                ? inner.arguments().get(0)
                : left;
        infix(List.of(left, normalized(to instanceof Column column ? unlimited(column) : to, right)), " + ");
    }

    private static Column unlimited(Column column) {
        return new Column(column.table(), column.name(), column.type(), 0, 0, 0, true, false);
    }

    /** Write the quotient of two numbers of the same type, which is an integer if they are. */
    protected void divide(Call call) {
        infix(call.arguments(), " / ");
    }

    /** Write an operator between its operands, which are in parentheses where they have operators. */
    protected final void infix(List<SqlExpression> operands, String operator) {
        for (int i = 0; i < operands.size(); i++) {
            append(i == 0 ? "" : operator);
            boolean parentheses = isInfix(operands.get(i));
            append(parentheses ? "(" : "");
            operand(operands.get(i));
            append(parentheses ? ")" : "");
        }
    }

    private static boolean isInfix(SqlExpression expression) {
        return expression instanceof Call call
                && switch (call.function()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, CONCAT -> true;
                    default -> false;
                };
    }

    /** Write a field of a date or time as an integer. */
    protected void field(Function field, SqlExpression of) {
        append("CAST(EXTRACT(" + field.name() + " FROM ");
        operand(of);
        append(") AS INTEGER)");
    }

    /** Write the time in UTC, without its zone, of one that has a zone. */
    protected void utc(SqlExpression time) {
        append("CAST((");
        time.accept(this);
        append(") AT TIME ZONE 'UTC' AS " + type(SqlType.TIMESTAMP) + ")");
    }

    /** Write a cast to a type of the database. */
    protected final void cast(SqlExpression value, String type) {
        append("CAST(");
        value.accept(this);
        append(" AS " + type + ")");
    }

    /** Return the database's name of a type, for a cast. */
    protected String type(SqlType type) {
        return dialect().columnType(new Column(NO_TABLE, "value", type, 0, 0, -1, true, false));
    }

    @Override
    public void visit(Typed typed) {
        Param param = typed.param();
        Column column = param.column();
        cast(param, column == null || column.declaredType() == null ? type(param.type()) : column.declaredType());
    }

    @Override
    public void visit(SqlExpression.Case choice) {
        append("CASE");
        for (SqlExpression.Case.When when : choice.whens()) {
            append(" WHEN ");
            when.condition().accept(this);
            append(" THEN ");
            when.value().accept(this);
        }
        if (choice.otherwise() != null) {
            append(" ELSE ");
            choice.otherwise().accept(this);
        }
        append(" END");
    }

    @Override
    public void visit(Aggregate aggregate) {
        Predicate filter = aggregate.filter();
        SqlExpression argument = aggregate.argument();
        if (filter != null) {
            // Not every database has FILTER, and all aggregates leave nulls out.
            SqlExpression counted = argument == null ? new SqlExpression.Literal(1) : argument;
            argument = new SqlExpression.Case(filter, counted, null);
        }
        if (aggregate.kind() == Aggregate.Kind.JOINED) {
            joined(aggregate, Objects.requireNonNull(argument));
            return;
        }
        append(aggregate.kind().name() + (aggregate.distinct() ? "(DISTINCT " : "("));
        if (argument == null) {
            append("*");
        } else {
            argument.accept(this);
        }
        append(")");
    }

    /** Write texts of many rows as one, in their own order. */
    protected void joined(Aggregate aggregate, SqlExpression text) {
        append(aggregate.distinct() ? "LISTAGG(DISTINCT " : "LISTAGG(");
        text.accept(this);
        append(", ");
        Objects.requireNonNull(aggregate.separator()).accept(this);
        append(") WITHIN GROUP (ORDER BY ");
        text.accept(this);
        append(")");
    }

    @Override
    public void visit(SqlExpression.Ranking ranking) {
        append(ranking.kind().name() + "(");
        if (ranking.of() != null) {
            ranking.of().accept(this);
            append(", " + ranking.distance());
        }
        append(")");
    }

    @Override
    public void visit(SqlExpression.Over over) {
        over.function().accept(this);
        append(" OVER (");
        String separator = "";
        if (!over.partitionBy().isEmpty()) {
            append("PARTITION BY ");
            join(over.partitionBy(), ", ");
            separator = " ";
        }
        orderBy(over.orderBy(), separator + "ORDER BY ");
        if (over.frame() != null) {
            append(" ROWS BETWEEN " + over.frame().preceding() + " PRECEDING AND "
                    + over.frame().following() + " FOLLOWING");
        }
        append(")");
    }

    /** Write an ORDER BY, unless there are no terms. */
    final void orderBy(List<SqlStatement.Ordering> orderings, String begin) {
        String separator = begin;
        for (SqlStatement.Ordering ordering : orderings) {
            append(separator);
            ordering(ordering);
            separator = ", ";
        }
    }

    /** Write one term of an ORDER BY. */
    protected void ordering(SqlStatement.Ordering ordering) {
        ordering.expression().accept(this);
        if (ordering.descending()) {
            append(" DESC");
        }
        if (ordering.nullsFirst() != null) {
            append(ordering.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
    }

    @Override
    public void visit(SqlExpression.Named named) {
        named.value().accept(this);
        append(" AS " + identifier(named.name()));
    }

    @Override
    public void visit(SqlExpression.Template template) {
        append("(" + template.pieces().get(0));
        for (int i = 0; i < template.operands().size(); i++) {
            operand(template.operands().get(i));
            append(template.pieces().get(i + 1));
        }
        append(")");
    }

    /**
     * Write keys that rows are grouped by, and by fewer of them.
     *
     * @throws io.fluxrecord.error.ConfigurationException if the database has not the like
     */
    @Override
    public void visit(SqlExpression.Rollup rollup) {
        function("ROLLUP", rollup.keys());
    }

    @Override
    public void visit(SqlExpression.Scalar scalar) {
        append("(");
        scalar.select().accept(this);
        append(")");
    }

    @Override
    public void visit(Predicate.IsTrue isTrue) {
        SqlExpression value = isTrue.value();
        value.accept(this);
        if (!(value instanceof Predicate) && (columnOf(value) != null || value instanceof Typed)) {
            append(" = TRUE");
        }
    }

    @Override
    public void visit(Predicate.Exists exists) {
        append(exists.negated() ? "NOT EXISTS (" : "EXISTS (");
        exists.select().accept(this);
        append(")");
    }

    @Override
    public void visit(Predicate.InSelect in) {
        boolean row = in.values().size() > 1;
        append(row ? "(" : "");
        for (int i = 0; i < in.values().size(); i++) {
            append(i == 0 ? "" : ", ");
            operand(in.values().get(i));
        }
        append(row ? ")" : "");
        append(in.negated() ? " NOT IN (" : " IN (");
        in.select().accept(this);
        append(")");
    }
}
