package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.resolution.Resolver;
import io.fluxrecord.sql.SqlExpression;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of the rows of one model that criteria mean. */
public final class Queries<E extends Persistent> {

    private final Mapping<E> mapping;
    private final ModelSql sql;
    private final Dialect dialect;
    private final Function<Class<?>, Mapping<?>> models;

    Queries(Mapping<E> mapping, ModelSql sql, Dialect dialect, Function<Class<?>, Mapping<?>> models) {
        this.models = models;
        this.mapping = mapping;
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Emit a record of each row. */
    public Flux<E> select(Session session, Criteria criteria) {
        if (criteria.lock() != null) {
            session.requireTransaction("A lock on rows of " + mapping.name());
        }
        RenderedSql select = rendered(criteria);
        return session.query(
                select,
                sql.stored.text.values(select),
                criteria.fetchSize(),
                row -> mapping.read(row, sql.row, mapping.instantiate(), session.provenance()));
    }

    /** Return the statement that emits the rows. */
    public RenderedSql rendered(Criteria criteria) {
        return select(mapping.columns(), criteria);
    }

    /** Emit a record of each row that SQL by hand emits, which has the columns of the model by name. */
    public Flux<E> fetch(Session session, RenderedSql query, int fetchSize) {
        return Flux.defer(() -> {
            session.mayChange();
            NamedColumns columns = new NamedColumns();
            return session.query(
                    query,
                    NativeParameters.values(query, dialect),
                    fetchSize,
                    row -> mapping.read(row, columns.of(row), mapping.instantiate(), session.provenance()));
        });
    }

    /** Finds the columns in the first row, for one subscription. */
    private final class NamedColumns {

        private @Nullable RowReader reader;

        RowReader of(Row row) {
            RowReader known = reader;
            if (known == null) {
                known = RowReader.ofNamed(mapping.generated(), dialect, row.getMetadata());
                reader = known;
            }
            return known;
        }
    }

    /** Emit how many rows there are. */
    public Mono<Long> count(Session session, Criteria criteria) {
        RenderedSql select = select(List.of(SqlExpression.Aggregate.COUNT_OF_ROWS), criteria.unordered());
        return session.queryOne(
                select, sql.stored.text.values(select), null, row -> Objects.requireNonNull(row.get(0, Long.class)));
    }

    /** Emit whether there is a row. */
    public Mono<Boolean> exists(Session session, Criteria criteria) {
        RenderedSql select = select(
                List.of(new SqlExpression.Literal(1)), criteria.unordered().atMost(1));
        return session.queryOne(select, sql.stored.text.values(select), null, row -> true)
                .defaultIfEmpty(false);
    }

    private RenderedSql select(List<? extends SqlExpression> projection, Criteria criteria) {
        return sql.render(() -> Resolver.select(criteria.select(mapping, projection), models));
    }
}
