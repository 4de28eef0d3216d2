package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.fluxrecord.Fluxrecord;
import io.fluxrecord.benchmarks.contender.hibernate.HibernateReactive;
import io.fluxrecord.benchmarks.contender.jooq.Jooq;
import io.fluxrecord.benchmarks.contender.micronaut.MicronautData;
import io.fluxrecord.benchmarks.contender.raw.RawR2dbc;
import io.fluxrecord.benchmarks.contender.spring.SpringDataR2dbc;
import io.fluxrecord.benchmarks.database.ItemDatabase;

/** The libraries that are compared. */
enum Peer {
    RAW("raw"),
    FLUXRECORD("fluxrecord"),
    SPRING("spring-data-r2dbc"),
    MICRONAUT("micronaut-data-r2dbc"),
    JOOQ("jooq"),
    HIBERNATE("hibernate-reactive");

    private final String id;

    Peer(String id) {
        this.id = id;
    }

    /** Return whether the library has a driver for a database. */
    boolean knows(ItemDatabase database) {
        return this != HIBERNATE || database.vertxUrl() != null;
    }

    Contender<?> connect(ItemDatabase database) {
        return switch (this) {
            case RAW -> new RawR2dbc(database);
            case FLUXRECORD -> new Fluxrecord(database);
            case SPRING -> new SpringDataR2dbc(database);
            case MICRONAUT -> new MicronautData(database);
            case JOOQ -> new Jooq(database);
            case HIBERNATE -> new HibernateReactive(database);
        };
    }

    /** Return the name under which figures are reported. */
    @Override
    public String toString() {
        return id;
    }
}
