package io.fluxrecord.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.sql.Column;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Statement;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A statement outside a transaction has a connection for itself, which comes back when it has answered. */
class ConnectionsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScriptedConnections driver = new ScriptedConnections();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<List<String>> generated = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> answer = Sinks.empty();
    private final Connections connections =
            new Connections(driver.create(), driver, new Scripted(), new SessionSetup(List.of(), false), null) {};

    /** A dialect whose server can be asked to stop a statement. */
    private final class Scripted implements Dialect {

        @Override
        public String driver() {
            return "scripted";
        }

        @Override
        public String columnType(Column column) {
            return "TEXT";
        }

        @Override
        public Publisher<Void> cancel(Connection connection, ConnectionFactory connections) {
            return Mono.fromRunnable(() -> stopped.add("stop"));
        }
    }

    /** A connection whose statements answer when the test says so. */
    private Connection connection() {
        Connection scripted = driver.connection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createStatement")) {
                        sent.add((String) arguments[0]);
                        return statement();
                    }
                    return method.invoke(scripted, arguments);
                });
    }

    private Statement statement() {
        return (Statement) Proxy.newProxyInstance(
                Statement.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("returnGeneratedValues")) {
                        generated.add(List.of((String[]) arguments[0]));
                    }
                    return method.getName().equals("execute") ? answer.asMono() : proxy;
                });
    }

    @Test
    void driverIsAskedForGeneratedValuesOfAStatementThatReturnsNone() {
        insert(new RenderedSql("A", List.of()), 0);
        insert(new RenderedSql("B", List.of(), List.of("id", "number")), 1);
        assertThat(sent).containsExactly("A", "B");
        assertThat(generated).containsExactly(List.of("id", "number"));
    }

    private void insert(RenderedSql sql, int attempt) {
        connections
                .updateReturning(sql, new Object[0], null, row -> 1, keys -> keys)
                .subscribe();
        driver.attempt(attempt).opens(connection());
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(1))
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
    }

    private Disposable execute(List<String> ends, String... statements) {
        return connections
                .execute(List.of(statements))
                .subscribe(
                        ignored -> {}, error -> ends.add(String.valueOf(error.getMessage())), () -> ends.add("done"));
    }

    @Test
    void connectionComesBackWhenTheStatementHasAnswered() {
        List<String> ends = new ArrayList<>();
        execute(ends, "A");
        driver.attempt(0).opens(connection());
        assertThat(sent).containsExactly("A");
        assertThat(driver.closed).hasValue(0);
        answer.tryEmitEmpty();
        assertThat(driver.closed).hasValue(1);
        assertThat(ends).containsExactly("done");
    }

    @Test
    void callerThatCancelsWaitsForNoConnection() {
        List<String> ends = new ArrayList<>();
        execute(ends, "A").dispose();
        assertThat(driver.attempt(0).isCancelled()).isTrue();
        driver.attempt(0).opens(connection());
        assertThat(sent).isEmpty();
        assertThat(driver.closed).as("it was handed over all the same").hasValue(1);
        assertThat(ends).isEmpty();
    }

    @Test
    void callerThatCancelsAtOnceAsksForNoConnection() {
        StepVerifier.create(connections.execute(List.of("A"))).thenCancel().verify(PATIENCE);
        assertThat(driver.attempts()).isEmpty();
    }

    @Test
    void callerThatCancelsAsAConnectionIsAskedForWaitsForNone() {
        Disposable.Swap caller = Disposables.swap();
        Mono<Connection> leaving = Mono.defer(() -> {
            caller.dispose();
            return driver.create();
        });
        Mono<Void> statement = new Connections(
                leaving, driver, new Scripted(), new SessionSetup(List.of(), false), null) {}.execute(List.of("A"));
        StepVerifier.create(statement.doOnSubscribe(subscription -> caller.update(subscription::cancel)))
                .expectSubscription()
                .thenAwait()
                .thenCancel()
                .verify(PATIENCE);
        assertThat(driver.attempt(0).isCancelled()).isTrue();
    }

    @Test
    void errorAfterACancelIsDropped() {
        List<String> ends = new ArrayList<>();
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            execute(ends, "A").dispose();
            driver.attempt(0).subscriber().onError(new IllegalStateException("too late"));
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).singleElement().satisfies(error -> assertThat(error).hasMessage("too late"));
        assertThat(ends).isEmpty();
    }

    @Test
    void connectionThatCannotBeHadIsTheError() {
        List<String> ends = new ArrayList<>();
        execute(ends, "A");
        driver.attempt(0).subscriber().onError(new IllegalStateException("none"));
        execute(ends, "B");
        driver.attempt(1).subscriber().onComplete();
        assertThat(ends).containsExactly("none", "done");
        assertThat(sent).isEmpty();
    }

    @Test
    void statementAfterACancelIsNotSent() {
        List<String> ends = new ArrayList<>();
        Disposable subscription = execute(ends, "A", "B");
        driver.attempt(0).opens(connection());
        subscription.dispose();
        assertThat(driver.closed).as("it has not answered").hasValue(0);
        answer.tryEmitEmpty();
        assertThat(sent).containsExactly("A");
        assertThat(driver.closed).hasValue(1);
        assertThat(ends).isEmpty();
    }

    @Test
    void statementThatDoesNotAnswerIsStoppedAndThenItsConnectionClosed() {
        List<String> ends = new ArrayList<>();
        Disposable subscription = execute(ends, "A");
        driver.attempt(0).opens(connection());
        subscription.dispose();
        assertThat(stopped).isEmpty();
        await(() -> !stopped.isEmpty());
        assertThat(driver.closed).hasValue(0);
        await(() -> driver.closed.get() > 0);
        assertThat(stopped).hasSize(1);
    }

    @Test
    void statementThatAnswersSoonIsNotStopped() {
        List<String> ends = new ArrayList<>();
        Disposable subscription = execute(ends, "A");
        driver.attempt(0).opens(connection());
        subscription.dispose();
        answer.tryEmitEmpty();
        assertThat(driver.closed).hasValue(1);
        Mono.delay(Interruption.GRACE.multipliedBy(2)).block(PATIENCE);
        assertThat(stopped).isEmpty();
        assertThat(driver.closed).hasValue(1);
    }

    private Disposable query(int fetchSize) {
        Disposable query = connections
                .query(new RenderedSql("SELECT", List.of()), new Object[0], fetchSize, row -> 1)
                .subscribe();
        driver.attempts().get(driver.attempts().size() - 1).opens(connection());
        return query;
    }

    @Test
    void cursorThatIsCancelledFetchesNoMore() {
        Disposable query = query(10);
        assertThat(answer.currentSubscriberCount()).isEqualTo(1);
        query.dispose();
        assertThat(answer.currentSubscriberCount()).isZero();
        assertThat(driver.closed).as("what was sent before has answered").hasValue(1);
    }

    @Test
    void resultThatIsCancelledIsReadToItsEnd() {
        query(0).dispose();
        assertThat(answer.currentSubscriberCount()).isEqualTo(1);
        assertThat(driver.closed).hasValue(0);
        answer.tryEmitEmpty();
        assertThat(driver.closed).hasValue(1);
    }
}
