package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.tck.TransactionContract.Meddled;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.tck.model.Traced_;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Connections that fail or hang at the begin and end of a transaction, and what is made of that. */
public interface ConnectionFaultContract extends Contract {

    /** How long a test may take. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    default void prepare() {
        bed().prepare(Country_.model(), Inventory_.model(), Traced_.model());
    }

    /** A database without a pool, one of whose methods answers in another way, and the number of its ended sessions. */
    final class Faulty {

        private final AtomicInteger closed = new AtomicInteger();
        private final Database database;

        Faulty(ConnectionFactory driver, String method, UnaryOperator<Mono<Void>> answer) {
            ConnectionFactory counted = new Meddled(
                    driver, "close", close -> close.doOnSubscribe(subscription -> closed.incrementAndGet()));
            database = Database.builder(new Meddled(counted, method, answer))
                    .maxConnections(0)
                    .build();
        }

        <T> Mono<T> transaction(Mono<T> work) {
            return database.transaction(() -> work).contextWrite(database.context());
        }
    }

    private Faulty faulty(String method, UnaryOperator<Mono<Void>> answer) {
        return new Faulty(bed().driver(), method, answer);
    }

    private static <T> Mono<T> fail() {
        return Mono.error(new IllegalStateException("on purpose"));
    }

    private static R2dbcException lost() {
        return new R2dbcNonTransientResourceException("lost");
    }

    private void assertNothingIsLeft(Faulty faulty) {
        bed().await(() -> faulty.closed.get() > 0);
        assertThat(await(Country_.query().count())).isZero();
        assertThat(await(Inventory_.query().count())).isZero();
    }

    @Test
    default void commitWhoseAnswerIsLostIsUnknownAndMemoryAsBefore() {
        Faulty faulty = faulty("commitTransaction", commit -> Mono.error(lost()));
        Country country = new Country("A", "A");
        StepVerifier.create(faulty.transaction(country.save()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UnknownOutcomeException.class)
                        .hasMessageContaining("the commit of the transaction")
                        .hasRootCauseMessage("lost"))
                .verify(PATIENCE);
        assertThat(country.stored()).isFalse();
        assertNothingIsLeft(faulty);
    }

    /** A second row must not be written for one that may be there under a key of the database's. */
    @Test
    default void recordOfALostCommitWhoseKeyTheDatabaseMakesIsNotInsertedAgain() {
        Faulty faulty = faulty("commitTransaction", commit -> Mono.error(lost()));
        Inventory lamp = new Inventory("lamp", 7);
        StepVerifier.create(faulty.transaction(lamp.save())).verifyError(UnknownOutcomeException.class);
        assertThat(lamp.stored()).isFalse();
        StepVerifier.create(lamp.save()).verifyError(UnknownOutcomeException.class);
        assertNothingIsLeft(faulty);
    }

    @Test
    default void commitThatIsRefusedIsTheErrorOfTheDriver() {
        R2dbcException refused = new R2dbcDataIntegrityViolationException("refused", "23505");
        Faulty faulty = faulty("commitTransaction", commit -> Mono.error(refused));
        Inventory lamp = new Inventory("lamp", 7);
        StepVerifier.create(faulty.transaction(lamp.save())).verifyErrorMatches(error -> error == refused);
        assertThat(lamp.stored()).isFalse();
        assertNothingIsLeft(faulty);
        await(lamp.save());
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
    }

    @Test
    default void worksOfTheRollbackRunAfterACommitThatFailed() {
        Faulty faulty = faulty("commitTransaction", commit -> Mono.error(lost()));
        List<String> heard = new CopyOnWriteArrayList<>();
        Mono<Void> noted = faulty.database.afterRollback(() -> Mono.fromRunnable(() -> heard.add("rolled back")));
        Mono<Void> wrong = faulty.database.afterCommit(() -> Mono.fromRunnable(() -> heard.add("committed")));
        StepVerifier.create(faulty.transaction(noted.then(wrong).thenReturn(1))).verifyError();
        assertThat(heard).containsExactly("rolled back");
    }

    /** What the commit has done is known when the connection has ended, and not before. */
    @Test
    default void commitThatHangsAfterACancelEndsWithItsConnectionAndFreesItsRecords() {
        Sinks.Empty<Void> answer = Sinks.empty();
        Sinks.Empty<Void> asked = Sinks.empty();
        ConnectionFactory ending =
                new Meddled(bed().driver(), "close", close -> close.doOnSuccess(closed -> answer.tryEmitError(lost())));
        Faulty faulty = new Faulty(
                ending,
                "commitTransaction",
                commit -> answer.asMono().doOnSubscribe(subscribed -> asked.tryEmitEmpty()));
        Country country = new Country("A", "A");
        Disposable subscription = faulty.transaction(country.save()).subscribe(saved -> {}, error -> {});
        asked.asMono().block(PATIENCE);
        subscription.dispose();
        assertThat(country.stored()).isTrue();
        await(country.save().timeout(PATIENCE));
        assertThat(faulty.closed).hasPositiveValue();
        assertThat(await(Country_.query().count())).isEqualTo(1);
    }

    @Test
    default void rollbackThatFailsClosesTheConnectionAndHidesNoError() {
        Faulty faulty = faulty("rollbackTransaction", rollback -> Mono.error(lost()));
        List<String> heard = new CopyOnWriteArrayList<>();
        Mono<Void> noted = faulty.database.afterRollback(() -> Mono.fromRunnable(() -> heard.add("rolled back")));
        Country country = new Country("A", "A");
        StepVerifier.create(faulty.transaction(country.save().then(noted).then(fail())))
                .expectErrorMessage("on purpose")
                .verify(PATIENCE);
        assertThat(heard).containsExactly("rolled back");
        assertThat(country.stored()).isFalse();
        assertThat(faulty.closed).hasValue(2); // As it is broken, and as it is given back.
        assertNothingIsLeft(faulty);
    }

    @Test
    default void rollbackThatHangsEndsWithItsConnection() {
        Faulty faulty = faulty("rollbackTransaction", rollback -> Mono.never());
        Country country = new Country("A", "A");
        StepVerifier.create(faulty.transaction(country.save().then(fail())))
                .expectErrorMessage("on purpose")
                .verify(PATIENCE);
        assertThat(country.stored()).isFalse();
        assertNothingIsLeft(faulty);
    }

    @Test
    default void beginThatFailsIsTheErrorAndGivesTheConnectionBack() {
        Faulty faulty = faulty("beginTransaction", begin -> Mono.error(new IllegalStateException("no begin")));
        AtomicInteger worked = new AtomicInteger();
        StepVerifier.create(faulty.transaction(Mono.fromRunnable(worked::incrementAndGet)))
                .expectErrorMessage("no begin")
                .verify(PATIENCE);
        assertThat(worked).hasValue(0);
        assertNothingIsLeft(faulty);
    }

    @Test
    default void connectionThatCannotBeGivenBackFailsNothing() {
        Faulty faulty = faulty("close", close -> close.then(fail()));
        await(faulty.transaction(new Country("A", "A").save()));
        await(new Country("B", "B").save().contextWrite(faulty.database.context()));
        StepVerifier.create(faulty.transaction(fail())).verifyErrorMessage("on purpose");
        assertThat(await(Country_.query().count())).isEqualTo(2);
    }

    @Test
    default void savepointThatCannotBeReleasedIsTheErrorOfItsWorkAndRolledBack() {
        Faulty faulty = faulty("releaseSavepoint", release -> fail());
        Country inner = new Country("inner", null);
        await(faulty.transaction(new Country("outer", null)
                .save()
                .delayUntil(outer -> faulty.database
                        .transaction(TransactionOptions.NESTED, inner::save)
                        .map(Country::stored)
                        .onErrorResume(IllegalStateException.class, error -> {
                            assertThat(error).hasMessage("on purpose");
                            return Mono.just(false);
                        })
                        .doOnNext(stored -> assertThat(stored).isFalse()))));
        assertThat(inner.stored()).isFalse();
        assertThat(await(Country_.query().all()))
                .extracting(country -> country.code)
                .containsExactly("outer");
    }

    @Test
    default void savepointThatCannotBeMadeIsTheErrorOfItsWork() {
        Faulty faulty = faulty("createSavepoint", create -> fail());
        AtomicInteger worked = new AtomicInteger();
        StepVerifier.create(faulty.transaction(faulty.database
                        .transaction(TransactionOptions.NESTED, () -> Mono.fromRunnable(worked::incrementAndGet))
                        .then(new Country("A", null).save())))
                .expectErrorMessage("on purpose")
                .verify(PATIENCE);
        assertThat(worked).hasValue(0);
        assertNothingIsLeft(faulty);
    }

    @Test
    default void rollbackOnlyBecauseOfJoinedWorkKeepsThatErrorWhereTheRollbackFails() {
        Faulty faulty = faulty("rollbackTransaction", rollback -> Mono.error(lost()));
        Mono<Country> joined =
                faulty.database.transaction(() -> new Country("A", null).save().then(fail()));
        StepVerifier.create(faulty.transaction(joined.onErrorResume(handled -> Mono.empty())))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RollbackOnlyException.class)
                        .hasRootCauseMessage("on purpose"))
                .verify(PATIENCE);
        assertNothingIsLeft(faulty);
    }

    /** Until it is rolled back, another operation would meet the row that is to go. */
    @Test
    default void recordOfACancelledSaveWithHooksIsBusyUntilTheRollback() {
        Sinks.Empty<Void> asked = Sinks.empty();
        Sinks.Empty<Void> answer = Sinks.empty();
        Faulty faulty = faulty(
                "rollbackTransaction",
                rollback -> Mono.fromRunnable(asked::tryEmitEmpty)
                        .then(answer.asMono())
                        .then(rollback));
        Traced record = new Traced("a");
        record.at = "afterSave";
        record.then = Mono.never();
        Disposable cancelled =
                record.save().contextWrite(faulty.database.context()).subscribe(saved -> {}, error -> {});
        bed().await(() -> record.trace.contains("afterSave"));
        cancelled.dispose();
        asked.asMono().block(PATIENCE);
        record.at = "";
        AtomicInteger saved = new AtomicInteger();
        record.save().subscribe(again -> saved.incrementAndGet());
        assertThat(saved).hasValue(0);
        answer.tryEmitEmpty();
        bed().await(() -> saved.get() == 1);
        assertThat(await(Traced_.query().count())).isEqualTo(1);
    }

    /** The state of its connection is unknown when a fatal error comes out of it. */
    @Test
    default void connectionOfAPipelineThatBrokeIsClosedAndNotRolledBackOn() {
        AtomicInteger rolledBack = new AtomicInteger();
        Faulty faulty = faulty(
                "rollbackTransaction", rollback -> rollback.doOnSubscribe(subscribed -> rolledBack.incrementAndGet()));
        Country country = new Country("A", null);
        try {
            faulty.transaction(country.save().map(saved -> {
                        throw new StackOverflowError("on purpose");
                    }))
                    .subscribe(saved -> {}, error -> {});
        } catch (StackOverflowError expected) {
            assertThat(expected).hasMessage("on purpose");
        }
        assertNothingIsLeft(faulty);
        bed().await(() -> !country.stored());
        assertThat(rolledBack).hasValue(0);
    }

    /** A driver whose answers to an INSERT are lost: it is carried out, and an error comes. */
    record Forgetful(ConnectionFactory driver) implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.from(driver.create()).map(connection -> forgetful(Connection.class, connection));
        }

        private static <T> T forgetful(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("createStatement")
                                && String.valueOf(arguments[0]).contains("INSERT INTO")) {
                            return forgetful(Statement.class, (Statement) result);
                        }
                        return method.getName().equals("execute")
                                ? Flux.from((Publisher<?>) result)
                                        .concatMap(answer -> ((Result) answer).map((row, metadata) -> 0))
                                        .thenMany(Flux.error(lost()))
                                : result;
                    }));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return driver.getMetadata();
        }
    }

    @Test
    default void insertWhoseAnswerIsLostIsUnknownAndNotRepeatedUnderAnotherKey() {
        Database forgetful = Database.builder(new Forgetful(bed().driver()))
                .maxConnections(0)
                .build();
        Inventory lamp = new Inventory("lamp", 7);
        StepVerifier.create(lamp.save().contextWrite(forgetful.context()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UnknownOutcomeException.class)
                        .hasMessageContaining("The answer to a statement was lost")
                        .hasRootCauseMessage("lost"))
                .verify(PATIENCE);
        assertThat(lamp.stored()).isFalse();
        assertThat(await(Inventory_.query().count())).isEqualTo(1);
        StepVerifier.create(lamp.save()).verifyError(UnknownOutcomeException.class);
        StepVerifier.create(Inventory_.insertAll(Flux.just(lamp))).verifyError(UnknownOutcomeException.class);
        Country country = new Country("A", null);
        StepVerifier.create(country.save().contextWrite(forgetful.context()))
                .verifyError(UnknownOutcomeException.class);
        StepVerifier.create(country.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(await(Country_.query().count())).isEqualTo(1);
    }

    @Test
    default void insertAllWhoseAnswerIsLostIsNotRepeatedUnderOtherKeys() {
        Database forgetful = Database.builder(new Forgetful(bed().driver()))
                .maxConnections(0)
                .build();
        List<Inventory> items = List.of(new Inventory("lamp", 7), new Inventory("rug", 1));
        StepVerifier.create(Inventory_.insertAll(Flux.fromIterable(items)).contextWrite(forgetful.context()))
                .verifyError(UnknownOutcomeException.class);
        assertThat(await(Inventory_.query().count())).isEqualTo(2);
        items.forEach(item -> StepVerifier.create(item.save()).verifyError(UnknownOutcomeException.class));
        assertThat(await(Inventory_.query().count())).isEqualTo(2);
    }

    /** What may have been done is not tried again in halves. */
    @Test
    default void insertsThatMeetAndWhoseAnswerIsLostAreSentOnce() {
        Database forgetful = Database.builder(new Forgetful(bed().driver()))
                .maxConnections(0)
                .coalesceInserts(Duration.ofSeconds(5))
                .build();
        Mono<Integer> unknown = Flux.range(0, 5)
                .flatMap(i -> new Inventory("item" + i, i)
                        .save()
                        .map(saved -> 0)
                        .onErrorResume(UnknownOutcomeException.class, lost -> Mono.just(1)))
                .reduce(0, Integer::sum);
        // Calls that an answer triggers are sent as one batch.
        Mono<Integer> together = new Inventory("first", 0)
                .save()
                .map(saved -> 0)
                .onErrorResume(UnknownOutcomeException.class, lost -> unknown);
        assertThat(await(together.contextWrite(forgetful.context()))).isEqualTo(5);
        assertThat(await(Inventory_.query().count())).isEqualTo(6);
    }

    /** A pool tells so of a connection that died while it was idle, and has thrown that one away. */
    @Test
    default void connectionsThatDiedInThePoolAreReplaced() {
        AtomicInteger dead = new AtomicInteger(20);
        StepVerifier.create(count(dead, new R2dbcNonTransientResourceException("Connection validation failed")))
                .expectNext(0L)
                .verifyComplete();
        assertThat(dead).hasValue(0);
        dead.set(20);
        StepVerifier.create(count(dead, lost())).verifyErrorMessage("lost");
        assertThat(dead).as("another error is not tried again").hasValue(19);
        dead.set(20);
        StepVerifier.create(count(dead, new IllegalStateException("Connection validation failed")))
                .verifyError(IllegalStateException.class);
        assertThat(dead).hasValue(19);
    }

    private Mono<Long> count(AtomicInteger dead, Exception error) {
        ConnectionFactory factory = new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return Mono.defer(() -> dead.getAndDecrement() > 0
                        ? Mono.error(error)
                        : Mono.from(bed().driver().create()));
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return bed().driver().getMetadata();
            }
        };
        Database db = Database.builder(factory).maxConnections(0).build();
        return Country_.query()
                .count()
                .contextWrite(db.context())
                .doOnSuccess(count -> dead.incrementAndGet()); // That one was alive.
    }
}
