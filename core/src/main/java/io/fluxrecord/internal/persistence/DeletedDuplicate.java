package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.execution.Transaction;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.RecordState;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Comparison;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells of a write that the database has refused as a duplicate whether a deleted row is in its way, which no query
 * shows. Asked only then, with one more statement.
 */
final class DeletedDuplicate<E extends Persistent> {

    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final Dialect dialect;
    private final int[] unique;
    private final boolean hasKeyByHand;

    private DeletedDuplicate(Mapping<E> mapping, ModelSql sql, Dialect dialect) {
        this.mapping = mapping;
        this.sql = sql;
        this.dialect = dialect;
        unique = IntStream.range(0, mapping.columns().size())
                .filter(column -> mapping.column(column).unique())
                .toArray();
        hasKeyByHand = mapping.has(Role.KEY);
    }

    /** Return what explains writes of a model, or null where none of them can meet a deleted row. */
    static <E extends Persistent> @Nullable DeletedDuplicate<E> of(Mapping<E> mapping, ModelSql sql, Dialect dialect) {
        DeletedDuplicate<E> duplicate = new DeletedDuplicate<>(mapping, sql, dialect);
        boolean none = duplicate.unique.length == 0 && !duplicate.hasKeyByHand;
        return none || !mapping.has(Role.DELETED_AT) ? null : duplicate;
    }

    /**
     * Emit what a write does, or another error if a deleted row is in its way.
     *
     * @param row what the write has bound
     */
    Mono<E> explain(Mono<E> write, Session session, E record, @Nullable Object[] row) {
        boolean inserts = !RecordState.of(record).stored();
        String name = mapping.describe(record);
        Object own = inserts ? null : mapping.keyOrNull(record);
        return write.onErrorResume(
                R2dbcException.class,
                error -> dialect.kindOf(error) == ErrorKind.UNIQUE_VIOLATION
                        ? this.<E>explain(error, session, name, own, where(row, inserts))
                        : Mono.error(error));
    }

    private <T> Mono<T> explain(
            R2dbcException error, Session session, String name, @Nullable Object own, @Nullable Predicate where) {
        if (where == null) {
            return Mono.error(error);
        }
        return found(session, where)
                .filter(found -> !Objects.equals(mapping.keyOrNull(found), own))
                .next()
                .onErrorMap(failure -> failure instanceof R2dbcException ? unasked(session, error, name) : error)
                .<T>flatMap(found -> Mono.error(isDeleted(found) ? inTheWay(error, name, found) : error))
                .switchIfEmpty(Mono.error(error));
    }

    /** Rows that are not deleted come first: where there is one, it is in the way, and is seen by queries. */
    private Flux<E> found(Session session, Predicate where) {
        SqlStatement.Ordering liveFirst = new SqlStatement.Ordering(deletedAt(), false, true);
        RenderedSql select = dialect.render(new SqlStatement.Select(
                From.of(mapping.table()),
                mapping.columns(),
                where,
                List.of(liveFirst),
                Param.of(SqlType.BIGINT, 2L), // One of them may be the record's own.
                null,
                null));
        return session.query(
                select, select.values(), 0, row -> mapping.read(row, sql.row, mapping.instantiate(), null));
    }

    private Column deletedAt() {
        return mapping.column(mapping.indexOf(Role.DELETED_AT));
    }

    private boolean isDeleted(E found) {
        return mapping.value(found, mapping.indexOf(Role.DELETED_AT)) != null;
    }

    /** Return the condition that a row has the same value in a unique column, or the same key; null if none can. */
    private @Nullable Predicate where(@Nullable Object[] bound, boolean inserts) {
        Predicate where = null;
        for (int column : unique) {
            if (bound[column] != null) {
                where = either(where, equal(column, bound));
            }
        }
        if (hasKeyByHand && inserts && Arrays.stream(mapping.keyColumns()).noneMatch(column -> bound[column] == null)) {
            where = either(
                    where,
                    Predicate.and(Arrays.stream(mapping.keyColumns())
                            .mapToObj(column -> equal(column, bound))
                            .toList()));
        }
        return where;
    }

    private static Predicate either(@Nullable Predicate one, Predicate other) {
        return one == null ? other : Predicate.or(one, other);
    }

    private Predicate equal(int column, @Nullable Object[] bound) {
        Column known = mapping.column(column);
        return new Comparison(known, Operator.EQ, Param.of(known.type(), bound[column]));
    }

    private R2dbcException inTheWay(R2dbcException error, String name, E found) {
        return refused(
                error,
                name + " was not written: " + mapping.describe(found) + ", which is deleted, has the same " + what()
                        + ". restore() or hardDelete() that one, or let the unique index leave out deleted rows");
    }

    private R2dbcException unasked(Session session, R2dbcException error, String name) {
        return refused(
                error,
                name + " was not written: a row has the same " + what()
                        + ". Whether that one is deleted cannot be asked"
                        + (session instanceof Transaction ? " in a transaction that has failed" : "")
                        + ", look for it with includeDeleted()");
    }

    private String what() {
        return IntStream.concat(
                        Arrays.stream(unique), hasKeyByHand ? Arrays.stream(mapping.keyColumns()) : IntStream.empty())
                .distinct()
                .mapToObj(column -> mapping.properties().get(column).name())
                .collect(Collectors.joining(" or "));
    }

    private static R2dbcException refused(R2dbcException error, String message) {
        return new R2dbcDataIntegrityViolationException(message, error.getSqlState(), error.getErrorCode(), error);
    }
}
