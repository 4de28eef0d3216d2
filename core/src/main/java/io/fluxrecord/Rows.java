package io.fluxrecord;

import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.internal.persistence.OrderTerms;
import io.fluxrecord.internal.persistence.Store;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Sort;
import io.fluxrecord.sql.Predicate;
import java.util.function.BiFunction;
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
@SuppressWarnings("exports") // Authors see ActiveRecord and ReadOnlyRecord, which are all that there is of it.
public abstract sealed class Rows<R extends Persistent, Q extends Rows<R, Q>> permits Query, ReadOnlyQuery {

    private final ReadableModel<R> model;
    private final Criteria criteria;

    Rows(ReadableModel<R> model, Criteria criteria) {
        this.model = model;
        this.criteria = criteria;
    }

    final Criteria criteria() {
        return criteria;
    }

    final Mapping<R> mapping() {
        return model.mapping();
    }

    abstract Q with(Criteria criteria);

    /** Keep only records that meet all of these conditions, and all of earlier calls. */
    @SafeVarargs
    public final Q where(Condition<? super R>... conditions) {
        Predicate all = Predicate.Constant.TRUE;
        for (Condition<? super R> condition : conditions) {
            all = Predicate.and(all, required(condition, "condition").predicate());
        }
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
            order = OrderTerms.then(order, required(term, "order").ordering());
        }
        return with(criteria.orderBy(order));
    }

    /** Emit at most so many records. */
    public final Q limit(long limit) {
        return with(criteria.limit(notNegative(limit, "limit")));
    }

    /** Skip so many records. */
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
     * Emit all records that match, in the order asked for; none is an empty {@code Flux}. Rows are read as they are
     * requested.
     */
    @CheckReturnValue
    public final Flux<R> all() {
        return Flux.deferContextual(context -> {
            Database database = model.database(context);
            return database.lifecycle(model.mapping()).select(database.session(context), criteria);
        });
    }

    /**
     * Emit the one record that matches, or nothing; signals {@link NonUniqueResultException} when there is a second.
     */
    @CheckReturnValue
    public final Mono<R> one() {
        return with(criteria.atMost(2))
                .all()
                .singleOrEmpty()
                .onErrorMap(
                        IndexOutOfBoundsException.class,
                        tooMany -> new NonUniqueResultException("A query for one "
                                + mapping().name() + " found a second; narrow it down, or use first() or all()"));
    }

    /** Emit the first record that matches, or nothing. */
    @CheckReturnValue
    public final Mono<R> first() {
        return with(criteria.atMost(1)).all().singleOrEmpty();
    }

    /** Emit how many records match. */
    @CheckReturnValue
    public final Mono<Long> count() {
        return run("count", (store, session) -> store.queries().count(session, criteria));
    }

    /** Emit whether any record matches. */
    @CheckReturnValue
    public final Mono<Boolean> exists() {
        if (criteria.lock() != null) {
            return locksNothing("exists");
        }
        return statement((store, session) -> store.queries().exists(session, criteria));
    }

    final Mono<Long> run(String operation, BiFunction<Store<R>, Session, Mono<Long>> statement) {
        if (criteria.lock() != null) {
            return locksNothing(operation);
        }
        if (criteria.isSliced()) {
            return Mono.error(new IllegalStateException(operation + "() of "
                    + mapping().name() + " means all rows that match and takes no limit or offset"));
        }
        return statement(statement);
    }

    private <V> Mono<V> statement(BiFunction<Store<R>, Session, Mono<V>> statement) {
        return Mono.deferContextual(context -> {
            Database database = model.database(context);
            Store<R> store = database.lifecycle(model.mapping()).store();
            return statement.apply(store, database.session(context));
        });
    }

    private <T> Mono<T> locksNothing(String operation) {
        return Mono.error(new IllegalStateException(operation + "() of "
                + mapping().name() + " emits no rows that could be locked; use all(), one() or first()"));
    }

    private static long notNegative(long number, String name) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
        return number;
    }
}
