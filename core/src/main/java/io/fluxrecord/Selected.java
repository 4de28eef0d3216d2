package io.fluxrecord;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.ValueReader;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.persistence.NativeParameters;
import io.fluxrecord.internal.persistence.OrderTerms;
import io.fluxrecord.internal.resolution.Resolver;
import io.fluxrecord.query.Expression;
import io.fluxrecord.query.Reading;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Aggregate;
import io.fluxrecord.sql.SqlExpression.Literal;
import io.fluxrecord.sql.SqlExpression.Named;
import io.fluxrecord.sql.SqlStatement.Ordering;
import io.fluxrecord.sql.SqlStatement.Select;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rows that a {@code select} made; see {@link Rows}. What is asked of them after it sees them as a table of their own:
 * of a projection, the columns are those of its generated class.
 *
 * @param <S> what is emitted for a row
 * @since 0.1
 */
public final class Selected<S> extends Rows<S, Selected<S>> {

    private static final Object NOTHING = new Object();

    private final Select level;
    private final Reading<S> reading;
    private volatile @Nullable Prepared prepared;

    /** What the query is in one dialect. */
    private record Prepared(Dialect dialect, RenderedSql sql, ValueReader reader) {}

    private Selected(ReadableModel<?> model, Select level, Reading<S> reading, Criteria criteria) {
        super(model, criteria);
        this.level = level;
        this.reading = reading;
    }

    /** Emit what is made of each row of a level, whose order means nothing to an aggregate of all of them. */
    static <S> Selected<S> of(ReadableModel<?> model, Select rows, Reading<S> reading) {
        boolean one = rows.groupBy().isEmpty() && reading.isAggregate();
        Select level = rows.projection(reading.expressions());
        return new Selected<>(model, one ? level.unordered() : level, reading, Criteria.EVERYTHING);
    }

    /** Emit equal rows once. */
    public Selected<S> distinct() {
        return new Selected<>(root(), level.withoutDuplicates(), reading, criteria());
    }

    /**
     * Return the one value of the one row as an expression; null where there is no row. Fails where there is a second.
     *
     * @throws IllegalStateException if it emits several values
     */
    public Expression<Object, S> asExpression() {
        return reading.scalar(statement());
    }

    /** Emit the rows of this query and of another one, equal ones once. */
    public Selected<S> union(Selected<S> other) {
        return compound(From.Compound.Operator.UNION, other);
    }

    /** Emit the rows of this query and of another one. */
    public Selected<S> unionAll(Selected<S> other) {
        return compound(From.Compound.Operator.UNION_ALL, other);
    }

    /** Emit the rows that this query and another one have in common, equal ones once. */
    public Selected<S> intersect(Selected<S> other) {
        return compound(From.Compound.Operator.INTERSECT, other);
    }

    /** Emit the rows of this query that another one has not, equal ones once. */
    public Selected<S> except(Selected<S> other) {
        return compound(From.Compound.Operator.EXCEPT, other);
    }

    private Selected<S> compound(From.Compound.Operator operator, Selected<S> other) {
        if (!reading.names().equals(required(other, "query").reading.names())) {
            throw new IllegalArgumentException("The rows of the two queries are not made of the same values");
        }
        From from = From.of(new From.Compound(operator, named(statement()), named(other.statement()), reading.table()));
        Select rows = new Select(from, reading.virtualColumns(), Predicate.Constant.TRUE, List.of(), null, null, null);
        return new Selected<>(root(), rows, reading, Criteria.EVERYTHING);
    }

    @Override
    Selected<S> with(Criteria criteria) {
        return new Selected<>(root(), level, reading, criteria);
    }

    @Override
    Select level() {
        return from(statement());
    }

    private Select named(Select rows) {
        List<SqlExpression> named = new ArrayList<>();
        for (int i = 0; i < rows.projection().size(); i++) {
            named.add(new Named(rows.projection().get(i), reading.names().get(i)));
        }
        return rows.projection(named);
    }

    private Select from(Select rows) {
        From from = From.of(new From.Derived(named(rows), reading.table()));
        return new Select(from, List.of(), Predicate.Constant.TRUE, List.of(), null, null, null);
    }

    @Override
    public Select statement() {
        Criteria asked = criteria();
        List<Ordering> order = OrderTerms.list(asked.orderBy());
        if (Predicate.Constant.TRUE.equals(asked.condition()) && level.limit() == null && level.offset() == null) {
            return level.sliced(
                    order.isEmpty() ? level.orderBy() : ofLevel(order), asked.limitParam(), asked.offsetParam());
        }
        return from(level)
                .projection(reading.virtualColumns())
                .where(asked.condition())
                .sliced(order, asked.limitParam(), asked.offsetParam());
    }

    /** What is ordered by a column of the rows is ordered by what that is. */
    private List<Ordering> ofLevel(List<Ordering> order) {
        List<Ordering> mapped = new ArrayList<>();
        for (Ordering ordering : order) {
            mapped.add(new Ordering(ofLevel(ordering.expression()), ordering.descending(), ordering.nullsFirst()));
        }
        return mapped;
    }

    private SqlExpression ofLevel(SqlExpression expression) {
        if (expression instanceof Column column && column.table().equals(reading.table())) {
            return level.projection().get(reading.names().indexOf(column.name()));
        }
        return expression.map(this::ofLevel);
    }

    @Override
    RenderedSql rendered(Database database) {
        return prepared(database.dialect()).sql();
    }

    @Override
    Flux<S> emit(Database database, Session session) {
        Prepared known = prepared(database.dialect());
        Flux<Object> rows = session.query(
                known.sql(),
                NativeParameters.values(known.sql(), known.dialect()),
                criteria().fetchSize(),
                new OfRow(known.reader()));
        @SuppressWarnings("unchecked") // What is not nothing was read.
        Flux<S> emitted = (Flux<S>) (isOne() ? rows.filter(read -> read != NOTHING) : rows);
        return emitted;
    }

    /** Return whether there is one row, of values of all rows, which may be none. */
    private boolean isOne() {
        return level.groupBy().isEmpty() && reading.isAggregate();
    }

    /** Reads one row after another, for one subscription. */
    private final class OfRow implements Function<Row, Object>, Reading.Values {

        private final ValueReader reader;
        private @Nullable Row row;

        OfRow(ValueReader reader) {
            this.reader = reader;
        }

        @Override
        public Object apply(Row next) {
            row = next;
            S read = reading.read(this);
            if (read == null && !isOne()) {
                throw new MappingException(reading.descriptions().get(0) + " is selected, and null in a row; select"
                        + " optional() of it, or give it another value with coalesce()");
            }
            return read == null ? NOTHING : read;
        }

        @Override
        public @Nullable Object stored(int index) {
            return reader.read(Objects.requireNonNull(row), index);
        }
    }

    private Prepared prepared(Dialect dialect) {
        Prepared known = prepared;
        if (known == null || known.dialect() != dialect) {
            known = new Prepared(
                    dialect,
                    rendered(dialect, statement()),
                    new ValueReader(reading.columns(), reading.descriptions(), dialect));
            prepared = known;
        }
        return known;
    }

    private RenderedSql rendered(Dialect dialect, Select select) {
        try {
            return dialect.render(Resolver.select(select, KnownModels::mapping));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A statement on " + root().mapping().name() + " was not sent: " + e.getMessage(), e);
        }
    }

    @Override
    Mono<Long> count(Database database, Session session) {
        return one(
                database,
                session,
                level().projection(List.of(Aggregate.COUNT_OF_ROWS)),
                row -> Objects.requireNonNull(row.get(0, Long.class)));
    }

    @Override
    Mono<Boolean> exists(Database database, Session session) {
        Select any = with(criteria().atMost(1)).level().projection(List.of(new Literal(1)));
        return one(database, session, any, row -> true).defaultIfEmpty(false);
    }

    private <T> Mono<T> one(Database database, Session session, Select select, Function<Row, T> reader) {
        RenderedSql sql = rendered(database.dialect(), select);
        return session.queryOne(sql, NativeParameters.values(sql, database.dialect()), null, reader);
    }
}
