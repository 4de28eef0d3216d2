package io.fluxrecord.dialect.mariadb;

import static io.fluxrecord.tck.Contract.await;
import static io.fluxrecord.tck.network.MariadbMessages.answer;
import static io.fluxrecord.tck.network.MariadbMessages.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.network.FaultProxy;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Answers of MariaDB that are lost in the network. */
@EnabledIf(
        value = "io.fluxrecord.dialect.mariadb.MariadbServer#isAvailable",
        disabledReason = "MariaDB can be unpacked on Linux x86-64 alone; FLUXRECORD_MARIADB_URL may name a server")
final class MariadbFaultTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final TestBed BED = new TestBed(MariadbServer.connectionFactory(), new MariadbCapabilities());

    private final FaultProxy proxy = MariadbServer.proxy();
    private final Database db = Database.builder(MariadbServer.connectionFactory(proxy))
            .maxConnections(3)
            .build();

    @BeforeEach
    void prepare() {
        BED.prepare(Inventory_.model());
    }

    @AfterEach
    void close() {
        db.close().block(PATIENCE);
        proxy.close();
    }

    private static void verifyUnknown(Mono<?> work) {
        StepVerifier.create(work)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UnknownOutcomeException.class)
                        .hasCauseInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
    }

    @ParameterizedTest(name = "the commit arrived: {0}")
    @ValueSource(booleans = {true, false})
    void commitWithoutAnAnswerIsOfUnknownOutcome(boolean arrived) {
        proxy.when(arrived ? answer("COMMIT") : statement("COMMIT")).once().cut();
        Inventory lamp = new Inventory("lamp", 7);
        verifyUnknown(db.transaction(() -> lamp.save()));
        assertThat(lamp.stored()).isFalse();
        assertThat(await(Inventory_.query().count())).isEqualTo(arrived ? 1 : 0);
        assertThat(db.transaction(() -> new Inventory("chair", 1).save()).block(PATIENCE))
                .as("one more, on another connection")
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "UPDATE", "DELETE"})
    void writeOutsideATransactionWithoutAnAnswerIsOfUnknownOutcome(String verb) {
        Inventory lamp = new Inventory("lamp", 7);
        await(lamp.save());
        proxy.when(answer(verb)).once().cut();
        Mono<?> write =
                switch (verb) {
                    case "INSERT" -> new Inventory("chair", 1).save();
                    case "UPDATE" -> {
                        lamp.quantity = 8;
                        yield lamp.save();
                    }
                    default -> lamp.delete();
                };
        verifyUnknown(write.contextWrite(db.context()));
    }

    /** What was undone with the connection is not unknown. */
    @Test
    void writeInATransactionWithoutAnAnswerIsTheErrorOfTheDriver() {
        proxy.when(answer("INSERT")).once().cut();
        StepVerifier.create(db.transaction(() -> new Inventory("chair", 1).save()))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(R2dbcException.class))
                .verify(PATIENCE);
        assertThat(await(Inventory_.query().count())).isZero();
    }

    @Test
    void noRowThatWasAcknowledgedIsLostOverCuts() {
        for (int skipped = 3; skipped < 60; skipped += 9) {
            proxy.when(answer("INSERT")).skip(skipped).once().cut();
        }
        List<Long> acknowledged = Objects.requireNonNull(Flux.range(0, 90)
                .flatMap(
                        number -> new Inventory("lamp", number)
                                .save()
                                .map(saved -> Objects.requireNonNull(saved.id))
                                .onErrorResume(error -> Mono.empty())
                                .contextWrite(db.context()),
                        8)
                .collectList()
                .block(PATIENCE));
        List<Long> stored = Objects.requireNonNull(Inventory_.query()
                .all()
                .map(found -> Objects.requireNonNull(found.id))
                .collectList()
                .block(PATIENCE));
        assertThat(acknowledged).isNotEmpty().hasSizeLessThan(90);
        assertThat(stored).containsAll(acknowledged);
    }
}
