package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.DatabaseBuilder;
import io.fluxrecord.Schema;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.tck.model.Badge;
import io.fluxrecord.tck.model.Badge_;
import io.fluxrecord.tck.model.Locker;
import io.fluxrecord.tck.model.Locker_;
import io.fluxrecord.tck.model.Payment;
import io.fluxrecord.tck.model.Payment_;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Keys from a sequence: fetched a block at a time, given once at most, and never waited for by anybody else. */
public interface SequenceContract extends Contract {

    /** The block of {@link Payment}. */
    int BLOCK = 50;

    @BeforeEach
    default void prepare() {
        bed().execute("CREATE SCHEMA IF NOT EXISTS \"annex\"");
        bed().prepare(Payment_.model(), Badge_.model(), Locker_.model());
    }

    @AfterEach
    default void awaitIdle() {
        bed().awaitIdle();
    }

    private static Flux<Payment> payments(int count) {
        return Flux.range(0, count).map(i -> new Payment("p" + i));
    }

    private static boolean isFetch(String sql) {
        return sql.startsWith("SELECT") && sql.contains("payment_id_seq");
    }

    private static long fetches(List<String> statements) {
        return statements.stream().filter(SequenceContract::isFetch).count();
    }

    private static Set<Long> keys(List<Payment> payments) {
        return payments.stream().map(payment -> payment.id).collect(Collectors.toSet());
    }

    /** Run something on a database with a single connection, and fail if it waits for a second one. */
    private static <T> void onOneConnection(DatabaseBuilder builder, Function<Database, Mono<T>> work) {
        Database db =
                builder.maxConnections(1).acquireTimeout(Duration.ofSeconds(5)).build();
        StepVerifier.create(work.apply(db).contextWrite(db.context()))
                .thenConsumeWhile(value -> true)
                .verifyComplete();
        StepVerifier.create(db.close()).verifyComplete();
    }

    @Test
    default void oneFetchServesManyInserts() {
        List<Payment> saved = await(payments(BLOCK).concatMap(Payment::save));
        List<String> sent = bed().statements();
        assertThat(sent).hasSize(BLOCK + 1);
        assertThat(isFetch(sent.get(0))).isTrue();
        assertThat(sent.subList(1, sent.size()))
                .allMatch(sql -> sql.startsWith("INSERT"))
                .noneMatch(sql -> sql.contains("RETURNING"));
        assertThat(keys(saved)).hasSize(BLOCK);
        for (Payment payment : saved) {
            assertThat(payment.stored()).isTrue();
            assertThat(payment.getVersion()).isEqualTo(1);
            assertThat(await(Payment_.find(payment.id)).reference).isEqualTo(payment.reference);
        }
        bed().statements();
        await(new Payment("next").save());
        assertThat(fetches(bed().statements())).isEqualTo(1);
    }

    @Test
    default void keySetByHandIsInsertedAsItIs() {
        Payment payment = new Payment("mine");
        payment.id = 1_000_000L;
        await(payment.save());
        assertThat(bed().statements()).hasSize(1);
        assertThat(await(Payment_.find(1_000_000L))).isEqualTo(payment);
    }

    @Test
    @Tag("long")
    default void concurrentInsertsGetDifferentKeys() {
        int inserts = 4000;
        int callers = 64;
        List<Payment> saved =
                await(payments(inserts).flatMap(payment -> payment.save().subscribeOn(Schedulers.parallel()), callers));
        assertThat(keys(saved)).hasSize(inserts);
        assertThat(await(Payment_.query().count())).isEqualTo(inserts);
        // Whenever nothing is left, each caller may fetch a block, and then there is enough for long.
        assertThat(fetches(bed().statements())).isBetween(inserts / BLOCK + 0L, inserts / BLOCK + callers + 0L);
    }

    @Test
    default void databasesShareASequence() {
        Database other = Database.builder(bed().driver()).build();
        List<Payment> saved = await(Flux.merge(
                Flux.range(0, 300).flatMap(i -> new Payment("a" + i).save(), 8),
                Flux.range(0, 300).flatMap(i -> new Payment("b" + i).save(), 8).contextWrite(other.context())));
        assertThat(keys(saved)).hasSize(600);
        assertThat(await(Payment_.query().count())).isEqualTo(600);
        StepVerifier.create(other.close()).verifyComplete();
    }

    @Test
    default void otherProgramsTakeValuesOfTheSameSequence() {
        await(new Payment("ours").save());
        for (int i = 0; i < 3; i++) {
            bed().execute("INSERT INTO \"payment\" (\"reference\", \"version\") VALUES ('theirs" + i + "', 1)");
        }
        await(payments(2 * BLOCK).concatMap(Payment::save));
        assertThat(await(Payment_.query().count())).isEqualTo(2 * BLOCK + 4);
    }

    @Test
    default void transactionFetchesOnItsOwnConnection() {
        onOneConnection(
                Database.builder(bed().driver()),
                db -> db.transaction(() -> payments(3 * BLOCK)
                        .flatMap(Payment::save, 16)
                        .then(Payment_.query()
                                .count()
                                .doOnNext(count -> assertThat(count).isEqualTo(3 * BLOCK)))));
    }

    @Test
    default void insertGivesItsConnectionBackBetweenFetchAndStatement() {
        onOneConnection(
                Database.builder(bed().driver()),
                db -> payments(3 * BLOCK).flatMap(Payment::save, 16).then());
        assertThat(await(Payment_.query().count())).isEqualTo(3 * BLOCK);
    }

    @Test
    default void rolledBackRecordIsNewAndItsKeyIsNotGivenAgain() {
        Payment lost = new Payment("lost");
        StepVerifier.create(bed().database()
                        .transaction(() -> lost.save()
                                .doOnNext(saved -> assertThat(saved.id).isNotNull())
                                .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        assertThat(lost.stored()).isFalse();
        assertThat(lost.id).isNull();
        await(payments(2 * BLOCK).concatMap(Payment::save));
        await(lost.save());
        assertThat(await(Payment_.query().count())).isEqualTo(2 * BLOCK + 1);
    }

    @Test
    default void failedInsertLeavesTheRecordNew() {
        await(new Payment("once").save());
        Payment twin = new Payment("once");
        StepVerifier.create(twin.save()).verifyError(R2dbcDataIntegrityViolationException.class);
        assertThat(twin.stored()).isFalse();
        assertThat(twin.id).isNull();
        twin.reference = "twice";
        await(twin.save());
        assertThat(await(Payment_.find(twin.id))).isEqualTo(twin);
    }

    @Test
    default void erasedRecordGetsAFreshKey() {
        Payment payment = await(new Payment("again").save());
        Long before = payment.id;
        await(payment.hardDelete());
        await(payment.save());
        assertThat(payment.id).isNotEqualTo(before);
        assertThat(await(Payment_.query().count())).isEqualTo(1);
    }

    @Test
    default void cancelledFetchTakesNothingFromOthers() {
        Sinks.Empty<Void> cancel = Sinks.empty();
        Payment cancelled = new Payment("cancelled");
        onOneConnection(
                cancelling(cancel),
                db -> cancelled.save().takeUntilOther(cancel.asMono()).then(Mono.defer(() -> {
                    assertThat(cancelled.stored()).isFalse();
                    assertThat(cancelled.id).isNull();
                    return payments(2 * BLOCK).flatMap(Payment::save, 4).then(cancelled.save());
                })));
        assertThat(await(Payment_.query().count())).isEqualTo(2 * BLOCK + 1);
    }

    @Test
    default void transactionSurvivesACancelledFetch() {
        Sinks.Empty<Void> cancel = Sinks.empty();
        Payment cancelled = new Payment("cancelled");
        onOneConnection(
                cancelling(cancel),
                db -> db.transaction(() -> cancelled
                        .save()
                        .takeUntilOther(cancel.asMono())
                        .then(Mono.defer(() -> new Payment("next").save()))));
        assertThat(cancelled.stored()).isFalse();
        assertThat(await(Payment_.query().one()).reference).isEqualTo("next");
    }

    /** Cancel whatever waits for a fetch when its third value arrives. */
    private DatabaseBuilder cancelling(Sinks.Empty<Void> cancel) {
        return Database.builder(ProxyConnectionFactory.builder(bed().driver())
                .onEachQueryResult(result -> {
                    if (isFetch(result) && result.getCurrentResultCount() == 3) {
                        cancel.tryEmitEmpty();
                    }
                })
                .build());
    }

    private static boolean isFetch(QueryExecutionInfo execution) {
        return execution.getQueries().stream().anyMatch(query -> isFetch(query.getQuery()));
    }

    @Test
    default void manyRecordsTakeTheirKeysBeforeTheyAreInserted() {
        List<Payment> saved = await(Payment_.insertAll(payments(2500)));
        assertThat(saved)
                .hasSize(2500)
                .allMatch(Payment::stored)
                .extracting(payment -> payment.reference)
                .startsWith("p0", "p1", "p2")
                .endsWith("p2498", "p2499");
        assertThat(keys(saved)).hasSize(2500);
        List<String> sent = bed().statements();
        assertThat(sent).hasSizeLessThan(100).noneMatch(sql -> sql.contains("RETURNING") || sql.contains("FINAL"));
        // A chunk is one fetch and then inserts, of which there are several where rows go as values.
        assertThat(fetches(sent)).isLessThanOrEqualTo(sent.size() / 2);
        for (Payment found : await(Payment_.query().all())) {
            assertThat(saved.get(Integer.parseInt(found.reference.substring(1))).id)
                    .isEqualTo(found.id);
        }
    }

    @Test
    default void manyRecordsUseWhatIsLeftAndKeepKeysSetByHand() {
        await(new Payment("first").save());
        bed().statements();
        List<Payment> records = await(payments(BLOCK));
        records.get(7).id = 1_000_000L;
        await(Payment_.insertAll(Flux.fromIterable(records)));
        assertThat(fetches(bed().statements())).isZero();
        assertThat(await(Payment_.find(1_000_000L)).reference).isEqualTo("p7");
        await(Payment_.insertAll(payments(1).doOnNext(one -> one.reference = "last")));
        assertThat(fetches(bed().statements())).isEqualTo(1);
        assertThat(await(Payment_.query().count())).isEqualTo(BLOCK + 2);
    }

    @Test
    default void keyIsWhatThePropertyHolds() {
        List<Badge> badges = await(Flux.range(0, 10).concatMap(i -> new Badge("holder " + i).save()));
        assertThat(badges)
                .extracting(badge -> badge.number)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(await(Badge_.insertAll(Flux.just(new Badge("one"), new Badge("two")))))
                .extracting(badge -> badge.number)
                .doesNotContainNull();
        Badge found = await(Badge_.find(badges.get(3).number));
        assertThat(found).isEqualTo(badges.get(3));
        assertThat(found.changes()).isEmpty();
        assertThat(badges.get(3).changes()).isEmpty();
    }

    @Test
    default void keyThatIsTooLargeForThePropertyIsAnError() {
        bed().execute("ALTER SEQUENCE \"locker_number_seq\" RESTART WITH 32767");
        assertThat(await(new Locker().save()).number).isEqualTo(Short.MAX_VALUE);
        Locker none = new Locker();
        StepVerifier.create(none.save())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Locker.number is Short")
                        .hasMessageContaining("locker_number_seq"))
                .verify();
        assertThat(none.stored()).isFalse();
        StepVerifier.create(Locker_.insertAll(Flux.just(none))).verifyError(MappingException.class);
    }

    @Test
    default void fewerValuesThanAskedForAreAnError() {
        Database db = Database.builder(bed().driver())
                .dialect(stingy(bed().database().dialect()))
                .build();
        StepVerifier.create(new Payment("poor").save().contextWrite(db.context()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .hasMessageContaining("payment_id_seq")
                        .hasMessageContaining("3 of 50")
                        .hasMessageContaining("Payment"))
                .verify();
        assertThat(await(Payment_.query().count())).isZero();
        StepVerifier.create(db.close()).verifyComplete();
    }

    /** A dialect whose sequences give no more than three values at a time. */
    private static Dialect stingy(Dialect dialect) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(dialect, arguments);
                    return result instanceof RenderedSql sql && arguments[0] instanceof SqlStatement.NextValues
                            ? new RenderedSql(sql.text() + " LIMIT 3", sql.parameters())
                            : result;
                });
    }

    @Test
    default void missingSequenceIsTheDriversError() {
        bed().execute("ALTER TABLE \"payment\" ALTER COLUMN \"id\" DROP DEFAULT");
        bed().execute("DROP SEQUENCE \"payment_id_seq\"");
        Payment payment = new Payment("homeless");
        StepVerifier.create(payment.save()).verifyError(R2dbcException.class);
        StepVerifier.create(Payment_.insertAll(Flux.just(payment))).verifyError(R2dbcException.class);
        assertThat(payment.stored()).isFalse();
    }

    @Test
    default void sequenceIsMadeAndDroppedWithItsTable() {
        assertThat(await(new Payment("old").save()).id).isEqualTo(1);
        StepVerifier.create(Schema.create(bed().database(), Payment_.model())).verifyComplete();
        assertThat(await(new Payment("same").save()).id).isEqualTo(2);

        StepVerifier.create(Schema.drop(bed().database(), Payment_.model())).verifyComplete();
        StepVerifier.create(Schema.drop(bed().database(), Payment_.model())).verifyComplete();
        String ddl = Schema.ddl(bed().database().dialect(), Payment_.model());
        assertThat(ddl.lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("CREATE SEQUENCE")
                .endsWith(bed().capabilities().spell("\"payment_id_seq\";"));
        bed().execute(ddl);
        // The sequence begins anew, so what was left of the old one must not be used.
        assertThat(await(payments(BLOCK + 1).concatMap(Payment::save)).get(0).id)
                .isEqualTo(1);
    }
}
