package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlStatement.Assignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Writes of all rows that criteria mean. They touch no record in memory, so they fire no events. */
public final class BulkStatements<E extends Persistent> {

    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final Timestamps timestamps;

    BulkStatements(Mapping<E> mapping, ModelSql sql, Timestamps timestamps) {
        this.mapping = mapping;
        this.sql = sql;
        this.timestamps = timestamps;
    }

    public Mono<Long> update(Session session, Criteria criteria, List<Assignment> changes) {
        Optional<String> refusal = refusal(criteria, changes);
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
        return update(session, predicate(criteria), assignments);
    }

    private Optional<String> refusal(Criteria criteria, List<Assignment> changes) {
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

    public Mono<Long> softDelete(Session session, Criteria criteria) {
        Column deletedAt = mapping.column(mapping.indexOf(Role.DELETED_AT));
        Predicate live = Predicate.and(predicate(criteria), new Predicate.IsNull(deletedAt, false));
        return update(session, live, new ArrayList<>(List.of(now(deletedAt))));
    }

    /** Remove the rows. */
    public Mono<Long> hardDelete(Session session, Criteria criteria) {
        return run(session, new SqlStatement.Delete(mapping.table(), predicate(criteria)));
    }

    private Mono<Long> update(Session session, Predicate where, List<Assignment> assignments) {
        if (mapping.has(Role.VERSION)) {
            assignments.add(VersionCheck.OF_ANY.next(mapping));
        }
        return run(session, new SqlStatement.Update(mapping.table(), assignments, where));
    }

    private Mono<Long> run(Session session, SqlStatement statement) {
        RenderedSql rendered = sql.render(statement);
        return session.update(rendered, sql.stored.text.values(rendered), null, count -> count);
    }

    private Predicate predicate(Criteria criteria) {
        return criteria.predicate(mapping);
    }

    private Assignment now(Column column) {
        return new Assignment(column, Param.of(column.type(), timestamps.now()));
    }
}
