package io.fluxrecord.scripted;

import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What a {@link ScriptedConnection} answers. */
@FunctionalInterface
public interface Script {

    /** Return the statement for a text. */
    Statement statement(String sql);

    /**
     * Return the answer to what is not a statement; at once by default.
     *
     * @param command {@code BEGIN}, {@code COMMIT}, {@code ROLLBACK}, {@code SAVEPOINT name}, {@code RELEASE name},
     *     {@code ROLLBACK TO name}, {@code VALIDATE} or {@code CLOSE}
     */
    default Publisher<Void> command(String command) {
        return Mono.empty();
    }
}
