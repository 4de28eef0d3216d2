package io.fluxrecord.examples.step;

import io.fluxrecord.examples.report.Report;
import reactor.core.publisher.Mono;

/** A station of the tour. */
public interface Step {

    /** Return the headline. */
    String title();

    /** Do the work, tell the report about it, and complete empty. */
    Mono<Void> walk(Report report);
}
