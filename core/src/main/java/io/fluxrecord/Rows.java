package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.persistence.NativeParameters;
import io.fluxrecord.internal.persistence.OrderTerms;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Grouping;
import io.fluxrecord.query.Selection;
import io.fluxrecord.query.Sort;
import io.fluxrecord.query.Subquery;
import io.fluxrecord.query.Term;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlStatement.Select;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What queries have in common: which rows they mean, in what order, and how they are emitted. Immutable: every method
 * returns another query, and a query can be kept and run any number of times.
 *
 * @param <R> what is emitted
 * @param <Q> the query itself
 * @since 0.1
 */
public abstract sealed class Rows<R, Q extends Rows<R, Q>> implements Subquery<R>
        permits Query, ReadOnlyQuery, Selected {

    private final ReadableModel<?> model;
    private final Criteria criteria;

    Rows(ReadableModel<?> model, Criteria criteria) {
        this.model = model;
        this.criteria = criteria;
    }

    final Criteria criteria() {
        return criteria;
    }

    /** Return the model that the query began with, which knows the database. */
    final ReadableModel<?> root() {
        return model;
    }

    abstract Q with(Criteria criteria);

    /** Return the rows as one SELECT that emits nothing yet. */
    abstract Select level();

    abstract RenderedSql rendered(Database database);

    abstract Flux<R> emit(Database database, Session session);

    abstract Mono<Long> count(Database database, Session session);

    abstract Mono<Boolean> exists(Database database, Session session);

    /** Keep only rows that meet all of these conditions, and all of earlier calls. */
    @SafeVarargs
    public final Q where(Condition<? super R>... conditions) {
        Predicate all = Predicate.Constant.TRUE;
        for (Condition<? super R> condition : conditions) {
            all = Predicate.and(all, required(condition, "condition").predicate());
        }
        Term.requireNoAggregate(all, "where()");
        return with(criteria.where(all));
    }

    static <T> T required(@Nullable T given, String what) {
        if (given == null) {
            throw new IllegalArgumentException("A query was given null as a " + what);
        }
        return given;
    }

    /** Order by these terms, after those of earlier calls. Without any, the order is the database's and may vary. */
    @SafeVarargs
    public final Q orderBy(Sort<? super R>... terms) {
        OrderTerms order = criteria.orderBy();
        for (Sort<? super R> term : terms) {
            order = OrderTerms.then(order, required(term, "sort").ordering());
        }
        return with(criteria.orderBy(order));
    }

    /** Emit at most so many rows. */
    public final Q limit(long limit) {
        return with(criteria.limit(notNegative(limit, "limit")));
    }

    /** Skip so many rows. */
    public final Q offset(long offset) {
        return with(criteria.offset(notNegative(offset, "offset")));
    }

    /**
     * Ask the database for so many rows at a time, as the subscriber requests them, instead of for all. Defaults to 0,
     * which is all. Inside a transaction, another statement that comes before the end of the result takes the rest of
     * it into memory first: one connection runs one statement at a time.
     */
    public final Q fetchSize(int rows) {
        return with(criteria.fetchSize((int) notNegative(rows, "fetchSize")));
    }

    /**
     * Emit something else for each row than a record: a value, several of them as a projection, or an aggregate of all
     * rows.
     *
     * <pre>{@code
     * Flux<String> names = Product_.query().where(Product_.price.lt(TEN)).select(Product_.name).all();
     * Mono<BigDecimal> total = Product_.query().select(Product_.price.sum()).one();
     * }</pre>
     */
    public final <S> Selected<S> select(Selection<? super R, S> selection) {
        return Selected.of(
                model, unlocked("select"), required(selection, "selection").reading());
    }

    /** Make a row of all rows that are equal in these keys; what is selected of it are keys and aggregates. */
    @SafeVarargs
    public final Grouped<R> groupBy(Grouping<? super R>... keys) {
        List<SqlExpression> groups =
                Arrays.stream(keys).map(key -> required(key, "key").grouping()).toList();
        return new Grouped<>(model, unlocked("groupBy"), groups);
    }

    private Select unlocked(String method) {
        if (criteria.lock() != null) {
            throw new IllegalStateException(method + "() emits no records that could be locked");
        }
        return level();
    }

    /**
     * Emit all rows that match, in the order asked for; none is an empty {@code Flux}. Rows are read as they are
     * requested.
     */
    @CheckReturnValue
    public final Flux<R> all() {
        return Flux.deferContextual(context -> {
            Database database = model.database(context);
            return emit(database, database.session(context));
        });
    }

    /**
     * Emit the statement of {@link #all()} as it is sent, with placeholders: values are no part of it. For the one who
     * debugs.
     */
    @CheckReturnValue
    public final Mono<String> toSql() {
        return Mono.deferContextual(
                context -> Mono.just(rendered(model.database(context)).text()));
    }

    /**
     * Emit how the database would run the statement of {@link #all()}, line by line and in words of its own
     * ({@code EXPLAIN}). The statement is not run.
     */
    @CheckReturnValue
    public final Flux<String> explain() {
        return Flux.deferContextual(context -> {
            Database database = model.database(context);
            RenderedSql sql = rendered(database);
            return database.session(context)
                    .query(
                            new RenderedSql("EXPLAIN " + sql.text(), sql.parameters()),
                            NativeParameters.values(sql, database.dialect()),
                            0,
                            Rows::line);
        });
    }

    /** A plan is a text, or a row of several columns. */
    private static String line(Row row) {
        return IntStream.range(0, row.getMetadata().getColumnMetadatas().size())
                .mapToObj(row::get)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /** Emit the one row that matches, or nothing; signals {@link NonUniqueResultException} when there is a second. */
    @CheckReturnValue
    public final Mono<R> one() {
        return with(criteria.atMost(2))
                .all()
                .singleOrEmpty()
                .onErrorMap(
                        IndexOutOfBoundsException.class,
                        tooMany -> new NonUniqueResultException("A query for one "
                                + model.mapping().name() + " found a second; narrow it down, or use first() or all()"));
    }

    /** Emit the first row that matches, or nothing. */
    @CheckReturnValue
    public final Mono<R> first() {
        return with(criteria.atMost(1)).all().singleOrEmpty();
    }

    /** Emit how many rows match. */
    @CheckReturnValue
    public final Mono<Long> count() {
        return whole("count", this::count);
    }

    /** Emit whether any row matches. */
    @CheckReturnValue
    public final Mono<Boolean> exists() {
        return criteria.lock() == null ? statement(this::exists) : locksNothing("exists");
    }

    final Mono<Long> whole(String operation, BiFunction<Database, Session, Mono<Long>> statement) {
        if (criteria.lock() != null) {
            return locksNothing(operation);
        }
        if (criteria.isSliced()) {
            return Mono.error(new IllegalStateException(operation + "() of "
                    + model.mapping().name() + " means all rows that match and takes no limit or offset"));
        }
        return statement(statement);
    }

    private <V> Mono<V> statement(BiFunction<Database, Session, Mono<V>> statement) {
        return Mono.deferContextual(context -> {
            Database database = model.database(context);
            return statement.apply(database, database.session(context));
        });
    }

    private <T> Mono<T> locksNothing(String operation) {
        return Mono.error(new IllegalStateException(operation + "() of "
                + model.mapping().name() + " emits no rows that could be locked; use all(), one() or first()"));
    }

    private static long notNegative(long number, String name) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
        return number;
    }
}
