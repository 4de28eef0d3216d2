package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import io.fluxrecord.benchmarks.contender.fluxrecord.Fluxrecord;
import io.fluxrecord.benchmarks.contender.hibernate.HibernateMutiny;
import io.fluxrecord.benchmarks.contender.hibernate.HibernateReactive;
import io.fluxrecord.benchmarks.contender.jooq.Jooq;
import io.fluxrecord.benchmarks.contender.micronaut.MicronautData;
import io.fluxrecord.benchmarks.contender.raw.RawR2dbc;
import io.fluxrecord.benchmarks.contender.spring.SpringDataR2dbc;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.util.ResourceBundle;

/** Whose work is cancelled. Hibernate Reactive takes part with both of its interfaces, since they differ in that. */
enum Library {
    RAW,
    FLUXRECORD,
    SPRING,
    MICRONAUT,
    JOOQ,
    HIBERNATE_STAGE,
    HIBERNATE_MUTINY;

    private static final ResourceBundle LABELS = ResourceBundle.getBundle("cancel");

    /** Connect to a database with a pool of so many connections. */
    Cancellable<?> connect(ItemDatabase database, int connections) {
        return switch (this) {
            case RAW -> new RawR2dbc(database, connections);
            case FLUXRECORD -> new Fluxrecord(database, connections);
            case SPRING -> new SpringDataR2dbc(database, connections);
            case MICRONAUT -> new MicronautData(database, connections);
            case JOOQ -> new Jooq(database, connections);
            case HIBERNATE_STAGE -> new HibernateReactive(database, connections);
            case HIBERNATE_MUTINY -> new HibernateMutiny(database, connections);
        };
    }

    /** Return the library with its version and what of it is used. */
    String label() {
        return LABELS.getString(name());
    }
}
