package io.fluxrecord.internal.execution;

import static io.fluxrecord.internal.execution.ScriptedSession.lost;
import static io.fluxrecord.internal.execution.ScriptedSession.refusal;
import static io.fluxrecord.internal.execution.ScriptedSession.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.TransactionStateException;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.scripted.ScriptedDriver;
import io.fluxrecord.transaction.Propagation;
import io.fluxrecord.transaction.TransactionOptions;
import io.r2dbc.spi.R2dbcException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What is sent in a transaction, and that its connection is given back once, last, whatever becomes of it. */
class TransactionTests {

    private final ScriptedSession session = new ScriptedSession();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

    @AfterEach
    void letTimeGoOn() {
        VirtualTimeScheduler.reset();
    }

    private <T> Flux<T> transaction(Function<Session, Publisher<T>> work) {
        return session.connections.transactional(TransactionOptions.DEFAULT, work);
    }

    private void assertSent(String... sent) {
        assertThat(session.script.sent()).containsExactly(sent);
    }

    @Test
    void workIsCommitted() {
        Flux<Long> work = transaction(running -> write(running, "INSERT"));
        assertSent();
        StepVerifier.create(work).expectNext(1L).verifyComplete();
        assertSent("BEGIN", "INSERT", "COMMIT", "CLOSE");
    }

    @Test
    void failedWorkIsRolledBack() {
        session.script.fail("INSERT", refusal());
        StepVerifier.create(transaction(running -> write(running, "INSERT"))).verifyErrorMessage("on purpose");
        assertSent("BEGIN", "INSERT", "ROLLBACK", "CLOSE");
    }

    @Test
    void workThatCannotBeMadeIsRolledBack() {
        StepVerifier.create(transaction(running -> {
                    throw new IllegalStateException("on purpose");
                }))
                .verifyErrorMessage("on purpose");
        assertSent("BEGIN", "ROLLBACK", "CLOSE");
    }

    @Test
    void rollbackOnlyIsNoError() {
        StepVerifier.create(transaction(running -> {
                    running.requireTransaction("this").rollbackOnly();
                    return write(running, "INSERT");
                }))
                .expectNext(1L)
                .verifyComplete();
        assertSent("BEGIN", "INSERT", "ROLLBACK", "CLOSE");
    }

    @Test
    void connectionIsGivenBackWhereBeginFails() {
        session.script.fail("BEGIN", refusal());
        StepVerifier.create(transaction(running -> write(running, "INSERT"))).verifyErrorMessage("on purpose");
        assertSent("BEGIN", "ROLLBACK", "CLOSE");
    }

    @Test
    void refusedCommitIsTheDatabasesErrorAndALostOneIsUnknown() {
        session.script.fail("COMMIT", refusal());
        StepVerifier.create(transaction(running -> write(running, "INSERT")))
                .expectNext(1L)
                .verifyErrorMessage("on purpose");
        assertSent("BEGIN", "INSERT", "COMMIT", "ROLLBACK", "CLOSE");
        session.script.fail("COMMIT", lost());
        StepVerifier.create(transaction(running -> write(running, "INSERT")))
                .expectNext(1L)
                .verifyError(UnknownOutcomeException.class);
    }

    @Test
    void failedRollbackClosesTheConnectionAndSignalsTheErrorOfTheWork() {
        session.script.fail("ROLLBACK", lost());
        StepVerifier.create(transaction(running -> Mono.error(new IllegalStateException("of the work"))))
                .then(() -> time.advanceTimeBy(Interruption.LIMIT))
                .verifyErrorMessage("of the work");
        assertSent("BEGIN", "ROLLBACK", "CLOSE", "CLOSE"); // That of the driver, and then it is given back.
    }

    @Test
    void cancelledWorkIsRolledBackWhenItsStatementHasAnswered() {
        Sinks.Empty<Void> answer = session.script.hold("INSERT");
        transaction(running -> write(running, "INSERT")).subscribe().dispose();
        assertSent("BEGIN", "INSERT");
        answer.tryEmitEmpty();
        assertSent("BEGIN", "INSERT", "ROLLBACK", "CLOSE");
        assertThat(session.script.cancelled()).isEmpty();
    }

    @Test
    void cancelWhileBeginIsUnansweredRollsBackAfterIt() {
        Sinks.Empty<Void> begin = session.script.hold("BEGIN");
        transaction(running -> write(running, "INSERT")).subscribe().dispose();
        assertSent("BEGIN");
        begin.tryEmitEmpty();
        assertSent("BEGIN", "ROLLBACK", "CLOSE");
    }

    @Test
    void cancelledCommitGoesOn() {
        Sinks.Empty<Void> commit = session.script.hold("COMMIT");
        transaction(running -> write(running, "INSERT")).subscribe().dispose();
        assertSent("BEGIN", "INSERT", "COMMIT");
        commit.tryEmitEmpty();
        assertSent("BEGIN", "INSERT", "COMMIT", "CLOSE");
        time.advanceTimeBy(Interruption.LIMIT.multipliedBy(2));
        assertSent("BEGIN", "INSERT", "COMMIT", "CLOSE");
    }

    @Test
    void statementsOfTwoBranchesAreSentOneAfterAnother() {
        Sinks.Empty<Void> first = session.script.hold("A");
        StepVerifier.create(transaction(running -> Flux.merge(write(running, "A"), write(running, "B"))))
                .expectSubscription()
                .then(() -> assertSent("BEGIN", "A"))
                .then(first::tryEmitEmpty)
                .expectNext(1L, 1L)
                .verifyComplete();
        assertSent("BEGIN", "A", "B", "COMMIT", "CLOSE");
    }

    @Test
    void statementAfterTheEndIsRefusedAndNotSent() {
        List<Session> leaked = new ArrayList<>();
        StepVerifier.create(transaction(running -> {
                    leaked.add(running);
                    return Mono.empty();
                }))
                .verifyComplete();
        StepVerifier.create(write(leaked.get(0), "INSERT")).verifyError(TransactionStateException.class);
        assertSent("BEGIN", "COMMIT", "CLOSE");
    }

    @Test
    void nestedTransactionIsASavepoint() {
        session.script.fail("B", refusal());
        StepVerifier.create(transaction(running -> Flux.concat(
                        running.transactional(TransactionOptions.NESTED, nested -> write(nested, "A")),
                        running.transactional(TransactionOptions.NESTED, nested -> write(nested, "B"))
                                .onErrorResume(refused -> Mono.empty()),
                        write(running, "C"))))
                .expectNext(1L, 1L)
                .verifyComplete();
        assertSent(
                "BEGIN",
                "SAVEPOINT fluxrecord_1",
                "A",
                "RELEASE fluxrecord_1",
                "SAVEPOINT fluxrecord_2",
                "B",
                "ROLLBACK TO fluxrecord_2",
                "C",
                "COMMIT",
                "CLOSE");
    }

    @Test
    void statementsWaitForTheSavepointOfACancelledNestedTransaction() {
        Sinks.Empty<Void> answer = session.script.hold("A");
        StepVerifier.create(transaction(running -> {
                    Disposable nested = running.transactional(TransactionOptions.NESTED, inner -> write(inner, "A"))
                            .subscribe();
                    nested.dispose();
                    return write(running, "B");
                }))
                .expectSubscription()
                .then(() -> assertSent("BEGIN", "SAVEPOINT fluxrecord_1", "A"))
                .then(answer::tryEmitEmpty)
                .expectNext(1L)
                .verifyComplete();
        assertSent("BEGIN", "SAVEPOINT fluxrecord_1", "A", "ROLLBACK TO fluxrecord_1", "B", "COMMIT", "CLOSE");
    }

    @Test
    void joinedWorkThatFailsAfterAChangeDoomsTheTransaction() {
        StepVerifier.create(transaction(running -> running.transactional(
                                TransactionOptions.DEFAULT,
                                joined -> write(joined, "A").then(Mono.<Long>error(new IllegalStateException("half"))))
                        .onErrorResume(handled -> Mono.empty())))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RollbackOnlyException.class)
                        .hasRootCauseMessage("half"));
        assertSent("BEGIN", "A", "ROLLBACK", "CLOSE");
    }

    @Test
    void joinedWorkThatFailsWithoutAChangeDoomsNothing() {
        StepVerifier.create(transaction(running -> running.transactional(
                                TransactionOptions.DEFAULT, joined -> Mono.<Long>error(new IllegalStateException()))
                        .onErrorResume(handled -> Mono.empty())))
                .verifyComplete();
        assertSent("BEGIN", "COMMIT", "CLOSE");
    }

    @Test
    void propagationDecidesWhereWorkRuns() {
        StepVerifier.create(session.connections.transactional(
                        TransactionOptions.DEFAULT.propagation(Propagation.MANDATORY), running -> Mono.empty()))
                .verifyError(TransactionStateException.class);
        StepVerifier.create(transaction(running -> running.transactional(
                        TransactionOptions.DEFAULT.propagation(Propagation.NEVER), alone -> Mono.empty())))
                .verifyError(TransactionStateException.class);
        assertSent("BEGIN", "ROLLBACK", "CLOSE");
        StepVerifier.create(transaction(
                        running -> running.transactional(TransactionOptions.REQUIRES_NEW, alone -> write(alone, "A"))))
                .expectNext(1L)
                .verifyComplete();
        assertSent("BEGIN", "ROLLBACK", "CLOSE", "BEGIN", "BEGIN", "A", "COMMIT", "CLOSE", "COMMIT", "CLOSE");
    }

    @Test
    void endingsRunAfterTheConnectionWasGivenBack() {
        List<String> endings = new ArrayList<>();
        TransactionEnding ending = new TransactionEnding() {
            @Override
            public Publisher<?> committed() {
                return Mono.fromRunnable(() -> endings.add("committed after " + session.script.sent()));
            }

            @Override
            public Publisher<?> rolledBack() {
                return Mono.fromRunnable(() -> endings.add("rolled back after " + session.script.sent()));
            }
        };
        StepVerifier.create(transaction(running -> {
                    running.requireTransaction("this").onEnd(ending);
                    return Mono.empty();
                }))
                .verifyComplete();
        assertThat(endings).containsExactly("committed after [BEGIN, COMMIT, CLOSE]");
    }

    @Test
    void workBeforeTheCommitIsPartOfTheTransaction() {
        StepVerifier.create(transaction(running -> {
                    running.requireTransaction("this")
                            .onCommit(write(running, "B").then());
                    return write(running, "A");
                }))
                .expectNext(1L)
                .verifyComplete();
        assertSent("BEGIN", "A", "B", "COMMIT", "CLOSE");
    }

    /** Connections to a database that rolls back all of a transaction with an error, and has settings for each. */
    private Connections rollingBack() {
        PlainDialect dialect = new PlainDialect() {
            @Override
            public boolean endsTransaction(R2dbcException error) {
                return true;
            }

            @Override
            public List<String> enterTransaction(TransactionOptions options) {
                return List.of("SET A", "SET B");
            }
        };
        return new Connections(
                Mono.just(session.connection),
                new ScriptedDriver("scripted", session.script),
                dialect,
                new SessionSetup(List.of(), false),
                null) {};
    }

    @Test
    void transactionThatTheDatabaseHasRolledBackTakesNoMoreStatements() {
        session.script.fail("INSERT", refusal());
        StepVerifier.create(rollingBack()
                        .transactional(
                                TransactionOptions.DEFAULT,
                                running -> write(running, "INSERT").onErrorResume(error -> write(running, "UPDATE"))))
                .verifyError(TransactionStateException.class);
        assertSent("BEGIN", "SET A", "SET B", "INSERT", "ROLLBACK", "CLOSE");
    }

    @Test
    void transactionThatTheDatabaseHasRolledBackIsNotCommitted() {
        session.script.fail("INSERT", refusal());
        StepVerifier.create(rollingBack()
                        .transactional(
                                TransactionOptions.DEFAULT,
                                running -> running.transactional(
                                                TransactionOptions.NESTED, inner -> write(inner, "INSERT"))
                                        .onErrorResume(error -> Mono.just(0L))))
                .expectNext(0L)
                .verifyError(RollbackOnlyException.class);
        assertThat(session.script.sent()).contains("ROLLBACK").doesNotContain("COMMIT");
    }

    @Test
    void settingsAfterACancelAreNotSent() {
        Sinks.Empty<Void> setting = session.script.hold("SET A");
        rollingBack()
                .transactional(TransactionOptions.DEFAULT, running -> write(running, "INSERT"))
                .subscribe()
                .dispose();
        setting.tryEmitEmpty();
        assertSent("BEGIN", "SET A", "ROLLBACK", "CLOSE");
    }

    @Test
    void savepointThatIsBrokenTakesNoMoreStatements() {
        List<Session> savepoints = new ArrayList<>();
        List<Throwable> refusals = new ArrayList<>();
        try {
            transaction(running -> running.transactional(TransactionOptions.NESTED, inner -> {
                        savepoints.add(inner);
                        return write(inner, "INSERT").doOnNext(written -> {
                            throw new StackOverflowError("on purpose");
                        });
                    }))
                    .subscribe();
        } catch (StackOverflowError expected) {
            assertThat(expected).hasMessage("on purpose");
        }
        write(savepoints.get(0), "UPDATE").subscribe(written -> {}, refusals::add);
        assertThat(refusals).singleElement().isInstanceOf(TransactionStateException.class);
        assertThat(session.script.sent()).doesNotContain("UPDATE", "COMMIT");
    }

    @Test
    void fatalErrorOfTheWorkItselfIsDroppedOnce() {
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            transaction(running -> subscriber -> {
                        throw new StackOverflowError("on purpose");
                    })
                    .subscribe();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).singleElement().isInstanceOf(StackOverflowError.class);
        assertThat(session.script.sent()).doesNotContain("COMMIT");
    }
}
