package io.fluxrecord.examples;

import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.examples.model.AuditLog_;
import io.fluxrecord.examples.model.Country_;
import io.fluxrecord.examples.model.Currency_;
import io.fluxrecord.examples.model.Customer_;
import io.fluxrecord.examples.model.LineItem_;
import io.fluxrecord.examples.model.Order_;
import io.fluxrecord.examples.model.Product_;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables of the tour in one database. */
final class Tables {

    private static final Model<?>[] MODELS = {
        Country_.model(),
        Currency_.model(),
        Customer_.model(),
        Order_.model(),
        LineItem_.model(),
        Product_.model(),
        AuditLog_.model()
    };

    private final Database database;

    Tables(Database database) {
        this.database = database;
    }

    /** Create the tables; signal an error if one is there already and has rows. */
    Mono<Void> create() {
        return Schema.create(database, MODELS)
                .thenMany(Flux.fromArray(MODELS))
                .concatMap(Tables::refuseRows)
                .then();
    }

    /** Drop the tables if they are there, and create them. */
    Mono<Void> replace() {
        return Schema.drop(database, MODELS).then(create());
    }

    private static Mono<Void> refuseRows(Model<?> model) {
        return model.query().exists().flatMap(exists -> exists ? Mono.error(rowsIn(model)) : Mono.empty());
    }

    private static IllegalStateException rowsIn(Model<?> model) {
        return new IllegalStateException(
                "Table " + model.table()
                        + " has rows already, and the tour needs empty tables: give --replace to drop them, or another database");
    }
}
