package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Order;
import io.fluxrecord.tck.model.Order_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.transaction.TransactionOptions;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Errors that are fatal to Reactor, thrown by code of the user: nothing more is signalled, but no connection is lost,
 * no transaction stays open, and records are as before.
 */
public interface FatalErrorContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Order_.model(), AuditLog_.model(), Traced_.model());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // It returns nothing, in whatever place.
    private static <T> T overflow() {
        throw new StackOverflowError("on purpose");
    }

    /** Subscribe; where the driver runs on the subscribing thread, the error comes out of that. */
    private void fire(Mono<?> work) {
        try {
            work.subscribe(ignored -> {}, ignored -> {});
        } catch (StackOverflowError expected) {
            assertThat(expected).hasMessage("on purpose");
        }
    }

    private void assertNothingIsLeft() {
        bed().awaitIdle();
        assertThat(await(Inventory_.query().count())).isZero();
        assertThat(await(AuditLog_.query().count())).isZero();
    }

    @Test
    default void errorAfterAStatementUndoesRowsAndMemory() {
        Inventory lamp = new Inventory("lamp", 7);
        AtomicInteger thrown = new AtomicInteger();
        fire(bed().database()
                .transaction(() -> lamp.save().map(saved -> {
                    thrown.incrementAndGet();
                    return overflow();
                })));
        bed().await(() -> thrown.get() == 1 && !lamp.stored());
        assertNothingIsLeft();
        assertThat(lamp.id).isNull();
        await(lamp.save());
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    default void errorOfTheWorkItselfGivesTheConnectionBack() {
        AtomicInteger called = new AtomicInteger();
        fire(bed().database().transaction(() -> {
            called.incrementAndGet();
            return overflow();
        }));
        bed().await(() -> called.get() == 1);
        assertNothingIsLeft();
    }

    @Test
    default void errorInASavepointOrJoinedWorkTakesTheWholeTransaction() {
        for (TransactionOptions options :
                new TransactionOptions[] {TransactionOptions.NESTED, TransactionOptions.DEFAULT}) {
            Inventory lamp = new Inventory("lamp", 7);
            Inventory chair = new Inventory("chair", 1);
            AtomicInteger reached = new AtomicInteger();
            fire(bed().database()
                    .transaction(() -> lamp.save()
                            .then(bed().database()
                                    .transaction(
                                            options,
                                            () -> chair.save().map(saved -> {
                                                reached.incrementAndGet();
                                                return overflow();
                                            })))));
            bed().await(() -> reached.get() == 1 && !lamp.stored() && !chair.stored());
            assertNothingIsLeft();
            await(lamp.save().then(lamp.hardDelete()));
        }
    }

    @Test
    default void errorInTheRowsOfAQueryGivesTheConnectionBack() {
        await(Inventory_.insertAll(Flux.range(0, 100).map(i -> new Inventory("item" + i, i))));
        for (int fetchSize : new int[] {0, 10}) {
            AtomicInteger seen = new AtomicInteger();
            fire(Inventory_.query()
                    .fetchSize(fetchSize)
                    .all()
                    .map(item -> {
                        seen.incrementAndGet();
                        return overflow();
                    })
                    .then());
            bed().await(() -> seen.get() >= 1);
            bed().awaitIdle();
            AtomicInteger inside = new AtomicInteger();
            fire(bed().database()
                    .transaction(() -> Inventory_.query()
                            .fetchSize(fetchSize)
                            .all()
                            .map(item -> {
                                inside.incrementAndGet();
                                return overflow();
                            })
                            .then()));
            bed().await(() -> inside.get() >= 1);
            bed().awaitIdle();
        }
        assertThat(await(Inventory_.query().count())).isEqualTo(100);
    }

    @Test
    default void recordWhoseHookThrowsOneIsFreeAgain() {
        Order order = new Order(BigDecimal.TEN);
        AtomicInteger thrown = new AtomicInteger();
        bed().listeners().add(bed().database().on(Order_.model(), Lifecycle.AFTER_INSERT, o -> {
            if (thrown.getAndIncrement() == 0) {
                overflow();
            }
            return Mono.empty();
        }));
        fire(order.save());
        bed().await(() -> thrown.get() == 1 && !order.stored());
        bed().awaitIdle();
        assertThat(await(Order_.query().count())).isZero();
        await(order.save());
        assertThat(await(Order_.query().count())).isEqualTo(1);
    }

    @Test
    default void errorAfterTheCommitUndoesNothing() {
        Inventory lamp = new Inventory("lamp", 7);
        AtomicInteger thrown = new AtomicInteger();
        fire(bed().database().transaction(lamp::save).map(saved -> {
            thrown.incrementAndGet();
            return overflow();
        }));
        bed().await(() -> thrown.get() == 1);
        bed().awaitIdle();
        assertThat(lamp.stored()).isTrue();
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(7);
    }

    /** Run work whose subscriber throws, until the error was reported. */
    private void reports(Mono<?> work) {
        Collection<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            fire(work);
            bed().await(() -> !dropped.isEmpty());
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).first().isInstanceOf(StackOverflowError.class);
        bed().awaitIdle();
    }

    @Test
    default void errorOfTheSubscriberEndsATransactionThatStillRuns() {
        Inventory lamp = new Inventory("lamp", 7);
        reports(bed().database()
                .transactional(lamp.save().concatWith(Mono.never()))
                .map(saved -> overflow())
                .then());
        bed().await(() -> !lamp.stored());
        assertNothingIsLeft();
        await(lamp.save());
    }

    @Test
    default void errorOfTheSubscriberAfterTheEndIsReported() {
        Inventory lamp = new Inventory("lamp", 7);
        reports(bed().database().transaction(lamp::save).then(Mono.defer(FatalErrorContract::overflow)));
        assertThat(lamp.stored()).isTrue();
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(7);
        reports(bed().database()
                .transaction(() -> Mono.error(new IllegalStateException("on purpose")))
                .onErrorResume(error -> overflow()));
    }

    @Test
    default void errorInAHookOfASavepointFreesItsRecordAndRunsTheWorkOfARollback() {
        Traced record = new Traced("a");
        record.at = "afterSave";
        record.then = Mono.defer(FatalErrorContract::overflow);
        AtomicInteger heard = new AtomicInteger();
        Database db = bed().database();
        fire(db.transaction(() -> db.transaction(
                TransactionOptions.NESTED,
                () -> db.afterRollback(() -> Mono.fromRunnable(heard::incrementAndGet))
                        .then(record.save()))));
        bed().await(() -> heard.get() == 1 && !record.stored());
        assertNothingIsLeft();
        record.at = "";
        await(record.save());
        assertThat(await(Traced_.query().count())).isEqualTo(1);
    }
}
