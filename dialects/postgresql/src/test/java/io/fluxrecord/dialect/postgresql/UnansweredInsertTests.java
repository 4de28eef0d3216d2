package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.dialect.postgresql.ProxiedPool.PATIENCE;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.await;
import static io.fluxrecord.dialect.postgresql.ProxiedPool.let;
import static io.fluxrecord.tck.network.PostgresqlMessages.cancelRequest;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static io.fluxrecord.tck.network.PostgresqlMessages.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.network.Side;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Where the database makes the key, a record whose INSERT was not answered is not inserted a second time. */
@NullUnmarked
final class UnansweredInsertTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final ProxiedPool pool = new ProxiedPool("fluxrecord-unanswered", 3);
    private final Database db = pool.database();

    @BeforeEach
    void prepare() {
        pool.prepare(Inventory_.model(), Order_.model(), AuditLog_.model());
    }

    @AfterEach
    void close() {
        pool.proxy().thaw();
        pool.awaitFree(PATIENCE);
        pool.close();
    }

    private static void verifyUnknown(Mono<?> work) {
        StepVerifier.create(work).expectError(UnknownOutcomeException.class).verify(PATIENCE);
    }

    /** Every way of writing the record is refused, says where to look, and sends nothing. */
    private static void verifyRefused(Inventory record) {
        List<Supplier<Mono<?>>> writes = List.of(
                record::save,
                record::insert,
                () -> Inventory_.insertAll(Flux.just(record)).then());
        for (Supplier<Mono<?>> write : writes) {
            StepVerifier.create(write.get())
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(UnknownOutcomeException.class)
                            .hasMessageContaining("INSERT of Inventory[new]")
                            .hasMessageContaining("Look for the row"))
                    .verify(PATIENCE);
        }
        assertThat(record.stored()).isFalse();
    }

    @Test
    void saveWhoseAnswerIsLostIsNotTriedAgain() {
        Inventory lamp = new Inventory("lamp", 7);
        pool.proxy().when(done("INSERT")).once().cut();
        verifyUnknown(lamp.save().retry(5));
        verifyRefused(lamp);
        verifyUnknown(db.transaction(lamp::save));
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void insertAllWhoseAnswerIsLostIsNotTriedAgain() {
        List<Inventory> lamps = IntStream.range(0, 5)
                .mapToObj(i -> new Inventory("lamp " + i, i))
                .toList();
        await(Inventory_.query().count());
        pool.proxy().when(done("SELECT")).once().cut();
        verifyUnknown(Inventory_.insertAll(Flux.fromIterable(lamps)).then().retry(3));
        lamps.forEach(UnansweredInsertTests::verifyRefused);
        assertThat(pool.count("inventory")).isEqualTo(5);
    }

    @Test
    void coalescedInsertsWhoseAnswerIsLostAreNotTriedAgain() {
        Database.setDefault(pool.database(builder -> builder.coalesceInserts(Duration.ofMillis(50))));
        List<Inventory> lamps = IntStream.range(0, 5)
                .mapToObj(i -> new Inventory("lamp " + i, i))
                .toList();
        await(Inventory_.query().count());
        pool.proxy().when(done("SELECT")).once().cut();
        pool.proxy().when(done("INSERT")).once().cut();
        List<Boolean> saved = Flux.fromIterable(lamps)
                .flatMap(lamp -> lamp.save().retry(3).hasElement().onErrorReturn(UnknownOutcomeException.class, false))
                .collectList()
                .block(PATIENCE);
        assertThat(saved).hasSize(5).contains(false);
        lamps.stream().filter(lamp -> !lamp.stored()).forEach(UnansweredInsertTests::verifyRefused);
        assertThat(pool.count("inventory")).isEqualTo(5);
    }

    @Test
    void transactionWhoseCommitIsNotAnsweredIsNotTriedAgain() {
        Inventory lamp = new Inventory("lamp", 7);
        pool.proxy().when(done("COMMIT")).once().cut();
        verifyUnknown(db.transaction(lamp::save).retry(5));
        verifyRefused(lamp);
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void saveWithHooksWhoseCommitIsNotAnsweredIsNotTriedAgain() {
        Order order = new Order(BigDecimal.TEN);
        pool.proxy().when(done("COMMIT")).once().cut();
        verifyUnknown(order.save().retry(5));
        assertThat(pool.count("\"order\"")).isEqualTo(1);
        assertThat(pool.count("audit_log")).isEqualTo(1);
    }

    /** Its connection is closed after a while, and the server may have done it. */
    @Test
    void saveThatTimesOutOnASilentServerWritesNoSecondRow() {
        Inventory lamp = new Inventory("lamp", 7);
        pool.proxy().when(done("INSERT")).once().freezeLink(Side.SERVER);
        pool.proxy().when(cancelRequest()).freezeLink();
        verifyUnknown(lamp.save()
                .timeout(SHORT)
                .retryWhen(Retry.max(100).filter(error -> !(error instanceof UnknownOutcomeException))));
        verifyRefused(lamp);
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    @Test
    void saveWithHooksThatTimesOutOnASilentServerWritesNoSecondRow() {
        Order order = new Order(BigDecimal.TEN);
        pool.proxy().when(done("COMMIT")).once().freezeLink(Side.SERVER);
        pool.proxy().when(cancelRequest()).freezeLink();
        verifyUnknown(order.save()
                .timeout(SHORT)
                .retryWhen(Retry.max(100).filter(error -> !(error instanceof UnknownOutcomeException))));
        assertThat(pool.count("\"order\"")).isEqualTo(1);
    }

    /** What is known not to have been written may be written. */
    @Test
    void recordWhoseTransactionRolledBackIsNewAsBefore() {
        Inventory lamp = new Inventory("lamp", 7);
        pool.proxy().when(done("INSERT")).once().cut();
        StepVerifier.create(db.transaction(lamp::save))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        await(lamp.save());
        assertThat(lamp.stored()).isTrue();
        assertThat(pool.count("inventory")).isEqualTo(1);
    }

    /** A key of its own tells the rows apart, and so does a new record. */
    @Test
    void keySetByHandAndANewRecordAreInserted() {
        Inventory lamp = new Inventory("lamp", 7);
        pool.proxy().when(statement("INSERT")).once().cut();
        verifyUnknown(lamp.save());
        let(Duration.ofMillis(100));
        await(new Inventory("lamp", 7).save());
        lamp.id = 1000L;
        await(lamp.save());
        assertThat(lamp.stored()).isTrue();
        lamp.quantity = 8;
        await(lamp.save());
        assertThat(pool.ask("SELECT quantity FROM inventory ORDER BY id")).containsExactly("7", "8");
    }

    /** The mark is a part of what a rollback goes back to. */
    @Test
    void rollbackDoesNotForgetThatAnInsertWasNotAnswered() {
        Inventory lamp = new Inventory("lamp", 7);
        pool.proxy().when(done("INSERT")).once().cut();
        verifyUnknown(lamp.save());
        lamp.id = 1000L;
        await(db.transaction(() -> lamp.save().then(db.rollbackOnly()).thenReturn(true)));
        lamp.id = null;
        verifyRefused(lamp);
        assertThat(pool.count("inventory")).isEqualTo(1);
    }
}
