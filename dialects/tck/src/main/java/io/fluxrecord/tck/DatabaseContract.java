package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.tck.model.Article;
import io.fluxrecord.tck.model.Article_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Where connections come from, and transactions in their basic form. */
public interface DatabaseContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Country_.model(), Inventory_.model());
    }

    @AfterEach
    default void configureNoModel() {
        Country_.configure(null);
        bed().awaitIdle();
    }

    @Test
    default void noDatabaseIsAnErrorThatSaysWhatToCall() {
        Database.setDefault(null);
        for (Mono<?> operation : new Mono<?>[] {
            new Country("AQ", "Antarctica").save(),
            Country_.find("AQ"),
            Country_.query().count()
        }) {
            StepVerifier.create(operation)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessageContaining("Country")
                            .hasMessageContaining("Database.setDefault(db)")
                            .hasMessageContaining("Country_.configure(db)")
                            .hasMessageContaining("contextWrite"))
                    .verify();
        }
    }

    @Test
    default void contextComesBeforeTheModelsDatabaseAndThatBeforeTheDefault() {
        Database unusable = Database.builder(new Unknown())
                .dialect(bed().database().dialect())
                .build();
        Country country = new Country("AQ", "Antarctica");

        Database.setDefault(unusable);
        StepVerifier.create(country.save()).verifyErrorMessage("unusable");
        Country_.configure(bed().database());
        await(country.save());
        Database.setDefault(bed().database());
        Country_.configure(unusable);
        StepVerifier.create(Country_.find("AQ")).verifyErrorMessage("unusable");
        StepVerifier.create(Country_.find("AQ").contextWrite(bed().database().context()))
                .expectNext(country)
                .verifyComplete();
        StepVerifier.create(bed().database()
                        .transaction(() -> Country_.find("AQ"))
                        .contextWrite(bed().database().context()))
                .expectNext(country)
                .verifyComplete();
    }

    @Test
    default void unknownDriverOrDialectIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> Database.connect("r2dbc:nosuchdb://localhost/x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nosuchdb");
        assertThatThrownBy(() -> Database.builder(new Unknown()).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Unknown")
                .hasMessageContaining(bed().database().dialect().driver());
        assertThatThrownBy(() -> Database.connect("jdbc:h2:mem:x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void transactionCommitsWhatCompletes() {
        StepVerifier.create(bed().database()
                        .transaction(
                                () -> new Country("AQ", "Antarctica").save().then(new Country("IS", "Iceland").save())))
                .expectNextMatches(country -> country.code.equals("IS"))
                .verifyComplete();
        assertThat(await(Country_.query().count())).isEqualTo(2);
        assertThat(bed().transactions()).isEqualTo(1);
    }

    @Test
    default void transactionRollsBackWhatFailsAndMemoryWithIt() {
        Inventory lamp = await(new Inventory("lamp", 7).save());
        Inventory chair = new Inventory("chair", 1);
        lamp.quantity = 6;
        StepVerifier.create(lamp.save()
                        .then(chair.save())
                        .then(Mono.error(new IllegalStateException("on purpose")))
                        .as(bed().database()::transactional))
                .verifyErrorMessage("on purpose");
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.quantity).isEqualTo(6);
        assertThat(lamp.changes()).containsExactly("quantity");
        assertThat(chair.stored()).isFalse();
        assertThat(chair.id).isNull();
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
        await(lamp.save());
        await(chair.save());
        assertThat(await(Inventory_.find(lamp.id)).quantity).isEqualTo(6);
    }

    @Test
    default void cancelledTransactionRollsBack() {
        StepVerifier.create(bed().database()
                        .transactional(Flux.just("AQ", "IS").concatMap(code -> new Country(code, code).save())))
                .expectNextCount(1)
                .thenCancel()
                .verify();
        bed().awaitIdle();
        assertThat(await(Country_.query().count())).isZero();
    }

    @Test
    default void nestedTransactionJoinsTheOuterOne() {
        Database db = bed().database();
        await(db.transaction(() -> new Country("AQ", "Antarctica")
                .save()
                .then(db.transaction(() -> new Country("IS", "Iceland").save()))));
        assertThat(bed().transactions()).isEqualTo(1);
        StepVerifier.create(db.transaction(() -> new Country("IE", "Ireland")
                        .save()
                        .then(db.transaction(() -> new Country("BV", "Bouvet Island")
                                .save()
                                .then(Mono.error(new IllegalStateException("inner")))))
                        .onErrorResume(handled -> Mono.empty())))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RollbackOnlyException.class)
                        .hasRootCauseMessage("inner"))
                .verify();
        assertThat(await(Country_.query().count())).isEqualTo(2);
    }

    @Test
    default void joinedWorkThatFailsBeforeItChangesAnythingLeavesTheTransactionUsable() {
        Database db = bed().database();
        await(db.transaction(() -> new Country("IE", "Ireland")
                .save()
                .delayUntil(country -> db.transaction(() -> Country_.find("ZZ")
                                .switchIfEmpty(Mono.error(new IllegalStateException("nothing done"))))
                        .onErrorResume(handled -> Mono.empty()))));
        assertThat(await(Country_.query().count())).isEqualTo(1);
    }

    @Test
    default void transactionSeesItsOwnWritesAndOthersDoNot() {
        Database db = bed().database();
        StepVerifier.create(db.transaction(() -> new Country("AQ", "Antarctica")
                        .save()
                        .then(Country_.query().count())))
                .expectNext(1L)
                .verifyComplete();
    }

    @Test
    default void poolCanBeLeftOut() {
        Database db = Database.builder(bed().driver()).maxConnections(0).build();
        StepVerifier.create(new Country("AQ", "Antarctica")
                        .save()
                        .then(Country_.find("AQ"))
                        .contextWrite(db.context()))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(db.close()).verifyComplete();
    }

    /** A timer would cost as much as the rest of a statement; only who has to wait for a connection needs one. */
    @Test
    default void statementsAfterOneAnotherSetNoTimers() {
        Database db = Database.builder(bed().driver()).build();
        Country antarctica = await(new Country("AQ", "Antarctica").save().contextWrite(db.context()));
        int timers = timers(Flux.range(0, 100)
                .concatMap(i -> antarctica.reload().then(antarctica.reload()))
                .contextWrite(db.context()));
        assertThat(timers).isZero();
        StepVerifier.create(db.close()).verifyComplete();
    }

    @Test
    default void allThatWaitForAConnectionShareATimer() {
        Database db = Database.builder(bed().driver()).maxConnections(2).build();
        await(new Country("AQ", "Antarctica").save().contextWrite(db.context()));
        Mono<Long> count = db.transaction(() -> Country_.query().count().delayElement(Duration.ofMillis(20)));
        await(Mono.zip(count, count)); // Both connections are open now.
        int timers = timers(Flux.range(0, 1000)
                .flatMap(i -> Country_.find("AQ").subscribeOn(Schedulers.boundedElastic()), 64)
                .contextWrite(db.context()));
        assertThat(timers).isLessThanOrEqualTo(1);
        StepVerifier.create(db.close()).verifyComplete();
    }

    @Test
    default void everybodyWaitsNoLongerThanTheLimit() {
        Database db = Database.builder(bed().driver())
                .maxConnections(1)
                .acquireTimeout(Duration.ofMillis(400))
                .build();
        List<Long> waits = Collections.synchronizedList(new ArrayList<>());
        Mono<Void> impatient = Mono.defer(() -> {
            long start = System.nanoTime();
            return Country_.query()
                    .count()
                    .doOnError(R2dbcTimeoutException.class, e -> waits.add((System.nanoTime() - start) / 1_000_000))
                    .onErrorComplete(R2dbcTimeoutException.class)
                    .then();
        });
        Mono<Void> three = Flux.range(0, 3)
                .flatMap(i -> impatient.delaySubscription(Duration.ofMillis(100L * i)))
                .then();
        Mono<Long> cancelled = Country_.query().count().timeout(Duration.ofMillis(50), Mono.just(-1L));
        Sinks.Empty<Void> waited = Sinks.empty();
        Mono<Void> holder = db.transaction(() -> Country_.query().count().then(waited.asMono()));
        Mono<Void> others = Mono.when(three, cancelled).doFinally(end -> waited.tryEmitEmpty());
        Mono.when(holder, others.delaySubscription(Duration.ofMillis(100)))
                .contextWrite(db.context())
                .block(Duration.ofSeconds(20));
        assertThat(waits).hasSize(3).allSatisfy(wait -> assertThat(wait).isBetween(390L, 10_000L));
        assertThat(await(Country_.query().count().contextWrite(db.context()))).isZero();
        StepVerifier.create(db.close()).verifyComplete();
    }

    /** Run a pipeline to its end and return how many timers Fluxrecord has set for it. */
    private static int timers(Flux<?> pipeline) {
        AtomicInteger timers = new AtomicInteger();
        Schedulers.onScheduleHook("timers", task -> {
            // The pool schedules too: it goes on in the event loop of the connection.
            if (task.getClass().getName().startsWith("io.fluxrecord.")) {
                timers.incrementAndGet();
            }
            return task;
        });
        try {
            await(pipeline.count());
        } finally {
            Schedulers.resetOnScheduleHook("timers");
        }
        return timers.get();
    }

    @Test
    default void closedDatabaseTakesNoMoreStatements() {
        Database db = Database.builder(bed().driver()).build();
        await(new Country("AQ", "Antarctica").save().contextWrite(db.context()));
        StepVerifier.create(db.close()).verifyComplete();
        StepVerifier.create(Country_.find("AQ").contextWrite(db.context())).verifyError();
        assertThat(await(Country_.query().count())).isEqualTo(1);
    }

    @Test
    default void databaseCanBeClosedAsItsLastOperationEnds() {
        Collection<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            for (int i = 0; i < 10; i++) {
                Database db = Database.builder(bed().driver()).build();
                StepVerifier.create(Mono.usingWhen(
                                Mono.just(db),
                                open -> Flux.range(0, 5)
                                        .flatMap(n -> Country_.query().count())
                                        .then(Country_.query().count())
                                        .contextWrite(open.context()),
                                Database::close))
                        .expectNext(0L)
                        .verifyComplete();
            }
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    default void clockIsTheDatabases() {
        Instant then = Instant.parse("2001-02-03T04:05:06.789Z");
        Database db = Database.builder(bed().driver())
                .clock(Clock.fixed(then, ZoneOffset.UTC))
                .build();
        bed().prepare(Article_.model());
        StepVerifier.create(new Article("old").save().contextWrite(db.context()))
                .assertNext(article -> assertThat(article.getCreatedAt()).isEqualTo(then))
                .verifyComplete();
        StepVerifier.create(db.close()).verifyComplete();
    }

    @Test
    default void schemaIsMadeOnceAndLeavesWhatIsThere() {
        await(new Country("AQ", "Antarctica").save());
        StepVerifier.create(Schema.create(bed().database(), Country_.model(), Inventory_.model()))
                .verifyComplete();
        assertThat(await(Country_.query().count())).isEqualTo(1);
        StepVerifier.create(Schema.drop(bed().database(), Country_.model())).verifyComplete();
        StepVerifier.create(Country_.query().count()).verifyError();
    }

    /** A driver without a dialect, and that has no connections. */
    final class Unknown implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.error(new IllegalStateException("unusable"));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "Unknown";
        }
    }
}
