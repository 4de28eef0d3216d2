package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Persistent;
import io.fluxrecord.mapping.Role;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Expression.Param;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlStatement.Assignment;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements over all rows that criteria mean. They touch no record in memory, so they fire no events. */
public final class BulkStatements {

    private final Dialect dialect;
    private final Timestamps timestamps;

    BulkStatements(Dialect dialect, Timestamps timestamps) {
        this.dialect = dialect;
        this.timestamps = timestamps;
    }

    public <E extends Persistent> Flux<E> select(Session session, Mapping<E> mapping, Criteria criteria) {
        SqlStatement.Columns columns = new SqlStatement.Columns(mapping.columns());
        return query(session, mapping, columns, criteria, row -> mapping.read(row, mapping.instantiate()));
    }

    public Mono<Long> count(Session session, Mapping<?> mapping, Criteria criteria) {
        return query(
                        session,
                        mapping,
                        new SqlStatement.Count(),
                        criteria,
                        row -> Objects.requireNonNull(row.get(0, Long.class)))
                .single();
    }

    public Mono<Boolean> exists(Session session, Mapping<?> mapping, Criteria criteria) {
        return query(session, mapping, new SqlStatement.One(), criteria.atMost(1), row -> true)
                .singleOrEmpty()
                .defaultIfEmpty(false);
    }

    private <T> Flux<T> query(
            Session session,
            Mapping<?> mapping,
            SqlStatement.Projection projection,
            Criteria criteria,
            Function<Row, T> reader) {
        SqlStatement.Select select = new SqlStatement.Select(
                mapping.table(),
                projection,
                predicate(mapping, criteria),
                criteria.orderBy(),
                param(criteria.limit()),
                param(criteria.offset()));
        RenderedSql sql = dialect.render(select);
        return session.query(sql, values(sql), criteria.fetchSize(), reader);
    }

    public Mono<Long> update(Session session, Mapping<?> mapping, Criteria criteria, List<Assignment> changes) {
        List<Assignment> assignments = new ArrayList<>(changes);
        if (mapping.has(Role.UPDATED_AT)) {
            Column updatedAt = mapping.column(mapping.column(Role.UPDATED_AT));
            if (changes.stream().noneMatch(change -> change.column().equals(updatedAt))) {
                assignments.add(now(updatedAt));
            }
        }
        return update(session, mapping, predicate(mapping, criteria), assignments);
    }

    public Mono<Long> softDelete(Session session, Mapping<?> mapping, Criteria criteria) {
        Column deletedAt = mapping.column(mapping.column(Role.DELETED_AT));
        Predicate live = Predicate.and(List.of(predicate(mapping, criteria), new Predicate.IsNull(deletedAt, false)));
        return update(session, mapping, live, new ArrayList<>(List.of(now(deletedAt))));
    }

    public Mono<Long> delete(Session session, Mapping<?> mapping, Criteria criteria) {
        return run(session, new SqlStatement.Delete(mapping.table(), predicate(mapping, criteria)));
    }

    private Mono<Long> update(Session session, Mapping<?> mapping, Predicate where, List<Assignment> assignments) {
        if (mapping.has(Role.VERSION)) {
            assignments.add(Scope.nextVersion(mapping));
        }
        return run(session, new SqlStatement.Update(mapping.table(), assignments, where));
    }

    private Mono<Long> run(Session session, SqlStatement statement) {
        RenderedSql sql = dialect.render(statement);
        return session.update(sql, values(sql));
    }

    /**
     * The scope is ANDed around the whole of the user's condition, so that no OR in it can let a deleted row through.
     */
    private static Predicate predicate(Mapping<?> mapping, Criteria criteria) {
        List<Predicate> all = new ArrayList<>(criteria.conditions());
        all.add(criteria.scope().predicate(mapping));
        return Predicate.and(all);
    }

    private Assignment now(Column column) {
        return new Assignment(column, Param.of(column.type(), timestamps.now()));
    }

    private static @Nullable Param param(@Nullable Long number) {
        return number == null ? null : Param.of(SqlType.BIGINT, number);
    }

    private static @Nullable Object[] values(RenderedSql sql) {
        @Nullable Object[] values = new Object[sql.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sql.parameters().get(i).value();
        }
        return values;
    }
}
