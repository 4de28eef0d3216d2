package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;

import io.r2dbc.spi.Connection;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Another transaction, on a connection of its own: who wants to write the rows that it has written waits until it ends.
 */
public final class Rival {

    private final TestBed bed;
    private final Connection connection;
    private final String waiting;

    private Rival(TestBed bed, Connection connection) {
        this.bed = bed;
        this.connection = connection;
        waiting = bed.capabilities()
                .waitingFor(first(connection, bed.capabilities().session()));
    }

    /** Begin a transaction past Fluxrecord and run a statement in it. */
    public static Rival that(TestBed bed, String statement) {
        Connection connection = await(Mono.from(bed.driver().create()));
        Rival rival = new Rival(bed, connection);
        Mono.from(connection.beginTransaction()).block();
        rival.execute(statement);
        return rival;
    }

    /** Run another statement in the transaction. */
    public void execute(String statement) {
        Flux.from(connection
                        .createStatement(bed.capabilities().spell(statement))
                        .execute())
                .concatMap(result -> result.getRowsUpdated())
                .blockLast();
    }

    private static Object first(Connection connection, String query) {
        return await(all(connection, query)).get(0);
    }

    private static Flux<Object> all(Connection connection, String query) {
        return Flux.from(connection.createStatement(query).execute())
                .concatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0))));
    }

    /** Emit once a statement waits for this transaction. */
    public Mono<Object> isWaitedFor() {
        return Mono.usingWhen(
                bed.driver().create(),
                watching -> all(watching, waiting)
                        .next()
                        .repeatWhenEmpty(1000, polls -> polls.delayElements(Duration.ofMillis(5))),
                Connection::close);
    }

    /** End the transaction as if it had never been. */
    public Mono<Void> rollBack() {
        return Mono.defer(() -> Mono.from(connection.rollbackTransaction())).then(Mono.from(connection.close()));
    }

    /** End the transaction for good. */
    public Mono<Void> commit() {
        return Mono.defer(() -> Mono.from(connection.commitTransaction())).then(Mono.from(connection.close()));
    }
}
