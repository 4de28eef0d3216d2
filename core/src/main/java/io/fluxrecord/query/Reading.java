package io.fluxrecord.query;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate.OfRecord;
import io.fluxrecord.sql.Related.Lifted;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Call;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a row a selection is made of, and how. Not for applications. Immutable.
 *
 * @param <R> what is made
 * @since 0.1
 */
public final class Reading<R> {

    private static final Table NO_TABLE = new Table(null, "selection");

    /** The values of one row, by their place in a selection. */
    @FunctionalInterface
    public interface Values {

        /** Return a value as it is stored; null where there is none. */
        @Nullable
        Object stored(int index);
    }

    /** Makes something of the values of a row, the first of which is at an index; null where it is nothing. */
    @FunctionalInterface
    interface Maker<R> {
        @Nullable
        R make(Values values, int first);
    }

    private final Table table;
    private final List<Term<?>> terms;
    private final List<String> names;
    private final Maker<R> maker;

    Reading(Table table, List<Term<?>> terms, List<String> names, Maker<R> maker) {
        this.table = table;
        this.terms = List.copyOf(terms);
        this.names = List.copyOf(names);
        this.maker = maker;
    }

    /** Read one value. */
    static <V> Reading<V> one(Term<V> term) {
        return new Reading<>(NO_TABLE, List.of(term), List.of("value"), (values, first) -> {
            Object stored = values.stored(first);
            return stored == null ? null : term.read(stored);
        });
    }

    /** Read one value that may be null. */
    static <V> Reading<Optional<V>> optional(Term<V> term) {
        return new Reading<>(NO_TABLE, List.of(term), List.of("value"), (values, first) -> {
            Object stored = values.stored(first);
            return stored == null ? Optional.empty() : Optional.of(term.read(stored));
        });
    }

    /** Read the same of the record at the end of a path; nothing where there is none. */
    Reading<R> at(Path path) {
        List<Term<?>> lifted = new ArrayList<>();
        lifted.add(new Term<>(new OfRecord(path, new OfRecord.Present(), false), ValueType.BOOLEAN));
        List<String> named = new ArrayList<>(List.of("present"));
        named.addAll(names);
        terms.forEach(term -> lifted.add(term.with(new Lifted(path, term.node()))));
        return new Reading<>(
                table,
                lifted,
                named,
                (values, first) -> Boolean.TRUE.equals(values.stored(first)) ? maker.make(values, first + 1) : null);
    }

    /** Return the expressions to select. */
    public List<SqlExpression> expressions() {
        List<SqlExpression> expressions = new ArrayList<>();
        for (Term<?> term : terms) {
            expressions.add(selected(term));
        }
        return expressions;
    }

    /** A type of the database's own is read as text, which a column is read as in any case. */
    private static SqlExpression selected(Term<?> term) {
        SqlExpression node = term.node();
        boolean column = node instanceof Column || (node instanceof Lifted lifted && lifted.value() instanceof Column);
        return term.sqlType() == SqlType.NAMED && !column ? new Call(Function.CAST, SqlType.TEXT, node) : node;
    }

    /** Return the names under which a query around this one knows the expressions. */
    public List<String> names() {
        return names;
    }

    /** Return what each value is read as. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Term<?> term : terms) {
            Column column = term.column();
            columns.add(column != null ? column : new Column(NO_TABLE, "value", term.sqlType(), 0, 0, -1, true, false));
        }
        return columns;
    }

    /** Return what messages call each value. */
    public List<String> descriptions() {
        return terms.stream().map(Term::toString).toList();
    }

    /**
     * Return the one value of the one row of a query.
     *
     * @throws IllegalStateException if it emits several values
     */
    @SuppressWarnings("unchecked") // One value that is no component is read as it is.
    public <E> Expression<E, R> scalar(SqlStatement.Select select) {
        if (terms.size() != 1 || !table.equals(NO_TABLE)) {
            throw new IllegalStateException("A query of several values is no expression; select() one of them");
        }
        Term<R> term = (Term<R>) terms.get(0);
        return new Derived.Plain<>(term.with(new SqlExpression.Scalar(select)));
    }

    /** Return the table as which a query around this one knows the rows. */
    public Table table() {
        return table;
    }

    /** Return the columns of that table. */
    public List<Column> virtualColumns() {
        List<Column> virtual = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Column read = columns().get(i);
            virtual.add(new Column(table, names.get(i), read.type(), 0, 0, -1, true, false, read.declaredType()));
        }
        return virtual;
    }

    /** Return whether it is a value of many rows, which there may be none of. */
    public boolean isAggregate() {
        return terms.stream().anyMatch(Term::isAggregate);
    }

    /** Return the terms. */
    List<Term<?>> terms() {
        return terms;
    }

    /** Make something of a row; null where it is nothing. */
    public @Nullable R read(Values values) {
        return maker.make(values, 0);
    }

    @Nullable
    R read(Values values, int first) {
        return maker.make(values, first);
    }
}
