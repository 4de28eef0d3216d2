package io.fluxrecord.dialect.postgresql;

import static io.fluxrecord.tck.network.PostgresqlMessages.cancelRequest;
import static io.fluxrecord.tck.network.PostgresqlMessages.done;
import static io.fluxrecord.tck.network.PostgresqlMessages.error;
import static io.fluxrecord.tck.network.PostgresqlMessages.ready;
import static io.fluxrecord.tck.network.PostgresqlMessages.startup;
import static io.fluxrecord.tck.network.PostgresqlMessages.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.tck.network.FaultProxy;
import io.fluxrecord.tck.network.Message;
import io.fluxrecord.tck.network.Rule;
import io.fluxrecord.tck.network.Side;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the proxy does to the protocol of a real server, as the plain driver sees it. */
@NullUnmarked
final class FaultProxyTests {

    private static final String APPLICATION = "fluxrecord-proxy";
    private static final String INSERT = "INSERT INTO parcel (label) VALUES ('lamp')";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LATE = Duration.ofMillis(200);
    private static final Duration WHILE = Duration.ofMillis(300);

    private final FaultProxy proxy = PostgresqlServer.proxy();

    @BeforeEach
    void prepare() {
        PostgresqlServer.query("DROP TABLE IF EXISTS parcel").blockLast(PATIENCE);
        PostgresqlServer.query("CREATE TABLE parcel (id bigserial PRIMARY KEY, label text)")
                .blockLast(PATIENCE);
    }

    /** Whatever a test has done, nothing of it is left on either side. */
    @AfterEach
    void nothingIsLeftWhenTheProxyIsClosed() {
        proxy.close();
        assertThat(proxy.openConnections()).isZero();
        awaitServer("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "'", "0");
        PostgresqlServer.query("DROP TABLE parcel").blockLast(PATIENCE);
    }

    private PostgresqlConnection connect() {
        return (PostgresqlConnection) await(
                Mono.from(PostgresqlServer.connectionFactory(proxy, APPLICATION).create()));
    }

    private static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    private static void awaitServer(String question, String answer) {
        PostgresqlServer.query(question)
                .repeatWhen(again -> again.delayElements(Duration.ofMillis(10)))
                .takeUntil(answer::equals)
                .blockLast(PATIENCE);
    }

    private static Mono<Long> write(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    private static Flux<Integer> numbers(Connection connection, int count) {
        return Flux.from(connection
                        .createStatement("SELECT n FROM generate_series(1, $1) AS n")
                        .bind("$1", count)
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0, Integer.class)));
    }

    private static Mono<Void> insertInTransaction(Connection connection) {
        return Mono.from(connection.beginTransaction())
                .then(write(connection, INSERT))
                .then(Mono.from(connection.commitTransaction()));
    }

    private static String parcels() {
        return await(PostgresqlServer.query("SELECT count(*) FROM parcel").next());
    }

    private static List<Integer> oneTo(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Test
    void withoutRulesEverythingPasses() {
        PostgresqlConnection connection = connect();
        await(insertInTransaction(connection).thenReturn(true));
        StepVerifier.create(numbers(connection, 1000).collectList())
                .expectNext(oneTo(1000))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(parcels()).isEqualTo("1");
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.openConnections()).isEqualTo(1);
        assertThat(proxy.cancelRequests()).isZero();
    }

    @Test
    void connectionThatTheClientClosesIsClosedToTheServer() {
        PostgresqlConnection connection = connect();
        connection.close().block(PATIENCE);
        awaitServer("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "'", "0");
    }

    @Test
    void onlyTheAnswerThatARuleChoosesIsDelayed() {
        PostgresqlConnection connection = connect();
        Rule late = proxy.when(done("BEGIN")).delay(LATE);
        assertThat(await(elapsed(connection.beginTransaction()))).isGreaterThanOrEqualTo(LATE);
        connection.commitTransaction().block(PATIENCE);
        assertThat(late.hits()).isEqualTo(1);
        late.remove();
        connection.beginTransaction().block(PATIENCE);
        assertThat(late.hits()).isEqualTo(1);
    }

    private static Mono<Duration> elapsed(Mono<Void> mono) {
        return mono.then(Mono.just(true)).elapsed().map(timed -> Duration.ofMillis(timed.getT1()));
    }

    @Test
    void thousandDelayedRowsThatComeTogetherAreLateByOneDelay() {
        PostgresqlConnection connection = connect();
        Rule late = proxy.when(Message.fromServer()).delay(Duration.ofMillis(20));
        StepVerifier.create(numbers(connection, 1000).collectList())
                .expectNext(oneTo(1000))
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(late.hits()).isGreaterThan(1000);
    }

    @Test
    void messagesInSingleBytesAreTheSameMessages() {
        Rule split = proxy.when(Message.any()).splitIntoBytes();
        PostgresqlConnection connection = connect();
        StepVerifier.create(numbers(connection, 2000).collectList())
                .expectNext(oneTo(2000))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(split.hits()).isGreaterThan(2000);
    }

    @Test
    void messagesInRandomPiecesAreTheSameMessages() {
        Rule split = proxy.when(Message.any()).splitRandomly(4711);
        PostgresqlConnection connection = connect();
        StepVerifier.create(numbers(connection, 2000).collectList())
                .expectNext(oneTo(2000))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(split.hits()).isGreaterThan(2000);
    }

    @Test
    void cutAtTheAnswerToCommitIsAnErrorWhileTheRowIsThere() {
        PostgresqlConnection connection = connect();
        Rule lost = proxy.when(done("COMMIT")).once().cut();
        StepVerifier.create(insertInTransaction(connection))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        lost.awaitHit(PATIENCE);
        assertThat(parcels()).isEqualTo("1");
        assertThat(proxy.openConnections()).isZero();
    }

    @Test
    void cutBeforeCommitReachesTheServerLeavesNoRow() {
        PostgresqlConnection connection = connect();
        Rule unsent = proxy.when(statement("COMMIT")).once().cut();
        StepVerifier.create(insertInTransaction(connection))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        unsent.awaitHit(PATIENCE);
        awaitServer("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "'", "0");
        assertThat(parcels()).isEqualTo("0");
    }

    @Test
    void resetIsAnErrorToTheDriver() {
        PostgresqlConnection connection = connect();
        proxy.when(done("INSERT")).once().reset();
        StepVerifier.create(write(connection, INSERT))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        assertThat(parcels()).isEqualTo("1");
    }

    @Test
    void testCanCutWhenCommitIsOnItsWay() {
        PostgresqlConnection connection = connect();
        proxy.when(statement("COMMIT")).freezeLink(Side.SERVER);
        Rule sent = proxy.when(statement("COMMIT")).afterwards().watch();
        StepVerifier.create(insertInTransaction(connection))
                .expectSubscription()
                .then(() -> sent.awaitHit(PATIENCE))
                .then(() -> awaitServer("SELECT count(*) FROM parcel", "1"))
                .then(proxy::cut)
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
    }

    @Test
    void halfCloseOfTheServerEndsTheStreamOfTheClient() {
        PostgresqlConnection connection = connect();
        proxy.when(done("INSERT")).halfClose();
        StepVerifier.create(write(connection, INSERT))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        assertThat(parcels()).isEqualTo("1");
    }

    @Test
    void halfCloseOfTheClientEndsTheSession() {
        PostgresqlConnection connection = connect();
        proxy.halfClose(Side.CLIENT);
        awaitServer("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "'", "0");
        StepVerifier.create(write(connection, INSERT))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
    }

    @Test
    void frozenAnswerComesWhenTheNetworkThaws() {
        PostgresqlConnection connection = connect();
        Rule frozen = proxy.when(done("BEGIN")).once().freezeLink();
        StepVerifier.create(connection.beginTransaction())
                .expectSubscription()
                .expectNoEvent(WHILE)
                .then(() -> assertThat(frozen.hits()).isEqualTo(1))
                .then(() -> assertThat(inTransaction()).isEqualTo("1"))
                .then(proxy::thaw)
                .expectComplete()
                .verify(PATIENCE);
    }

    private static String inTransaction() {
        return await(PostgresqlServer.query("SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                        + APPLICATION + "' AND state = 'idle in transaction'")
                .next());
    }

    @Test
    void frozenLinkLeavesOthersAlone() {
        PostgresqlConnection stuck = connect();
        PostgresqlConnection other = connect();
        Rule frozen = proxy.when(statement("BEGIN")).once().freezeLink();
        StepVerifier.create(stuck.beginTransaction())
                .expectSubscription()
                .then(() -> frozen.awaitHit(PATIENCE))
                .then(() -> assertThat(await(write(other, INSERT))).isEqualTo(1))
                .then(proxy::thaw)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void networkOfWhichOnlyAnswersFreezeCarriesStatements() {
        PostgresqlConnection connection = connect();
        proxy.freeze(Side.SERVER);
        StepVerifier.create(write(connection, INSERT))
                .expectSubscription()
                .then(() -> awaitServer("SELECT count(*) FROM parcel", "1"))
                .expectNoEvent(WHILE)
                .then(proxy::thaw)
                .expectNext(1L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void frozenNetworkAcceptsConnectionsAndForwardsNothing() {
        proxy.freeze();
        Rule startups = proxy.when(startup("application_name " + APPLICATION)).watch();
        StepVerifier.create(
                        PostgresqlServer.connectionFactory(proxy, APPLICATION).create())
                .expectSubscription()
                .expectNoEvent(WHILE)
                .then(() -> assertThat(proxy.connections()).isEqualTo(1))
                .then(() -> assertThat(startups.hits()).isZero())
                .then(proxy::thaw)
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(startups.hits()).isEqualTo(1);
    }

    @Test
    void refusedConnectionIsAnErrorAndOthersGoOn() {
        PostgresqlConnection connection = connect();
        proxy.refuse();
        StepVerifier.create(
                        PostgresqlServer.connectionFactory(proxy, APPLICATION).create())
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        assertThat(proxy.refusals()).isEqualTo(1);
        assertThat(await(write(connection, INSERT))).isEqualTo(1);
        proxy.admit();
        assertThat(await(write(connect(), INSERT))).isEqualTo(1);
        assertThat(proxy.connections()).isEqualTo(2);
    }

    @Test
    void preparedStatementIsKnownByItsSqlEachTime() {
        PostgresqlConnection connection = connect();
        Rule runs = proxy.when(statement("SELECT n FROM")).watch();
        Rule parsed = proxy.when(Message.fromClient("P", "SELECT n FROM")).watch();
        for (int i = 0; i < 8; i++) {
            numbers(connection, 3).blockLast(PATIENCE);
        }
        assertThat(runs.hits()).isEqualTo(8);
        assertThat(parsed.hits()).isLessThan(8);
    }

    @Test
    void ruleIsForTheMessagesThatItCounts() {
        PostgresqlConnection connection = connect();
        Rule third = proxy.when(ready()).skip(2).once().delay(LATE);
        write(connection, INSERT).block(PATIENCE);
        write(connection, INSERT).block(PATIENCE);
        assertThat(third.hits()).isZero();
        assertThat(await(elapsed(write(connection, INSERT).then()))).isGreaterThanOrEqualTo(LATE);
        write(connection, INSERT).block(PATIENCE);
        assertThat(third.hits()).isEqualTo(1);
    }

    @Test
    void firstHitCancelsWhileTheAnswerIsOnItsWay() {
        PostgresqlConnection connection = connect();
        Rule held = proxy.when(done("BEGIN")).once().freezeLink();
        StepVerifier.create(connection.beginTransaction().takeUntilOther(held.firstHit()))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(inTransaction()).isEqualTo("1");
    }

    @Test
    void cancelRequestIsCountedOnAConnectionOfItsOwn() {
        PostgresqlConnection connection = connect();
        Rule cancelled = proxy.when(error("57014")).watch();
        StepVerifier.create(write(connection, "SELECT pg_sleep(30)"))
                .expectSubscription()
                .then(FaultProxyTests::awaitSleep)
                .then(() -> connection.cancelRequest().block(PATIENCE))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
        assertThat(proxy.cancelRequests()).isEqualTo(1);
        assertThat(proxy.connections()).isEqualTo(2);
        assertThat(cancelled.hits()).isEqualTo(1);
    }

    private static void awaitSleep() {
        awaitServer(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + APPLICATION
                        + "' AND wait_event = 'PgSleep'",
                "1");
    }

    @Test
    void delayedCancelRequestCancelsLate() {
        PostgresqlConnection connection = connect();
        proxy.when(cancelRequest()).delay(LATE);
        StepVerifier.create(write(connection, "SELECT pg_sleep(30)"))
                .expectSubscription()
                .then(FaultProxyTests::awaitSleep)
                .then(() ->
                        assertThat(await(elapsed(connection.cancelRequest()))).isGreaterThanOrEqualTo(LATE))
                .expectError(R2dbcException.class)
                .verify(PATIENCE);
    }

    @Test
    void lostCancelRequestCancelsNothingAndDoesNotEnd() {
        PostgresqlConnection connection = connect();
        Rule lost = proxy.when(cancelRequest()).drop();
        StepVerifier.create(connection.cancelRequest().then())
                .expectSubscription()
                .then(() -> lost.awaitHit(PATIENCE))
                .expectNoEvent(WHILE)
                .then(proxy::cut)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(proxy.cancelRequests()).isEqualTo(1);
    }

    /** The driver says that the request is over when the server has closed its connection, so when it is served. */
    @Test
    void cancelRequestEndsWithTheConnectionThatTheServerCloses() {
        PostgresqlConnection connection = connect();
        Rule sent = proxy.when(cancelRequest()).afterwards().watch();
        proxy.when(cancelRequest()).freezeLink(Side.SERVER);
        StepVerifier.create(connection.cancelRequest().then())
                .expectSubscription()
                .then(() -> sent.awaitHit(PATIENCE))
                .expectNoEvent(WHILE)
                .then(proxy::thaw)
                .expectComplete()
                .verify(PATIENCE);
    }
}
