package io.fluxrecord.tck;

import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every contract starts from. */
public interface Contract {

    /** Return the database to test on; the same one for all tests of a class. */
    TestBed bed();

    /** Wait for the one value of a {@code Mono}, which must have one: for preparing a test, not for what it asserts. */
    static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(), "the Mono was empty");
    }

    /** Wait for all values of a {@code Flux}. */
    static <T> List<T> await(Flux<T> flux) {
        return Objects.requireNonNull(flux.collectList().block());
    }
}
