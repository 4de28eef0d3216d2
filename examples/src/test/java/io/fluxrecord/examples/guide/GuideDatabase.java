package io.fluxrecord.examples.guide;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A new H2 database in memory for each test. */
final class GuideDatabase {

    private GuideDatabase() {}

    static String url() {
        return "r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1";
    }

    /** Connect, create tables, and make the database the default. */
    static Database open(Model<?>... models) {
        Database db = Database.connect(url());
        Schema.create(db, models).block();
        Database.setDefault(db);
        return db;
    }

    /** The same, once a statement has run past Fluxrecord. */
    static Database openAfter(String statement, Model<?>... models) {
        String url = url();
        execute(url, statement);
        Database db = Database.connect(url);
        Schema.create(db, models).block();
        Database.setDefault(db);
        return db;
    }

    /** Execute statements of another tool in the same database. */
    static void execute(String url, String... statements) {
        Mono.usingWhen(
                        ConnectionFactories.get(url).create(),
                        connection -> Flux.fromArray(statements)
                                .concatMap(
                                        sql -> connection.createStatement(sql).execute())
                                .concatMap(Result::getRowsUpdated)
                                .then(),
                        Connection::close)
                .block();
    }

    static void close(Database db) {
        Database.setDefault(null);
        db.close().block();
    }

    static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(), "the Mono was empty");
    }

    static <T> List<T> await(Flux<T> flux) {
        return Objects.requireNonNull(flux.collectList().block());
    }
}
