package io.fluxrecord.internal.persistence;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.resolution.Scope;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query means, in what order, and how many of them.
 *
 * @param condition what the user asked for, whatever the scope
 * @param orderBy by what rows are ordered, or null for no order
 * @param fetchSize the number of rows to ask the database for at a time, or 0 for all
 * @param lock the lock to take on them, or null for none
 * @param keepsUpdatedAt whether an update leaves their update time as it is
 */
public record Criteria(
        Predicate condition,
        Scope scope,
        @Nullable OrderTerms orderBy,
        @Nullable Long limit,
        @Nullable Long offset,
        int fetchSize,
        @Nullable Lock lock,
        boolean keepsUpdatedAt) {

    public static final Criteria EVERYTHING =
            new Criteria(Predicate.Constant.TRUE, Scope.LIVE, null, null, null, 0, null, false);

    /**
     * Return what rows must meet. The scope is ANDed around the whole of the user's condition, so that no OR in it can
     * let a deleted row through.
     */
    Predicate predicate(Mapping<?> mapping) {
        return Predicate.and(condition, scope.predicate(mapping));
    }

    /** Return the query for these rows that emits some expressions of each. */
    public SqlStatement.Select select(Mapping<?> mapping, List<? extends SqlExpression> projection) {
        return new SqlStatement.Select(
                From.of(mapping.table()),
                projection,
                predicate(mapping),
                OrderTerms.list(orderBy),
                limitParam(),
                offsetParam(),
                lock);
    }

    /** Return the query for the keys of these rows. */
    public SqlStatement.Select selectKeys(Mapping<?> mapping) {
        return select(
                mapping,
                Arrays.stream(mapping.keyColumns()).mapToObj(mapping::column).toList());
    }

    public @Nullable Param limitParam() {
        return param(limit);
    }

    public @Nullable Param offsetParam() {
        return param(offset);
    }

    private static @Nullable Param param(@Nullable Long number) {
        return number == null ? null : Param.of(SqlType.BIGINT, number);
    }

    /** Return these criteria for rows that meet this condition as well. */
    public Criteria where(Predicate more) {
        return new Criteria(
                Predicate.and(condition, more), scope, orderBy, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    public Criteria scope(Scope scope) {
        return new Criteria(condition, scope, orderBy, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    /** Return these criteria in this order. */
    public Criteria orderBy(@Nullable OrderTerms order) {
        return new Criteria(condition, scope, order, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    public Criteria limit(long limit) {
        return new Criteria(condition, scope, orderBy, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    public Criteria offset(long offset) {
        return new Criteria(condition, scope, orderBy, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    public Criteria lock(Lock lock) {
        return new Criteria(condition, scope, orderBy, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    public Criteria fetchSize(int fetchSize) {
        return new Criteria(condition, scope, orderBy, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    /** Return these criteria for an update that leaves the update time as it is. */
    public Criteria keepUpdatedAt() {
        return new Criteria(condition, scope, orderBy, limit, offset, fetchSize, lock, true);
    }

    /** Return these criteria for at most so many rows, keeping a smaller limit. */
    public Criteria atMost(long rows) {
        return limit == null || limit > rows ? limit(rows) : this;
    }

    /** Return these criteria without an order, which means nothing to a statement that emits no rows. */
    Criteria unordered() {
        return new Criteria(condition, scope, null, limit, offset, fetchSize, lock, keepsUpdatedAt);
    }

    /** Return whether rows are counted off, which only a query can do. */
    public boolean isSliced() {
        return limit != null || offset != null;
    }
}
