package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.ErrorKind;
import io.fluxrecord.error.FluxrecordException;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    /**
     * Two transactions lock two rows in opposite order, so one of them is the victim; it handles that, goes on, and
     * must not commit what comes after.
     */
    @Test
    default void victimOfADeadlockCommitsNothingThatItDoesAfterwards() {
        for (int attempt = 0; attempt < 2; attempt++) {
            Inventory lamp = await(new Inventory("lamp " + attempt, 1).save());
            Inventory sofa = await(new Inventory("sofa " + attempt, 1).save());
            List<Throwable> handled = new ArrayList<>();
            Sinks.Empty<Void> first = Sinks.empty();
            Sinks.Empty<Void> second = Sinks.empty();
            List<Throwable> ends = await(Flux.merge(
                    victim("one " + attempt, lamp.id, sofa.id, first, second, handled),
                    victim("two " + attempt, sofa.id, lamp.id, second, first, handled)));
            assertThat(handled).hasSize(1);
            assertThat(kindOf(Mono.error(handled.get(0)))).isEqualTo(ErrorKind.DEADLOCK);
            // The survivor commits, and nothing of the victim is there.
            assertThat(ends).hasSize(1);
            assertThat(ends.get(0)).isInstanceOfAny(FluxrecordException.class, R2dbcException.class);
            assertThat(await(AuditLog_.query()
                            .where(AuditLog_.action.endsWith(" " + attempt))
                            .count()))
                    .isEqualTo(1);
            assertThat(await(Inventory_.query()
                            .where(Inventory_.id.in(List.of(lamp.id, sofa.id)), Inventory_.quantity.eq(2))
                            .count()))
                    .isEqualTo(2);
        }
        bed().awaitIdle();
    }

    /** Emit the error of a transaction that changes two rows, whatever becomes of that, and writes to the audit log. */
    private Mono<Throwable> victim(
            String name,
            Long one,
            Long other,
            Sinks.Empty<Void> locked,
            Sinks.Empty<Void> othersLocked,
            List<Throwable> handled) {
        return bed().database()
                .transaction(() -> set(one).doOnSuccess(done -> locked.tryEmitEmpty())
                        .then(othersLocked.asMono())
                        .then(set(other))
                        .onErrorResume(error -> {
                            synchronized (handled) {
                                handled.add(error);
                            }
                            return Mono.empty();
                        })
                        .then(Mono.defer(() -> new AuditLog(name, null).save())))
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .subscribeOn(Schedulers.boundedElastic()); // A driver may wait for a lock on the thread of its caller.
    }

    private static Mono<Long> set(Long id) {
        return Mono.defer(() -> Inventory_.query().where(Inventory_.id.eq(id)).update(Inventory_.quantity.set(2)));
    }
}
