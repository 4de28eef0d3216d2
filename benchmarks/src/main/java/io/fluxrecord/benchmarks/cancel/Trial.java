package io.fluxrecord.benchmarks.cancel;

import io.fluxrecord.benchmarks.contender.Cancellable;
import java.sql.SQLException;
import java.util.List;

/** One way to cancel, tried on one library after the other. */
interface Trial {

    /** Return what is done. */
    String title();

    /** Return what is counted. */
    List<String> columns();

    /** Return how often it is tried. */
    int tries();

    /** Return the size of the pool. */
    int connections();

    /** Try it on a library and return the counts. */
    <E> List<?> play(Cancellable<E> library, Server server, Tries tries) throws SQLException;
}
