package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.OperationKind;
import io.fluxrecord.lifecycle.OperationListener;
import io.fluxrecord.query.Property;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Seat;
import io.fluxrecord.tck.model.Seat_;
import io.fluxrecord.tck.model.Visit;
import io.fluxrecord.tck.model.Visit_;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Reading: hooks after a load, locks on a record, many keys at once, and what is touched. */
public interface LoadContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Visit_.model(), Seat_.model(), Inventory_.model(), Customer_.model(), Country_.model());
    }

    @AfterEach
    default void allConnectionsAreBack() {
        bed().awaitIdle();
    }

    private Database db() {
        return bed().database();
    }

    private static Long id(Visit visit) {
        return Objects.requireNonNull(visit.id);
    }

    private List<Visit> visits(int count) {
        return await(Visit_.insertAll(Flux.range(0, count).map(i -> new Visit("Guest " + i))));
    }

    @Test
    default void hookRunsOncePerRecordThatIsRead() {
        Visit saved = await(new Visit("Ada").save());
        assertThat(saved.loads).isZero();
        assertThat(await(Visit_.find(id(saved))).loads).isEqualTo(1);
        assertThat(await(Visit_.query().all()))
                .allSatisfy(visit -> assertThat(visit.loads).isEqualTo(1));
        assertThat(await(Visit_.query().one()).loads).isEqualTo(1);
        assertThat(await(Visit_.findAll(List.of(id(saved)))))
                .allSatisfy(v -> assertThat(v.loads).isEqualTo(1));
        assertThat(await(saved.reload()).loads).isEqualTo(1);
        assertThat(await(bed().transaction(saved::lock)).loads).isEqualTo(2);
        assertThat(await(Visit_.query().count())).isEqualTo(1);
        assertThat(visits(2)).allSatisfy(visit -> assertThat(visit.loads).isZero());
    }

    @Test
    default void hookRunsForEachCallerOfCoalescedFinds() {
        Database coalescing = bed().database(builder -> builder.coalesceFinds(Duration.ofMillis(5)));
        List<Visit> visits = visits(5);
        List<Visit> found = await(Flux.fromIterable(visits)
                .concatWith(Flux.fromIterable(visits))
                .flatMap(visit -> Visit_.find(id(visit)))
                .contextWrite(coalescing.context()));
        assertThat(found)
                .hasSize(10)
                .allSatisfy(visit -> assertThat(visit.loads).isEqualTo(1));
    }

    @Test
    default void asynchronousListenerKeepsTheOrderOfRowsAndTheirDemand() {
        visits(20);
        List<String> heard = new CopyOnWriteArrayList<>();
        bed().listeners()
                .add(db().on(
                                Visit_.model(),
                                Lifecycle.AFTER_LOAD,
                                visit -> Mono.delay(Duration.ofMillis(1)).doOnNext(tick -> heard.add(visit.guest))));
        Flux<String> guests = Visit_.query().orderBy(Visit_.id.asc()).all().map(visit -> visit.guest);
        assertThat(await(guests)).hasSize(20).isEqualTo(heard);
        heard.clear();
        StepVerifier.create(guests, 3)
                .expectNextCount(3)
                .then(() -> assertThat(heard).hasSizeBetween(3, 4))
                .thenRequest(1)
                .expectNextCount(1)
                .thenCancel()
                .verify();
        assertThat(heard).hasSizeBetween(4, 5);
    }

    @Test
    default void errorOfAHookFailsTheRead() {
        Visit saved = await(new Visit("Ada").save());
        bed().listeners()
                .add(db().on(
                                Visit_.model(),
                                Lifecycle.AFTER_LOAD,
                                visit -> Mono.error(new IllegalStateException("on purpose"))));
        StepVerifier.create(Visit_.find(id(saved))).verifyErrorMessage("on purpose");
        StepVerifier.create(Visit_.query().all()).verifyErrorMessage("on purpose");
        StepVerifier.create(saved.reload()).verifyErrorMessage("on purpose");
    }

    @Test
    default void listenerToAllModelsIsToldOfALoadAndNoTransactionIsBegun() {
        await(new Country("IS", "Iceland").save());
        List<OperationKind> heard = new ArrayList<>();
        bed().listeners()
                .add(db().on(
                                Lifecycle.AFTER_LOAD,
                                OperationListener.sync((record, operation) -> heard.add(operation))));
        bed().transactions();
        await(Country_.find("IS"));
        assertThat(heard).containsExactly(OperationKind.LOAD);
        assertThat(bed().transactions()).isZero();
    }

    @Test
    default void hookMaySaveAndReloadItsOwnRecord() {
        Visit saved = await(new Visit("Ada").save());
        bed().listeners().add(db().on(Visit_.model(), Lifecycle.AFTER_LOAD, visit -> {
            visit.guest = visit.guest + "!";
            return visit.save().then(Mono.defer(visit::reload));
        }));
        Visit found = await(Visit_.find(id(saved)));
        assertThat(found.guest).isEqualTo("Ada!");
        assertThat(found.changes()).isEmpty();
        assertThat(await(found.reload()).guest).isEqualTo("Ada!!");
        await(found.delete());
    }

    @Test
    default void lockReadsTheRowAgainUntilTheTransactionEnds() {
        Visit visit = await(new Visit("Ada").save());
        Visit other = await(Visit_.find(id(visit)));
        other.guest = "Ben";
        await(other.save());
        bed().statements();
        await(bed().transaction(() -> visit.lock()
                .doOnNext(locked -> assertThat(locked.guest).isEqualTo("Ben"))
                .doOnNext(locked -> locked.guest = "Eve")
                .flatMap(Visit::save)));
        assertThat(bed().statements()).first().asString().endsWith("FOR UPDATE");
        assertThat(await(Visit_.find(id(visit))).guest).isEqualTo("Eve");
    }

    @Test
    default void lockKeepsOthersOut() {
        Visit visit = await(new Visit("Ada").save());
        List<String> order = new CopyOnWriteArrayList<>();
        Visit other = await(Visit_.find(id(visit)));
        Mono<Visit> second = Mono.defer(
                        () -> bed().transaction(() -> other.lock().doOnNext(locked -> order.add("second"))))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic());
        Mono<Visit> first = bed().transaction(() -> visit.lock().flatMap(locked -> {
            second.subscribe();
            return Mono.delay(Duration.ofMillis(100))
                    .doOnNext(tick -> order.add("first"))
                    .thenReturn(locked);
        }));
        await(first);
        bed().await(() -> order.size() == 2);
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    default void lockRefusesWhatItWouldLose() {
        Visit visit = await(new Visit("Ada").save());
        StepVerifier.create(visit.lock()).verifyError(TransactionStateException.class);
        visit.guest = "unsaved";
        StepVerifier.create(bed().transaction(visit::lock)).verifyError(RecordStateException.class);
        assertThat(visit.guest).isEqualTo("unsaved");
        StepVerifier.create(bed().transaction(() -> new Visit("new").lock()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RecordStateException.class)
                        .hasMessageContaining("no row to lock"))
                .verify();
    }

    @Test
    default void lockReadsADeletedRowAndMissesARemovedOne() {
        Visit visit = await(new Visit("Ada").save());
        Visit other = await(Visit_.find(id(visit)));
        await(other.delete());
        assertThat(await(bed().transaction(visit::lock)).deleted()).isTrue();
        assertThat(visit.getVersion()).isEqualTo(2);
        await(other.hardDelete());
        StepVerifier.create(bed().transaction(visit::lock)).verifyError(RecordNotFoundException.class);
    }

    @Test
    default void rollbackTakesBackWhatALockHasRead() {
        Visit visit = await(new Visit("Ada").save());
        StepVerifier.create(bed().transaction(() -> Visit_.query()
                        .update(Visit_.guest.set("Ben"))
                        .then(visit.lock())
                        .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        assertThat(visit.getVersion()).isEqualTo(1);
        assertThat(await(visit.reload()).guest).isEqualTo("Ada");
    }

    @Test
    default void findAllEmitsInTheOrderOfTheKeysWithOneStatement() {
        List<Long> ids = visits(5).stream().map(LoadContract::id).toList();
        await(await(Visit_.find(ids.get(2))).delete());
        List<Long> asked = List.of(ids.get(4), ids.get(0), 999_999L, ids.get(2), ids.get(0), ids.get(3));
        bed().statements();
        assertThat(await(Visit_.findAll(asked).map(LoadContract::id)))
                .containsExactly(ids.get(4), ids.get(0), ids.get(3));
        assertThat(bed().statements()).hasSize(1);
        assertThat(await(Visit_.findAll(List.of()))).isEmpty();
        assertThat(bed().statements()).isEmpty();
    }

    @Test
    default void findAllTakesCompositeAndOtherKeys() {
        for (int line = 1; line <= 3; line++) {
            await(new Seat(line, "A").save());
            await(new Seat(line, "B").save());
        }
        bed().statements();
        assertThat(await(Seat_.findAll(List.of(new Seat_.Key(3, "B"), new Seat_.Key(1, "A"), new Seat_.Key(9, "A")))))
                .extracting(Seat::toString)
                .containsExactly("Seat[3, B]", "Seat[1, A]");
        assertThat(bed().statements()).hasSize(1);
        await(new Country("IS", "Iceland").save());
        await(new Country("NO", "Norway").save());
        assertThat(await(Country_.findAll(List.of("NO", "XX", "IS")).map(country -> country.code)))
                .containsExactly("NO", "IS");
        await(new Customer(7).save());
        assertThat(await(Customer_.findAll(List.of(8, 7)))).hasSize(1);
    }

    @Test
    default void findAllRefusesNullsAndOtherTypes() {
        StepVerifier.create(Visit_.findAll(Arrays.asList(1L, null)))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Visit"))
                .verify();
        StepVerifier.create(Seat_.findAll(List.of(new Seat_.Key(1, null))))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Seat"))
                .verify();
        StepVerifier.create(Visit_.model().findAll(List.of("one"))).verifyError(IllegalArgumentException.class);
        StepVerifier.create(Visit_.model().find("one")).verifyError(IllegalArgumentException.class);
        StepVerifier.create(Seat_.model().find(1L, "A")).verifyError(IllegalArgumentException.class);
        StepVerifier.create(Seat_.model().findAll(List.of(1))).verifyError(IllegalArgumentException.class);
    }

    @Test
    default void findAllTakesMoreKeysThanAStatementHasParameters() {
        Visit visit = await(new Visit("Ada").save());
        List<Long> many = LongStream.range(0, 70_000).boxed().toList();
        bed().statements();
        assertThat(await(Visit_.findAll(many))).containsExactly(visit);
        boolean arrays = bed().database().dialect().maxArrayLength(SqlType.BIGINT) > 0;
        assertThat(bed().statements()).hasSize(arrays ? 1 : 3);
    }

    @Test
    default void conflictHoldsTheRecord() {
        Inventory mine = await(new Inventory("lamp", 7).save());
        Inventory yours = await(Inventory_.find(mine.id));
        yours.quantity = 6;
        await(yours.save());
        mine.quantity = 5;
        StepVerifier.create(mine.save())
                .expectErrorSatisfies(error -> {
                    VersionConflictException conflict = (VersionConflictException) error;
                    assertThat(conflict.record(Inventory.class)).containsSame(mine);
                    assertThat(conflict.record(Visit.class)).isEmpty();
                })
                .verify();
        assertThat(await(mine.save()
                                .onErrorResume(
                                        VersionConflictException.class,
                                        conflict -> Mono.justOrEmpty(conflict.record(Inventory.class))
                                                .flatMap(Inventory::reload)))
                        .quantity)
                .isEqualTo(6);
    }

    @Test
    default void touchSetsFurtherTimes() {
        Visit visit = await(new Visit("Ada").save());
        bed().advance(Duration.ofSeconds(1));
        await(visit.touch(Visit_.seenAt, Visit_.leftAt));
        assertThat(visit.seenAt).isEqualTo(bed().now()).isEqualTo(visit.leftAt);
        assertThat(visit.changes()).isEmpty();
        assertThat(visit.savedChanges()).containsOnlyKeys("leftAt", "seenAt", "version");
        Visit found = await(Visit_.find(id(visit)));
        assertThat(found.seenAt).isEqualTo(visit.seenAt);
        assertThat(found.getVersion()).isEqualTo(2);
    }

    @Test
    default void touchThatFailsSetsNothing() {
        Visit visit = await(new Visit("Ada").save());
        await(await(Visit_.find(id(visit))).touch());
        StepVerifier.create(visit.touch(Visit_.seenAt)).verifyError(VersionConflictException.class);
        assertThat(visit.seenAt).isNull();
        StepVerifier.create(visit.touch(Visit_.deletedAt)).verifyError(IllegalArgumentException.class);
        StepVerifier.create(visit.touch((Property<Visit, Instant>) null)).verifyError(IllegalArgumentException.class);
    }
}
