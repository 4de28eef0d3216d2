package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.query.Change;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** What errors of a database mean, and what a transaction does after one that has rolled it back. */
public interface ErrorContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), AuditLog_.model(), Country_.model());
    }

    /** Return the kind of the error that an operation signals, or of its cause. */
    private ErrorKind kindOf(Mono<?> operation) {
        AtomicReference<Throwable> signalled = new AtomicReference<>();
        operation
                .then()
                .onErrorResume(error -> {
                    signalled.set(error);
                    return Mono.empty();
                })
                .block(Duration.ofSeconds(30));
        Throwable error = signalled.get();
        while (error != null && !(error instanceof R2dbcException)) {
            error = error.getCause();
        }
        assertThat(error).as("%s", signalled.get()).isInstanceOf(R2dbcException.class);
        return bed().database().dialect().kindOf((R2dbcException) error);
    }

    @Test
    default void violatedConstraintsAreTold() {
        await(new Country("IS", "Iceland").save());
        assertThat(kindOf(new Country("IS", "Iceland again").save())).isEqualTo(ErrorKind.UNIQUE_VIOLATION);
        bed().execute("ALTER TABLE \"country\" ADD CONSTRAINT named CHECK (CHAR_LENGTH(\"name\") > 1)");
        assertThat(kindOf(new Country("NO", "N").save())).isEqualTo(ErrorKind.CONSTRAINT_VIOLATION);
    }

    @Test
    default void missingTableIsOfNoKind() {
        bed().execute("DROP TABLE \"country\"");
        assertThat(kindOf(Country_.query().count())).isEqualTo(ErrorKind.OTHER);
    }

    @Test
    default void lockThatIsNotFreeIsTold() {
        Inventory lamp = await(new Inventory("lamp", 1).save());
        Rival rival = Rival.that(bed(), "UPDATE \"inventory\" SET \"quantity\" = 2");
        TransactionOptions impatient = TransactionOptions.DEFAULT.lockTimeout(Duration.ofMillis(50));
        lamp.quantity = 3;
        assertThat(kindOf(bed().database().transaction(impatient, lamp::save))).isEqualTo(ErrorKind.LOCK_NOT_AVAILABLE);
        rival.rollBack().block();
    }

    /** Whether the database has rolled back the statement or all, it is committed as a whole or not at all. */
    @Test
    default void transactionThatHandlesALockTimeoutIsNotCommittedByHalf() {
        Mono<Long> waiting = Inventory_.query().update(Inventory_.quantity.set(3));
        lockTimesOut(waiting.onErrorComplete().then());
        long logs = await(AuditLog_.query().count());
        assertThat(logs).isIn(0L, 2L);
    }

    @Test
    default void lockTimeoutInANestedBlockLeavesTheOuterOneUsable() {
        Mono<Long> waiting = Inventory_.query().update(Inventory_.quantity.set(3));
        lockTimesOut(bed().database()
                .transaction(TransactionOptions.NESTED, () -> waiting)
                .onErrorComplete()
                .then());
        assertThat(await(AuditLog_.query().count())).isEqualTo(2);
    }

    /** Save a log before and after what waits for a lock in vain, in one transaction, which may fail. */
    private void lockTimesOut(Mono<Void> waiting) {
        await(new Inventory("lamp", 1).save());
        Rival rival = Rival.that(bed(), "UPDATE \"inventory\" SET \"quantity\" = 2");
        TransactionOptions impatient = TransactionOptions.DEFAULT.lockTimeout(Duration.ofMillis(50));
        bed().database()
                .transaction(
                        impatient,
                        () -> new AuditLog("before", null)
                                .save()
                                .then(waiting)
                                .then(Mono.defer(() -> new AuditLog("after", null).save())))
                .onErrorComplete()
                .block(Duration.ofSeconds(30));
        rival.rollBack().block();
        assertThat(await(Inventory_.query().one()).quantity).isEqualTo(1);
        bed().awaitIdle();
    }

    /**
     * Two transactions change two rows in opposite order, so one of them is refused; it handles that and goes on.
     * Whether the database has rolled back its statement or all of it, it is committed as a whole or not at all.
     */
    @ParameterizedTest(name = "in a nested block: {0}")
    @ValueSource(booleans = {true, false})
    default void victimOfADeadlockIsNotCommittedByHalf(boolean nested) {
        for (int attempt = 0; attempt < 2; attempt++) {
            Inventory lamp = await(new Inventory("", 1).save());
            Inventory sofa = await(new Inventory("", 1).save());
            String lampFirst = "lamp first " + attempt;
            String sofaFirst = "sofa first " + attempt;
            Queue<Throwable> handled = new ConcurrentLinkedQueue<>();
            Sinks.Empty<Void> lampLocked = Sinks.empty();
            Sinks.Empty<Void> sofaLocked = Sinks.empty();
            List<String> committed = await(Flux.merge(
                    change(lampFirst, lamp, sofa, lampLocked, sofaLocked, nested, handled),
                    change(sofaFirst, sofa, lamp, sofaLocked, lampLocked, nested, handled)));
            assertThat(handled).hasSize(1);
            assertThat(kindOf(Mono.error(handled.element()))).isIn(ErrorKind.DEADLOCK, ErrorKind.LOCK_NOT_AVAILABLE);
            assertThat(committed).isNotEmpty();
            assertThat(await(AuditLog_.query()
                            .all()
                            .map(log -> log.action)
                            .filter(Set.of(lampFirst, sofaFirst)::contains)))
                    .containsExactlyInAnyOrderElementsOf(committed);
            assertThat(await(lamp.reload()).sku).isEqualTo(committed.contains(lampFirst) ? lampFirst : "");
            assertThat(await(sofa.reload()).sku).isEqualTo(committed.contains(sofaFirst) ? sofaFirst : "");
        }
        bed().awaitIdle();
    }

    /** Emit the name of a transaction if it is committed, and nothing if it fails. */
    private Mono<String> change(
            String name,
            Inventory first,
            Inventory second,
            Sinks.Empty<Void> locked,
            Sinks.Empty<Void> othersLocked,
            boolean nested,
            Queue<Throwable> handled) {
        TransactionOptions options = nested ? TransactionOptions.NESTED : TransactionOptions.DEFAULT;
        return bed().database()
                .transaction(() -> set(first, Inventory_.sku.set(name))
                        .doOnSuccess(done -> locked.tryEmitEmpty())
                        .then(othersLocked.asMono())
                        .then(bed().database().transaction(options, () -> set(second, Inventory_.quantity.set(2))))
                        .onErrorResume(error -> {
                            handled.add(error);
                            return Mono.empty();
                        })
                        .then(Mono.defer(() -> new AuditLog(name, null).save())))
                .map(log -> log.action)
                .onErrorComplete()
                .subscribeOn(Schedulers.boundedElastic()); // A driver may wait for a lock on the thread of its caller.
    }

    private static Mono<Long> set(Inventory record, Change<Inventory> change) {
        return Mono.defer(
                () -> Inventory_.query().where(Inventory_.id.eq(record.id)).update(change));
    }
}
