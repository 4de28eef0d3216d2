package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.let;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.Rule;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What callers are told, and how long they wait, when connections cannot be opened. */
@NullUnmarked
final class LostConnectionTests {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final FaultProxy proxy = PostgresqlServer.proxy();
    private final Database db = Database.builder(PostgresqlServer.connectionFactory(proxy, "fluxrecord-lost"))
            .maxConnections(2)
            .acquireTimeout(LIMIT)
            .build();

    @BeforeEach
    void prepare() {
        Database direct = Database.builder(PostgresqlServer.connectionFactory())
                .maxConnections(1)
                .build();
        Schema.drop(direct, Inventory_.model())
                .then(Schema.create(direct, Inventory_.model()))
                .block(PATIENCE);
        direct.close().block(PATIENCE);
    }

    @AfterEach
    void close() {
        proxy.thaw();
        proxy.close();
        db.close().onErrorComplete().block(PATIENCE);
    }

    private Mono<Long> count() {
        return Inventory_.query().count().contextWrite(db.context());
    }

    /** Ask so many times at once, and emit the error of each. */
    private Mono<List<Throwable>> errors(int callers) {
        Mono<Throwable> error =
                count().<Throwable>map(found -> new AssertionError("a count")).onErrorResume(Mono::just);
        return Flux.range(0, callers).flatMap(i -> error, callers).collectList();
    }

    @Test
    void frozenNetworkIsNoPoolInUse() {
        proxy.freeze();
        assertThat(await(errors(5)))
                .hasSize(5)
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessageContaining("could be opened")
                        .hasMessageNotContaining("all connections"));
    }

    @Test
    void callerThatWaitsInVainIsToldWhyNoConnectionCouldBeOpened() {
        Rule lost = proxy.when(Message.fromClient()).times(2).freezeLink();
        Mono<List<Throwable>> errors = errors(4).cache();
        errors.subscribe();
        lost.awaitHits(2, PATIENCE);
        // The first attempt to open each connection hangs, and all that follow are refused. A caller meets its own
        // limit or, by luck, the error of a later attempt.
        proxy.refuse();
        assertThat(await(errors)).hasSize(4).hasAtLeastOneElementOfType(R2dbcTimeoutException.class);
        assertThat(await(errors)).allSatisfy(error -> {
            assertThat(error).isInstanceOf(R2dbcException.class);
            if (error instanceof R2dbcTimeoutException) {
                assertThat(error).hasMessageContaining("could be opened").hasCauseInstanceOf(R2dbcException.class);
            }
        });
    }

    @Test
    void poolThatIsInUseSaysSo() {
        await(new Inventory("lamp", 1).save().contextWrite(db.context()));
        Mono<Long> holding = db.transaction(() -> Inventory_.query().count().delayElement(LIMIT.multipliedBy(2)));
        StepVerifier.create(Mono.when(holding, holding, count().delaySubscription(Duration.ofMillis(500)))
                        .contextWrite(db.context()))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(R2dbcTimeoutException.class)
                        .hasMessageContaining("all connections of the pool are in use"));
    }

    @Test
    void firstCallerAfterTheNetworkIsBackDoesNotWaitForWhatWasLostInIt() {
        // What is sent first on these connections never arrives, also when the network is there again for others.
        Rule lost = proxy.when(Message.fromClient()).times(2).freezeLink();
        List<Mono<Long>> early = List.of(count().cache(), count().cache());
        early.forEach(caller -> caller.onErrorComplete().subscribe());
        lost.awaitHits(2, PATIENCE);
        long start = System.nanoTime();
        assertThat(await(count())).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        // Those that came before had their own share of it.
        early.forEach(caller -> assertThat(await(caller)).isZero());
    }

    @Test
    void attemptsThatAreNotWantedAnyMoreLeaveNoConnections() {
        Rule lost = proxy.when(Message.fromClient()).times(3).freezeLink();
        assertThat(await(count())).isZero();
        proxy.thaw();
        await(() -> proxy.openConnections() == 1, PATIENCE);
        let(Duration.ofMillis(100));
        assertThat(proxy.openConnections()).isEqualTo(1);
        assertThat(lost.hits()).isEqualTo(3);
    }
}
