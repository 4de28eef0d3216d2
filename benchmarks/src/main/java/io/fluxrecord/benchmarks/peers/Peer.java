package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.fluxrecord.Fluxrecord;
import io.fluxrecord.benchmarks.contender.raw.RawR2dbc;
import io.fluxrecord.benchmarks.contender.spring.SpringDataR2dbc;
import io.fluxrecord.benchmarks.database.ItemDatabase;

/** The libraries that are compared. */
enum Peer {
    RAW("raw"),
    FLUXRECORD("fluxrecord"),
    SPRING("spring-data-r2dbc");

    private final String id;

    Peer(String id) {
        this.id = id;
    }

    /** Return whether the library has a driver for a database. */
    boolean knows(ItemDatabase database) {
        return true;
    }

    Contender<?> connect(ItemDatabase database) {
        return switch (this) {
            case RAW -> new RawR2dbc(database);
            case FLUXRECORD -> new Fluxrecord(database);
            case SPRING -> new SpringDataR2dbc(database);
        };
    }

    /** Return the name under which figures are reported. */
    @Override
    public String toString() {
        return id;
    }
}
