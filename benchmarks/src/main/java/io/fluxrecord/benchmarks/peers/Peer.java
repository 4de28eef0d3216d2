package io.fluxrecord.benchmarks.peers;

import io.fluxrecord.benchmarks.contender.Contender;
import io.fluxrecord.benchmarks.contender.fluxrecord.CoalescingFluxrecord;
import io.fluxrecord.benchmarks.contender.fluxrecord.Fluxrecord;
import io.fluxrecord.benchmarks.contender.fluxrecord.SequenceFluxrecord;
import io.fluxrecord.benchmarks.contender.hibernate.HibernateReactive;
import io.fluxrecord.benchmarks.contender.jooq.Jooq;
import io.fluxrecord.benchmarks.contender.micronaut.MicronautData;
import io.fluxrecord.benchmarks.contender.raw.RawR2dbc;
import io.fluxrecord.benchmarks.contender.spring.SpringDataR2dbc;
import io.fluxrecord.benchmarks.database.ItemDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The libraries that are compared, and variants of them. */
public enum Peer {
    RAW("raw"),
    FLUXRECORD("fluxrecord"),
    FLUXRECORD_COALESCING("fluxrecord-coalescing"),
    FLUXRECORD_SEQUENCE("fluxrecord-sequence"),
    SPRING("spring-data-r2dbc"),
    MICRONAUT("micronaut-data-r2dbc"),
    JOOQ("jooq"),
    HIBERNATE("hibernate-reactive");

    private static final Properties VERSIONS = versions();

    private final String id;

    Peer(String id) {
        this.id = id;
    }

    /**
     * Return whether the library is measured on a database. On MariaDB only raw R2DBC, Fluxrecord and the peer that
     * most choose are; else it is whether the library has a driver, and the database what the variant needs.
     */
    public boolean knows(ItemDatabase database) {
        return switch (database.product()) {
            case POSTGRESQL -> true;
            case MARIADB -> this != MICRONAUT && this != JOOQ && this != HIBERNATE;
            case H2 -> this != HIBERNATE && this != FLUXRECORD_SEQUENCE;
        };
    }

    /** Return whether the peer is measured in an operation: a variant of a library is only where it differs from it. */
    public boolean takesPart(Operation operation) {
        return switch (this) {
            case RAW, FLUXRECORD, SPRING, MICRONAUT, JOOQ, HIBERNATE -> true;
            case FLUXRECORD_COALESCING -> operation == Operation.FIND || operation == Operation.INSERT;
            case FLUXRECORD_SEQUENCE -> operation == Operation.INSERT || operation == Operation.INSERT_1000;
        };
    }

    /** Return the versions of what all or several contenders stand on. */
    public static String drivers() {
        return VERSIONS.getProperty("drivers");
    }

    /** Return the library with its version and what of it is used. */
    public String version() {
        return VERSIONS.getProperty(id);
    }

    /** Connect the library to a database, with a pool of its own. */
    public Contender<?> connect(ItemDatabase database) {
        return switch (this) {
            case RAW -> new RawR2dbc(database);
            case FLUXRECORD -> new Fluxrecord(database);
            case FLUXRECORD_COALESCING -> new CoalescingFluxrecord(database);
            case FLUXRECORD_SEQUENCE -> new SequenceFluxrecord(database);
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

    private static Properties versions() {
        try (InputStream file = Peer.class.getResourceAsStream("/versions.properties")) {
            Properties versions = new Properties();
            versions.load(Objects.requireNonNull(file, "versions.properties"));
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
