package io.fluxrecord.internal.execution;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.scripted.RecordingScript;
import io.fluxrecord.scripted.ScriptedConnection;
import io.fluxrecord.scripted.ScriptedDriver;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.List;
import reactor.core.publisher.Mono;

/** What the tests of this package start from: connections of a driver that records what is sent. */
final class ScriptedSession {

    final RecordingScript script = new RecordingScript();
    final PlainDialect dialect = new PlainDialect();
    final Connection connection = new ScriptedConnection(script);
    final Connections connections = connections(Mono.just(connection));

    Connections connections(Mono<Connection> acquisition) {
        return new Connections(
                acquisition,
                new ScriptedDriver("scripted", script),
                dialect,
                new SessionSetup(List.of(), false),
                null) {};
    }

    /** Return a write that emits the number of rows that it has touched. */
    static Mono<Long> write(Session session, String sql) {
        return session.update(new RenderedSql(sql, List.of()), new Object[0], null, count -> count);
    }

    /** Return the database's word that a statement was not carried out. */
    static R2dbcException refusal() {
        return new R2dbcDataIntegrityViolationException("on purpose", "23505");
    }

    /** Return what a driver signals when the answer is lost. */
    static R2dbcException lost() {
        return new R2dbcNonTransientResourceException("on purpose");
    }
}
