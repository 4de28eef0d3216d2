package io.fluxrecord;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.internal.execution.Session;
import io.fluxrecord.internal.persistence.Criteria;
import io.fluxrecord.sql.SqlStatement.Select;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A query over the records of one model that are only read; see {@link Rows}. Nothing runs until the returned publisher
 * is subscribed to. The connection is that of the transaction in the subscriber's Context, else one borrowed for the
 * statement.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class ReadOnlyQuery<E extends ReadOnlyRecord<E>> extends Rows<E, ReadOnlyQuery<E>> {

    private final ReadOnlyModel<E> model;

    ReadOnlyQuery(ReadOnlyModel<E> model) {
        this(model, Criteria.EVERYTHING);
    }

    private ReadOnlyQuery(ReadOnlyModel<E> model, Criteria criteria) {
        super(model, criteria);
        this.model = model;
    }

    @Override
    ReadOnlyQuery<E> with(Criteria criteria) {
        return new ReadOnlyQuery<>(model, criteria);
    }

    @Override
    Select level() {
        return criteria().select(model.mapping(), List.of());
    }

    @Override
    public Select statement() {
        return criteria().selectKeys(model.mapping());
    }

    @Override
    RenderedSql rendered(Database database) {
        return database.lifecycle(model.mapping()).store().queries().rendered(criteria());
    }

    @Override
    Flux<E> emit(Database database, Session session) {
        return database.lifecycle(model.mapping()).select(session, criteria());
    }

    @Override
    Mono<Long> count(Database database, Session session) {
        return database.lifecycle(model.mapping()).store().queries().count(session, criteria());
    }

    @Override
    Mono<Boolean> exists(Database database, Session session) {
        return database.lifecycle(model.mapping()).store().queries().exists(session, criteria());
    }
}
