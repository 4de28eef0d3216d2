package io.fluxrecord.internal.execution;

import static io.fluxrecord.internal.execution.ScriptedSession.lost;
import static io.fluxrecord.internal.execution.ScriptedSession.refusal;
import static io.fluxrecord.internal.execution.ScriptedSession.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.UnknownOutcomeException;
import io.fluxrecord.scripted.Script;
import io.fluxrecord.scripted.ScriptedConnection;
import io.fluxrecord.scripted.ScriptedResult;
import io.fluxrecord.scripted.ScriptedRow;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A statement outside a transaction: its connection is given back once, when the statement has answered. */
class BorrowingTests {

    private static final String INSERT = "INSERT";

    private final ScriptedSession session = new ScriptedSession();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

    @AfterEach
    void letTimeGoOn() {
        VirtualTimeScheduler.reset();
    }

    private void assertSent(String... sent) {
        assertThat(session.script.sent()).containsExactly(sent);
    }

    private Flux<Object> query(int fetchSize) {
        return session.connections.query(
                new RenderedSql("SELECT", List.of()), new Object[0], fetchSize, row -> row.get(0));
    }

    @Test
    void nothingIsSentBeforeSubscription() {
        Mono<Long> write = write(session.connections, INSERT);
        assertSent();
        StepVerifier.create(write).expectNext(1L).verifyComplete();
        assertSent(INSERT, "CLOSE");
    }

    @Test
    void connectionIsGivenBackBeforeTheEndIsSignalled() {
        Sinks.Empty<Void> close = session.script.hold("CLOSE");
        StepVerifier.create(write(session.connections, INSERT))
                .expectSubscription()
                .then(() -> assertSent(INSERT, "CLOSE"))
                .expectNoEvent(Interruption.LIMIT)
                .then(close::tryEmitEmpty)
                .expectNext(1L)
                .verifyComplete();
    }

    @Test
    void connectionIsGivenBackOnceAfterAnError() {
        session.script.fail(INSERT, refusal());
        StepVerifier.create(write(session.connections, INSERT)).verifyErrorMessage("on purpose");
        assertSent(INSERT, "CLOSE");
    }

    @Test
    void errorOfTheCloseIsNoneOfTheStatement() {
        session.script.fail("CLOSE", new IllegalStateException("on purpose"));
        StepVerifier.create(write(session.connections, INSERT)).expectNext(1L).verifyComplete();
        assertSent(INSERT, "CLOSE");
    }

    @Test
    void lostAnswerIsAnUnknownOutcomeOfAWriteAndNotOfAQuery() {
        session.script.fail(INSERT, lost());
        session.script.fail("SELECT", lost());
        StepVerifier.create(write(session.connections, INSERT)).verifyError(UnknownOutcomeException.class);
        StepVerifier.create(query(0)).verifyErrorMessage("on purpose");
        assertSent(INSERT, "CLOSE", "SELECT", "CLOSE");
    }

    @Test
    void cancelledStatementKeepsItsConnectionUntilItHasAnswered() {
        Sinks.Empty<Void> answer = session.script.hold(INSERT);
        write(session.connections, INSERT).subscribe().dispose();
        assertSent(INSERT);
        answer.tryEmitEmpty();
        assertSent(INSERT, "CLOSE");
        assertThat(session.script.cancelled()).isEmpty();
        time.advanceTimeBy(Interruption.GRACE.plus(Interruption.LIMIT));
        assertSent(INSERT, "CLOSE");
        assertThat(session.dialect.cancels()).isZero();
    }

    @Test
    void serverIsAskedToStopACancelledStatementAfterTheGracePeriod() {
        Sinks.Empty<Void> answer = session.script.hold(INSERT);
        write(session.connections, INSERT).subscribe().dispose();
        time.advanceTimeBy(Interruption.GRACE.minusMillis(1));
        assertThat(session.dialect.cancels()).isZero();
        time.advanceTimeBy(Interruption.GRACE);
        assertThat(session.dialect.cancels()).isEqualTo(1);
        assertSent(INSERT);
        answer.tryEmitError(refusal());
        assertSent(INSERT, "CLOSE");
    }

    @Test
    void connectionWhoseServerStaysSilentIsClosed() {
        session.script.hold(INSERT);
        write(session.connections, INSERT).subscribe().dispose();
        time.advanceTimeBy(Interruption.GRACE.plus(Interruption.LIMIT).minusMillis(1));
        assertSent(INSERT);
        time.advanceTimeBy(Interruption.LIMIT.multipliedBy(2));
        assertSent(INSERT, "CLOSE", "CLOSE"); // That of the driver, and then it is given back.
    }

    @Test
    void queryIsReadToItsEndAfterACancel() {
        TestPublisher<Row> rows = TestPublisher.create();
        session.script.answer("SELECT", ScriptedResult.rows(rows.flux()));
        StepVerifier.create(query(0).take(1))
                .then(() -> rows.next(ScriptedRow.of("first")))
                .expectNext("first")
                .verifyComplete();
        rows.next(ScriptedRow.of("second"));
        assertSent("SELECT");
        rows.complete();
        rows.assertNotCancelled();
        assertSent("SELECT", "CLOSE");
    }

    @Test
    void cursorFetchesNoMoreAfterACancel() {
        TestPublisher<Row> rows = TestPublisher.create();
        session.script.answer("SELECT", ScriptedResult.rows(rows.flux()));
        Sinks.Empty<Void> validated = session.script.hold("VALIDATE");
        Disposable subscription = query(10).subscribe();
        subscription.dispose();
        rows.assertCancelled();
        assertSent("SELECT", "VALIDATE");
        validated.tryEmitEmpty();
        assertSent("SELECT", "VALIDATE", "CLOSE");
    }

    @Test
    void rowThatCannotBeReadFailsTheQueryOnce() {
        session.script.answer("SELECT", ScriptedResult.rows(new Object[] {"a"}, new Object[] {"b"}));
        StepVerifier.create(session.connections.query(new RenderedSql("SELECT", List.of()), new Object[0], 0, row -> {
                    throw new IllegalStateException(String.valueOf(row.get(0)));
                }))
                .verifyErrorMessage("a");
        assertSent("SELECT", "CLOSE");
    }

    @Test
    void errorOfTheAcquisitionIsSignalled() {
        Connections none = session.connections(Mono.error(new IllegalStateException("on purpose")));
        StepVerifier.create(write(none, INSERT)).verifyErrorMessage("on purpose");
        assertSent();
    }

    @Test
    void deadConnectionsOfAPoolAreSkipped() {
        Mono<Connection> dead = Mono.error(new R2dbcNonTransientResourceException("Connection validation failed"));
        int[] attempts = {0};
        Connections pool =
                session.connections(Mono.defer(() -> ++attempts[0] < 4 ? dead : Mono.just(session.connection)));
        StepVerifier.create(write(pool, INSERT)).expectNext(1L).verifyComplete();
        assertThat(attempts[0]).isEqualTo(4);
    }

    @Test
    void poolThatHasNoneButDeadConnectionsIsGivenUp() {
        int[] attempts = {0};
        Connections pool = session.connections(Mono.defer(() -> {
            attempts[0]++;
            return Mono.error(new R2dbcNonTransientResourceException("Connection validation failed"));
        }));
        StepVerifier.create(write(pool, INSERT)).verifyErrorMessage("Connection validation failed");
        assertThat(attempts[0]).isEqualTo(1001);
    }

    @Test
    void cancelBeforeThereIsAConnectionCancelsTheAcquisition() {
        TestPublisher<Connection> acquisition = TestPublisher.create();
        write(session.connections(acquisition.mono()), INSERT).subscribe().dispose();
        acquisition.assertCancelled();
        assertSent();
    }

    @Test
    void connectionThatComesAfterACancelIsGivenBackUnused() {
        TestPublisher<Connection> late = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
        write(session.connections(Mono.fromDirect(late)), INSERT).subscribe().dispose();
        late.next(session.connection);
        late.complete();
        assertSent("CLOSE");
    }

    /** A driver may wait with the close for a request. */
    @Test
    void closeIsRequested() {
        Script slow = new Script() {
            @Override
            public Statement statement(String sql) {
                return session.script.statement(sql);
            }

            @Override
            public Publisher<Void> command(String command) {
                return subscriber -> subscriber.onSubscribe(new Subscription() {
                    @Override
                    public void request(long n) {
                        subscriber.onComplete();
                    }

                    @Override
                    public void cancel() {}
                });
            }
        };
        StepVerifier.create(write(session.connections(Mono.just(new ScriptedConnection(slow))), INSERT))
                .expectNext(1L)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }
}
