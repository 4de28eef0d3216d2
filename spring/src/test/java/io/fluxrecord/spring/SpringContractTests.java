package io.fluxrecord.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.tck.BankContract;
import io.fluxrecord.tck.EndingContract;
import io.fluxrecord.tck.HookedOneAtATimeContract;
import io.fluxrecord.tck.JoinedWorkContract;
import io.fluxrecord.tck.LateAnswerContract;
import io.fluxrecord.tck.LoadContract;
import io.fluxrecord.tck.MissedWriteContract;
import io.fluxrecord.tck.OneAtATimeContract;
import io.fluxrecord.tck.RandomOperationsContract;
import io.fluxrecord.tck.RolledBackReadContract;
import io.fluxrecord.tck.RowCountContract;
import io.fluxrecord.tck.RowTruthContract;
import io.fluxrecord.tck.SavedChangesContract;
import io.fluxrecord.tck.StateModelContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.TransactionContract;
import io.fluxrecord.tck.TransactionWorkContract;
import io.fluxrecord.tck.model.AuditLog;
import io.fluxrecord.tck.model.AuditLog_;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Traced;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.IllegalTransactionStateException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.context.ContextView;

/** The contracts of transactions, in transactions that Spring begins. */
@NullUnmarked
abstract class SpringContractTests {

    abstract TestBed bed();

    /** Return a test bed whose transactions are begun by Spring and by Fluxrecord, at random. */
    abstract TestBed mixedBed();

    /** Return a test bed whose transactions are begun by Spring and by Fluxrecord in turn. */
    private TestBed alternatingBed() {
        AtomicInteger number = new AtomicInteger();
        return new TestBed(bed().driver(), bed().capabilities(), (pool, database) -> {
            SpringStyle spring = new SpringStyle(pool, database);
            return (options, work) ->
                    number.getAndIncrement() % 2 == 0 ? spring.run(options, work) : database.transaction(options, work);
        });
    }

    /** Return whether the isolation that Spring asks the driver for is that of the transaction alone. */
    abstract boolean keepsIsolation();

    @Nested
    final class JoinedWork implements JoinedWorkContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }

        /** Spring rolls back with any part that fails, also if it has changed nothing. */
        @Test
        @Override
        public void conflictThatIsHandledLeavesTheTransactionUsable() {
            Country twin = Objects.requireNonNull(new Country("A", "A").save().block());
            StepVerifier.create(bed().transaction(() -> new Country("B", "B")
                            .save()
                            .then(bed().transaction(() -> new Country("A", "twin").save())
                                    .onErrorResume(duplicate -> Mono.just(twin)))))
                    .verifyError(RollbackOnlyException.class);
            assertThat(Country_.query().count().block()).isEqualTo(1);
        }

        @Test
        @Override
        public void refusalOfANestedInsertLeavesTheTransactionUsable() {
            Country twin = Objects.requireNonNull(new Country("A", "A").save().block());
            StepVerifier.create(bed().transaction(() -> new Country("B", "B")
                            .save()
                            .then(bed().transaction(TransactionOptions.NESTED, () -> new Country("A", "twin").save())
                                    .onErrorResume(duplicate -> Mono.just(twin)))))
                    .expectNextCount(1)
                    .verifyComplete();
            assertThat(Country_.query().count().block()).isEqualTo(2);
        }

        /** Once it has begun to commit, Spring passes no cancel on. */
        @Test
        @Override
        public void transactionThatIsCancelledAsItWaitsToCommitRollsBack() {
            Sinks.Empty<Void> go = Sinks.empty();
            List<String> heard = new CopyOnWriteArrayList<>();
            Disposable subscription = bed().transaction(() -> new Country("A", "A")
                            .save()
                            .then(bed().database()
                                    .beforeCommit(() -> go.asMono().doOnSubscribe(waiting -> heard.add("waiting")))))
                    .subscribe();
            bed().await(() -> heard.contains("waiting"));
            subscription.dispose();
            go.tryEmitEmpty();
            bed().awaitIdle();
            assertThat(Country_.query().count().block()).isEqualTo(1);
        }
    }

    @Nested
    final class TransactionWork implements TransactionWorkContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }

        /** Once it has begun to commit, Spring passes no cancel on. */
        @Test
        @Override
        public void cancelDuringAWorkBeforeTheCommitRollsBack() {
            List<String> heard = new CopyOnWriteArrayList<>();
            Sinks.Empty<Void> go = Sinks.empty();
            StepVerifier.create(bed().transaction(() -> db().beforeCommit(
                                    () -> go.asMono().doOnSubscribe(waiting -> heard.add("waiting")))
                            .then(db().afterCommit(() -> Mono.fromRunnable(() -> heard.add("committed"))))
                            .then(new AuditLog("x", null).save())))
                    .expectSubscription()
                    .then(() -> bed().await(() -> heard.contains("waiting")))
                    .thenCancel()
                    .verify();
            go.tryEmitEmpty();
            bed().await(() -> heard.contains("committed"));
            assertThat(AuditLog_.query().count().block()).isEqualTo(1);
        }

        /** A transaction of Spring can be rolled back from inside only with an error. */
        @Test
        @Override
        public void worksRunAtTheRollback() {
            List<String> heard = new CopyOnWriteArrayList<>();
            StepVerifier.create(bed().transaction(() -> db().afterRollback(
                                    () -> Mono.fromRunnable(() -> heard.add("rolled back")))
                            .then(db().beforeCommit(() -> Mono.fromRunnable(() -> heard.add("before"))))
                            .then(db().rollbackOnly())
                            .thenReturn(1)))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(RollbackOnlyException.class)
                            .hasRootCauseInstanceOf(TransactionStateException.class))
                    .verify();
            assertThat(heard).containsExactly("rolled back");
        }

        /** Spring loses errors from after the commit, so they are logged. */
        @Test
        @Override
        public void errorAfterTheCommitReachesTheSubscriberWhenTheOthersHaveRun() {
            List<String> heard = new CopyOnWriteArrayList<>();
            StepVerifier.create(bed().transaction(() -> db().afterCommit(
                                    () -> Mono.error(new IllegalStateException("on purpose")))
                            .then(db().afterCommit(() -> Mono.fromRunnable(() -> heard.add("committed"))))
                            .then(new AuditLog("x", null).save())))
                    .expectNextCount(1)
                    .verifyComplete();
            assertThat(heard).containsExactly("committed");
        }

        @Test
        @Override
        public void workThatIsNullIsAnErrorThatSaysWhatToReturn() {
            StepVerifier.create(bed().transaction(
                                    () -> db().beforeCommit(() -> null).thenReturn(1)))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(NullPointerException.class)
                            .hasMessageContaining("Mono.empty()"))
                    .verify();
        }

        private Database db() {
            return bed().database();
        }
    }

    @Nested
    final class Transaction implements TransactionContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }

        @Test
        @Override
        public void rollbackOnlyOnDemandIsNoError() {
            Country a = new Country("A", "A");
            StepVerifier.create(bed().transaction(() ->
                            a.save().delayUntil(saved -> bed().database().rollbackOnly())))
                    .verifyError(RollbackOnlyException.class);
            assertThat(a.stored()).isFalse();
            assertThat(Country_.query().count().block()).isZero();
        }

        /** The error of a part that has joined is known to Spring alone; Spring itself would commit the other half. */
        @Test
        @Override
        public void handledFailureOfAJoinedTransactionRollsAllOfItBack() {
            StepVerifier.create(bed().transaction(
                                    TransactionOptions.DEFAULT.named("checkout"),
                                    () -> new Country("A", "A")
                                            .save()
                                            .delayUntil(a -> bed().transaction(() -> new Country("B", "B")
                                                            .save()
                                                            .then(Mono.error(new IllegalStateException("on purpose"))))
                                                    .onErrorResume(handled -> Mono.empty()))))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(RollbackOnlyException.class)
                            .hasMessageContaining("\"checkout\"")
                            .hasRootCauseInstanceOf(TransactionStateException.class))
                    .verify();
            assertThat(Country_.query().count().block()).isZero();
        }

        @Test
        @Override
        public void mandatoryAndNeverSayWhatIsMissing() {
            TransactionOptions mandatory = TransactionOptions.DEFAULT.propagation(Propagation.MANDATORY);
            TransactionOptions never = TransactionOptions.DEFAULT.propagation(Propagation.NEVER);
            Mono<Country> country = Mono.defer(() -> new Country("A", "A").save());
            StepVerifier.create(bed().transaction(mandatory, () -> country))
                    .verifyError(IllegalTransactionStateException.class);
            StepVerifier.create(bed().transaction(() -> bed().transaction(never, () -> country)))
                    .verifyError(IllegalTransactionStateException.class);
            StepVerifier.create(bed().transaction(() -> bed().database().transaction(never, () -> country)))
                    .verifyError(TransactionStateException.class);
            StepVerifier.create(bed().transaction(() -> bed().database().transaction(mandatory, () -> country)))
                    .expectNextCount(1)
                    .verifyComplete();
        }

        /** Spring takes its transaction out of the Context when it has ended. */
        @Test
        @Override
        public void statementAfterTheEndIsRefusedAndNotSent() {
            AtomicReference<ContextView> escaped = new AtomicReference<>();
            bed().transaction(() -> Mono.deferContextual(context -> {
                        escaped.set(context);
                        return new Country("A", "A").save();
                    }))
                    .block();
            bed().transactions();
            StepVerifier.create(new Country("B", "B").save().contextWrite(escaped.get()))
                    .expectNextCount(1)
                    .verifyComplete();
            assertThat(bed().transactions()).isZero();
            assertThat(Country_.query().count().block()).isEqualTo(2);
        }

        /**
         * In SQL they are part of the savepoint, and the records know it; only NESTED of the database makes them wait.
         */
        @Test
        @Override
        public void statementsOfTheOuterTransactionWaitForANestedBlock() {
            Country beside = new Country("A", "A");
            Mono<Void> nested = bed().transaction(
                            TransactionOptions.NESTED,
                            () -> new Country("N", "N")
                                    .save()
                                    .delayElement(Duration.ofMillis(20))
                                    .then(Mono.error(new IllegalStateException("on purpose"))))
                    .onErrorResume(handled -> Mono.empty())
                    .then();
            bed().transaction(() -> new Country("first", "first")
                            .save()
                            .then(Mono.when(
                                    nested, Mono.delay(Duration.ofMillis(5)).then(beside.save())))
                            .thenReturn(true))
                    .block();
            assertThat(Country_.query()
                            .all()
                            .map(country -> country.code)
                            .collectList()
                            .block())
                    .contains("first")
                    .hasSize(beside.stored() ? 2 : 1);
        }

        /** A second database on the same connections takes part, unless the first does. */
        @Test
        @Override
        public void transactionOverTwoDatabasesIsRefused() {
            Database other = bed().database(UnaryOperator.identity());
            Mono<Country> country = Mono.defer(() -> new Country("A", "A").save());
            StepVerifier.create(bed().transaction(
                                    () -> Country_.query().count().then(country.contextWrite(other.context()))))
                    .verifyError(TransactionStateException.class);
            StepVerifier.create(bed().transaction(() -> country.contextWrite(other.context())))
                    .expectNextCount(1)
                    .verifyComplete();
        }

        /** Of a part that asks for another isolation than there is, Spring takes no notice. */
        @Test
        @Override
        public void isolationIsWhatWasAskedForAndEndsWithTheTransaction() {
            assumeTrue(keepsIsolation());
            TransactionOptions serializable = TransactionOptions.DEFAULT.isolation(IsolationLevel.SERIALIZABLE);
            StepVerifier.create(bed().transaction(
                                    serializable,
                                    () -> bed().database()
                                            .transaction(
                                                    serializable,
                                                    () -> Country_.query().count())))
                    .expectNext(0L)
                    .verifyComplete();
            TransactionOptions another = TransactionOptions.DEFAULT.isolation(IsolationLevel.READ_COMMITTED);
            StepVerifier.create(bed().transaction(
                                    serializable,
                                    () -> bed().database()
                                            .transaction(
                                                    another,
                                                    () -> Country_.query().count())))
                    .verifyError(TransactionStateException.class);
        }
    }

    @Nested
    final class Ending implements EndingContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }

        @Test
        @Override
        public void rollbackIsHeardOfAfterTheWholeTransaction() {
            Traced record = new Traced("a");
            StepVerifier.create(bed().transaction(
                                    () -> record.save().then(Mono.error(new IllegalStateException("on purpose")))))
                    .verifyErrorMessage("on purpose");
            assertThat(record.trace).endsWith("afterSave", "afterRollback").doesNotContain("afterCommit");
            record.trace.clear();
            StepVerifier.create(bed().transaction(() ->
                            record.save().delayUntil(saved -> bed().database().rollbackOnly())))
                    .verifyError(RollbackOnlyException.class);
            assertThat(record.trace).endsWith("afterRollback").doesNotContain("afterCommit");
        }
    }

    @Nested
    final class SavedChanges implements SavedChangesContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class Load implements LoadContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class MissedWrite implements MissedWriteContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class RowTruth implements RowTruthContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class RowCount implements RowCountContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class OneAtATime implements OneAtATimeContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class HookedOneAtATime implements HookedOneAtATimeContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }

        /** Spring loses errors from after the commit, so they are logged. */
        @ParameterizedTest
        @ValueSource(strings = {"beforeSave", "beforeInsert", "afterInsert", "afterSave"})
        @Override
        public void recordIsFreeAfterTheErrorOfAHook(String hook) {
            HookedOneAtATimeContract.super.recordIsFreeAfterTheErrorOfAHook(hook);
        }
    }

    @Nested
    final class RolledBackRead implements RolledBackReadContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class LateAnswer implements LateAnswerContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class RandomOperations implements RandomOperationsContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    /** Every second transfer is one of Spring's. */
    @Nested
    final class Bank implements BankContract {

        private final TestBed alternating = alternatingBed();

        @Override
        public int transfers() {
            return 1_000;
        }

        @Override
        public TestBed bed() {
            return alternating;
        }
    }

    @Nested
    final class StateModel implements StateModelContract {

        /** On three databases that makes more than 2,000. */
        @Override
        public int sequences() {
            return Integer.getInteger("fluxrecord.sequences", 670);
        }

        @Override
        public TestBed bed() {
            return mixedBed();
        }
    }
}
