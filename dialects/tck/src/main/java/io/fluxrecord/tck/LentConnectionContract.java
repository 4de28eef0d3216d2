package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Work that is lent an R2DBC connection. */
public interface LentConnectionContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Gadget_.model());
    }

    private Flux<String> names(Connection connection, int fetchSize) {
        String sql = bed().capabilities().spell("SELECT \"name\" FROM \"gadget\" ORDER BY \"name\"");
        return Flux.from(connection.createStatement(sql).fetchSize(fetchSize).execute())
                .concatMap(result -> result.map((row, metadata) -> Objects.requireNonNull(row.get(0, String.class))));
    }

    private Flux<Long> rename(Connection connection, String name) {
        String sql = bed().capabilities().spell("UPDATE \"gadget\" SET \"name\" = '" + name + "'");
        return Flux.from(connection.createStatement(sql).execute()).concatMap(result -> result.getRowsUpdated());
    }

    @Test
    default void connectionIsGivenBackHoweverTheWorkEnds() {
        await(Gadget_.insertAll(Flux.range(0, 200).map(i -> new Gadget("n" + (1000 + i)))));
        assertThat(await(bed().database().connection(connection -> names(connection, 0))))
                .hasSize(200);
        bed().awaitIdle();
        StepVerifier.create(bed().database().connection(connection -> names(connection, 10)), 3)
                .expectNext("n1000", "n1001", "n1002")
                .thenCancel()
                .verify();
        bed().awaitIdle();
        StepVerifier.create(bed().database().connection(connection -> Flux.error(new IllegalStateException("failed"))))
                .verifyErrorMessage("failed");
        bed().awaitIdle();
        StepVerifier.create(bed().database().connection(connection -> {
                    throw new IllegalStateException("thrown");
                }))
                .verifyErrorMessage("thrown");
        bed().awaitIdle();
        StepVerifier.create(bed().database().connection(connection -> Flux.never()))
                .thenAwait(Duration.ofMillis(50))
                .thenCancel()
                .verify();
        bed().awaitIdle();
    }

    @Test
    default void workRunsInTheTransaction() {
        Gadget gadget = await(new Gadget("a").save());
        StepVerifier.create(bed().database()
                        .transaction(() -> bed().database()
                                .connection(
                                        connection -> rename(connection, "b").thenMany(names(connection, 0)))
                                .doOnNext(name -> assertThat(name).isEqualTo("b"))
                                .then(gadget.reload())
                                .doOnNext(read -> assertThat(read.name).isEqualTo("b"))
                                .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        bed().awaitIdle();
        assertThat(await(bed().database().connection(connection -> names(connection, 0))))
                .containsExactly("a");
    }

    /** What comes after a cancel in the same transaction finds the connection at rest. */
    @Test
    default void transactionGoesOnAfterACancel() {
        await(Gadget_.insertAll(Flux.range(0, 200).map(i -> new Gadget("n" + (1000 + i)))));
        StepVerifier.create(bed().database()
                        .transaction(() -> bed().database()
                                .connection(connection -> names(connection, 10))
                                .next()
                                .then(Gadget_.query().count())))
                .expectNext(200L)
                .verifyComplete();
        bed().awaitIdle();
    }

    @Test
    default void operationInsideTheWorkIsRefusedInATransaction() {
        StepVerifier.create(bed().database()
                        .transaction(() -> bed().database()
                                .connection(connection -> new Gadget("a").save())
                                .then()))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(TransactionStateException.class)
                        .hasMessageContaining("before or after the work"));
        bed().awaitIdle();
        Gadget saved = await(bed().database()
                .connection(connection -> new Gadget("a").save())
                .single());
        assertThat(saved.getVersion()).isEqualTo(1);
        bed().awaitIdle();
    }

    @Test
    default void workDoesNotEndTheTransactionOrCloseTheConnection() {
        await(new Gadget("a").save());
        List<Function<Connection, Publisher<Void>>> refused = List.of(
                Connection::close,
                Connection::commitTransaction,
                Connection::rollbackTransaction,
                Connection::beginTransaction,
                connection -> connection.setAutoCommit(true),
                connection -> connection.setTransactionIsolationLevel(IsolationLevel.SERIALIZABLE));
        for (Function<Connection, Publisher<Void>> command : refused) {
            StepVerifier.create(bed().database()
                            .transaction(() -> bed().database()
                                    .connection(connection ->
                                            rename(connection, "b").thenMany(Flux.from(command.apply(connection))))
                                    .then()))
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(TransactionStateException.class)
                            .hasMessageContaining("db.connection()"));
            bed().awaitIdle();
        }
        for (Function<Connection, Publisher<Void>> command : refused) { // A pool would pass on what is left open.
            StepVerifier.create(bed().database().connection(command)).verifyError(TransactionStateException.class);
        }
        bed().awaitIdle();
        assertThat(await(bed().database().connection(connection -> names(connection, 0))))
                .containsExactly("a");
    }

    @Test
    default void nothingRunsBeforeASubscriptionAndEachIsItsOwn() {
        AtomicReference<Connection> last = new AtomicReference<>();
        Flux<Connection> lent = bed().database().connection(connection -> {
            last.set(connection);
            return Mono.just(connection);
        });
        assertThat(last.get()).isNull();
        Connection first = await(lent).get(0);
        assertThat(await(lent)).containsExactly(last.get());
        assertThat(last.get()).isNotSameAs(first);
        bed().awaitIdle();
    }
}
