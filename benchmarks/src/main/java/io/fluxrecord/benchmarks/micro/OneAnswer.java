package io.fluxrecord.benchmarks.micro;

import io.fluxrecord.Database;
import io.fluxrecord.scripted.Script;
import io.fluxrecord.scripted.ScriptedDriver;
import io.fluxrecord.scripted.ScriptedResult;
import io.fluxrecord.scripted.ScriptedStatement;
import io.r2dbc.spi.Statement;
import reactor.core.publisher.Mono;

/** Answers every statement alike, at once and on the calling thread, with objects that are made beforehand. */
final class OneAnswer implements Script {

    private static final Statement KEY_IS_UNIQUE = answer(new Object[] {true});

    private final Statement statement;

    private OneAnswer(Object[]... rows) {
        statement = answer(rows);
    }

    /**
     * Return a database whose queries all answer with these rows, and whose other statements touch one row. It is taken
     * for PostgreSQL, so that statements are those of its dialect.
     */
    static Database database(Object[]... rows) {
        return Database.builder(new ScriptedDriver("PostgreSQL", new OneAnswer(rows)))
                .maxConnections(0)
                .build();
    }

    private static Statement answer(Object[]... rows) {
        return new ScriptedStatement(Mono.just(ScriptedResult.rows(rows)));
    }

    /** Fluxrecord asks once whether a key is unique. */
    @Override
    public Statement statement(String sql) {
        return sql.startsWith("SELECT EXISTS") ? KEY_IS_UNIQUE : statement;
    }
}
