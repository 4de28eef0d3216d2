package io.fluxrecord.internal.persistence;

import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlStatement.Ordering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query means, in what order, and how many of them.
 *
 * @param conditions what the user asked for, all of which must hold
 * @param fetchSize the number of rows to ask the database for at a time, or 0 for all
 * @param lock the lock to take on them, or null for none
 */
public record Criteria(
        List<Predicate> conditions,
        Scope scope,
        List<Ordering> orderBy,
        @Nullable Long limit,
        @Nullable Long offset,
        int fetchSize,
        @Nullable Lock lock) {

    public static final Criteria EVERYTHING = new Criteria(List.of(), Scope.LIVE, List.of(), null, null, 0, null);

    public Criteria {
        conditions = List.copyOf(conditions);
        orderBy = List.copyOf(orderBy);
    }

    public Criteria where(Predicate... more) {
        return new Criteria(concat(conditions, more), scope, orderBy, limit, offset, fetchSize, lock);
    }

    public Criteria scope(Scope scope) {
        return new Criteria(conditions, scope, orderBy, limit, offset, fetchSize, lock);
    }

    public Criteria orderBy(Ordering... more) {
        return new Criteria(conditions, scope, concat(orderBy, more), limit, offset, fetchSize, lock);
    }

    public Criteria limit(long limit) {
        return new Criteria(conditions, scope, orderBy, limit, offset, fetchSize, lock);
    }

    public Criteria offset(long offset) {
        return new Criteria(conditions, scope, orderBy, limit, offset, fetchSize, lock);
    }

    public Criteria lock(Lock lock) {
        return new Criteria(conditions, scope, orderBy, limit, offset, fetchSize, lock);
    }

    public Criteria fetchSize(int fetchSize) {
        return new Criteria(conditions, scope, orderBy, limit, offset, fetchSize, lock);
    }

    /** Return these criteria for at most so many rows, keeping a smaller limit. */
    public Criteria atMost(long rows) {
        return limit == null || limit > rows ? limit(rows) : this;
    }

    /** Return these criteria without an order, which means nothing to a statement that emits no rows. */
    Criteria unordered() {
        return new Criteria(conditions, scope, List.of(), limit, offset, fetchSize, lock);
    }

    /** Return whether rows are counted off, which only a query can do. */
    public boolean isSliced() {
        return limit != null || offset != null;
    }

    @SafeVarargs
    private static <T> List<T> concat(List<T> first, T... second) {
        if (first.isEmpty()) {
            return List.of(second);
        }
        List<T> all = new ArrayList<>(first.size() + second.length);
        all.addAll(first);
        Collections.addAll(all, second);
        return all;
    }
}
