package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlStatement.Assignment;
import io.fluxrecord.sql.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements over all rows that criteria mean. They touch no record in memory, so they fire no events. */
public final class BulkStatements {

    private final Dialect dialect;
    private final Timestamps timestamps;
    private final Function<Mapping<?>, ModelSql> models;

    BulkStatements(Dialect dialect, Timestamps timestamps, Function<Mapping<?>, ModelSql> models) {
        this.dialect = dialect;
        this.timestamps = timestamps;
        this.models = models;
    }

    public <E extends Persistent> Flux<E> select(Session session, Mapping<E> mapping, Criteria criteria) {
        if (criteria.lock() != null) {
            session.requireTransaction("A lock on rows of " + mapping.name());
        }
        RenderedSql sql = select(mapping, mapping.columns(), criteria);
        ModelSql model = models.apply(mapping);
        return session.query(
                sql,
                model.stored.text.values(sql),
                criteria.fetchSize(),
                row -> mapping.read(row, model.row, mapping.instantiate(), session.provenance()));
    }

    public Mono<Long> count(Session session, Mapping<?> mapping, Criteria criteria) {
        RenderedSql sql = select(mapping, List.of(new SqlExpression.CountOfRows()), criteria.unordered());
        return session.queryOne(
                sql,
                models.apply(mapping).stored.text.values(sql),
                null,
                row -> Objects.requireNonNull(row.get(0, Long.class)));
    }

    public Mono<Boolean> exists(Session session, Mapping<?> mapping, Criteria criteria) {
        RenderedSql sql = select(
                mapping,
                List.of(new SqlExpression.Literal(1)),
                criteria.unordered().atMost(1));
        return session.queryOne(sql, models.apply(mapping).stored.text.values(sql), null, row -> true)
                .defaultIfEmpty(false);
    }

    private RenderedSql select(Mapping<?> mapping, List<? extends SqlExpression> projection, Criteria criteria) {
        try {
            return dialect.render(new SqlStatement.Select(
                    From.of(mapping.table()),
                    projection,
                    predicate(mapping, criteria),
                    OrderTerms.list(criteria.orderBy()),
                    param(criteria.limit()),
                    param(criteria.offset()),
                    criteria.lock()));
        } catch (IllegalArgumentException e) {
            throw notSent(mapping, e);
        }
    }

    public Mono<Long> update(Session session, Mapping<?> mapping, Criteria criteria, List<Assignment> changes) {
        Optional<String> refusal = refusal(mapping, criteria, changes);
        if (refusal.isPresent()) {
            return Mono.error(new IllegalArgumentException(refusal.get()));
        }
        List<Assignment> assignments = new ArrayList<>(changes);
        if (mapping.has(Role.UPDATED_AT) && !criteria.keepsUpdatedAt()) {
            Column updatedAt = mapping.column(mapping.indexOf(Role.UPDATED_AT));
            if (changes.stream().noneMatch(change -> change.column().equals(updatedAt))) {
                assignments.add(now(updatedAt));
            }
        }
        return update(session, mapping, predicate(mapping, criteria), assignments);
    }

    private static Optional<String> refusal(Mapping<?> mapping, Criteria criteria, List<Assignment> changes) {
        Set<Column> changed = new HashSet<>();
        for (Assignment change : changes) {
            int column = mapping.columns().indexOf(change.column());
            String property =
                    mapping.name() + "." + mapping.properties().get(column).name();
            if (mapping.role(column) == Role.VERSION) {
                return Optional.of(property + " is raised by every update and cannot be set");
            }
            if (mapping.role(column) == Role.UPDATED_AT && criteria.keepsUpdatedAt()) {
                return Optional.of(property + " is set in an update that is to keep it; leave out one of the two");
            }
            if (!changed.add(change.column())) {
                return Optional.of(property + " is set twice in one update");
            }
        }
        return Optional.empty();
    }

    public Mono<Long> softDelete(Session session, Mapping<?> mapping, Criteria criteria) {
        Column deletedAt = mapping.column(mapping.indexOf(Role.DELETED_AT));
        Predicate live = Predicate.and(predicate(mapping, criteria), new Predicate.IsNull(deletedAt, false));
        return update(session, mapping, live, new ArrayList<>(List.of(now(deletedAt))));
    }

    public Mono<Long> delete(Session session, Mapping<?> mapping, Criteria criteria) {
        return run(session, mapping, new SqlStatement.Delete(mapping.table(), predicate(mapping, criteria)));
    }

    private Mono<Long> update(Session session, Mapping<?> mapping, Predicate where, List<Assignment> assignments) {
        if (mapping.has(Role.VERSION)) {
            assignments.add(VersionCheck.OF_ANY.next(mapping));
        }
        return run(session, mapping, new SqlStatement.Update(mapping.table(), assignments, where));
    }

    private Mono<Long> run(Session session, Mapping<?> mapping, SqlStatement statement) {
        RenderedSql sql;
        try {
            sql = dialect.render(statement);
        } catch (IllegalArgumentException e) {
            throw notSent(mapping, e);
        }
        return session.update(sql, models.apply(mapping).stored.text.values(sql), null, count -> count);
    }

    /** What a dialect refuses to render, because it is too deep or too long, the user must find among many queries. */
    private static IllegalArgumentException notSent(Mapping<?> mapping, IllegalArgumentException refusal) {
        return new IllegalArgumentException(
                "A statement on " + mapping.name() + " was not sent: " + refusal.getMessage(), refusal);
    }

    /**
     * The scope is ANDed around the whole of the user's condition, so that no OR in it can let a deleted row through.
     */
    private static Predicate predicate(Mapping<?> mapping, Criteria criteria) {
        return Predicate.and(criteria.condition(), criteria.scope().predicate(mapping));
    }

    private Assignment now(Column column) {
        return new Assignment(column, Param.of(column.type(), timestamps.now()));
    }

    private static @Nullable Param param(@Nullable Long number) {
        return number == null ? null : Param.of(SqlType.BIGINT, number);
    }
}
