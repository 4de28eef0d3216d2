package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Query;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.query.Condition;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Flat;
import io.fluxrecord.tck.model.Flat_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Conditions that are many or deep: they match what they say, or they are refused before anything is sent, and the
 * transaction around them goes on. {@code -Dfluxrecord.conditions=100000} compares more random ones with plain Java,
 * {@code -Dfluxrecord.seed=42} others.
 */
@Timeout(120)
public interface ConditionContract extends Contract {

    /** How many random conditions are compared by default. */
    int CONDITIONS = 300;

    @BeforeEach
    default void prepare() {
        bed().prepare(Inventory_.model(), Product_.model(), Flat_.model(), Everything_.model());
        await(Inventory_.insertAll(Flux.range(1, 20).map(i -> new Inventory("item" + i, i))));
        bed().statements();
    }

    /** {@code quantity} is one of so many numbers from 11 on, as conditions joined with OR: true for 10 rows of 20. */
    private static Condition<Inventory> anyOf(int count) {
        return IntStream.range(11, 11 + count)
                .mapToObj(Inventory_.quantity::eq)
                .reduce(Condition::or)
                .orElseThrow();
    }

    /** {@code quantity = 1 OR (quantity <> -2 AND (quantity = 3 OR …))}, of so many levels. */
    private static Condition<Inventory> alternating(int levels) {
        Condition<Inventory> condition = Inventory_.quantity.lt(0);
        for (int i = levels; i > 0; i--) {
            condition = i % 2 == 1
                    ? Inventory_.quantity.eq(i).or(condition)
                    : Inventory_.quantity.ne(-i).and(condition);
        }
        return condition;
    }

    private static Condition<Inventory> negated(int levels) {
        Condition<Inventory> condition = Inventory_.quantity.eq(1);
        for (int i = 0; i < levels; i += 2) {
            condition = condition.or(Inventory_.quantity.lt(0)).not();
        }
        return condition;
    }

    private <T> T inTransaction(Mono<T> work) {
        return await(bed().database().transaction(() -> work).timeout(Duration.ofSeconds(60)));
    }

    /** Nothing is sent, the error says why, and a transaction in which it is handled commits. */
    private void refused(Mono<?> work, String... parts) {
        bed().statements();
        StepVerifier.create(work)
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(parts));
        assertThat(bed().statements()).isEmpty();
        Inventory beside = new Inventory("beside", -1);
        inTransaction(Inventory_.query()
                .count()
                .then(work.then().onErrorResume(IllegalArgumentException.class, error -> Mono.empty()))
                .then(beside.save()));
        assertThat(await(Inventory_.find(beside.id)).sku).isEqualTo("beside");
        StepVerifier.create(bed().database()
                        .transaction(() -> new Inventory("never", -1).save().then(work)))
                .verifyError(IllegalArgumentException.class);
        assertThat(await(Inventory_.query().where(Inventory_.sku.eq("never")).count()))
                .isZero();
        await(beside.hardDelete());
        bed().awaitIdle();
    }

    @Test
    @Tag("long")
    default void thousandsOfConditionsMatchWhatTheySay() {
        Query<Inventory> query = Inventory_.query().where(anyOf(5000));
        assertThat(await(query.count())).isEqualTo(10);
        assertThat(inTransaction(query.count())).isEqualTo(10);
        assertThat(inTransaction(query.all().count())).isEqualTo(10);
        assertThat(inTransaction(query.update(Inventory_.sku.set("many")))).isEqualTo(10);
        assertThat(await(Inventory_.query().where(anyOf(5000).not()).count())).isEqualTo(10);
        assertThat(inTransaction(query.permanentlyDelete())).isEqualTo(10);
        assertThat(await(Inventory_.query().count())).isEqualTo(10);
        bed().awaitIdle();
    }

    @Test
    default void whereAndOrderByMayBeCalledVeryOften() {
        Query<Inventory> query = Inventory_.query();
        for (int i = 0; i < 5000; i++) {
            query = query.where(Inventory_.quantity.ne(11 + i));
        }
        assertThat(await(query.count())).isEqualTo(10);
        assertThat(inTransaction(query.exists())).isTrue();
        Query<Inventory> ordered = Inventory_.query();
        for (int i = 0; i < 500; i++) {
            ordered = ordered.orderBy(Inventory_.sku.asc(), Inventory_.quantity.desc());
        }
        assertThat(await(ordered.first()).sku).isEqualTo("item1");
    }

    @Test
    @Tag("long")
    default void buildingAndRefusingAMillionTakesNoMoreThanLinearTime() {
        Query<Inventory> query = Inventory_.query();
        for (int i = 0; i < 1_000_000; i++) {
            query = query.where(Inventory_.quantity.ne(i)).orderBy(Inventory_.quantity.asc());
        }
        refused(query.count(), "Inventory", "100000");
        refused(Inventory_.query().where(anyOf(1_000_000)).exists(), "Inventory", "in()");
    }

    @Test
    default void moreParametersThanTheDatabaseTakesAreRefused() {
        int most = bed().database().dialect().maxParameters();
        refused(Inventory_.query().where(anyOf(most + 1)).count(), "A statement on Inventory", String.valueOf(most));
        refused(Inventory_.query().where(anyOf(most)).limit(1).all().then(), "A statement on Inventory");
        refused(
                Inventory_.query().where(anyOf(most)).update(Inventory_.sku.set("many")),
                "A statement on Inventory",
                String.valueOf(most));
        refused(Inventory_.query().where(anyOf(most + 1)).permanentlyDelete(), "A statement on Inventory");
        refused(Product_.query().where(products(most + 1)).delete(), "A statement on Product");
    }

    private static Condition<Product> products(int count) {
        return IntStream.range(0, count)
                .mapToObj(Product_.inventory::eq)
                .reduce(Condition::or)
                .orElseThrow();
    }

    @Test
    @Tag("long")
    default void listOfAMillionValuesIsNotRefusedWhereItIsAnArray() {
        List<Integer> values = IntStream.range(11, 1_000_011).boxed().toList();
        if (bed().database().dialect().maxArrayLength(SqlType.INTEGER) == 0) {
            int most = bed().database().dialect().maxParameters();
            refused(
                    Inventory_.query().where(Inventory_.quantity.in(values)).count(),
                    "A statement on Inventory",
                    String.valueOf(most));
            return;
        }
        assertThat(inTransaction(
                        Inventory_.query().where(Inventory_.quantity.in(values)).count()))
                .isEqualTo(10);
        assertThat(await(Inventory_.query()
                        .where(Inventory_.quantity.notIn(values))
                        .count()))
                .isEqualTo(10);
    }

    @Test
    default void longListOfBytesIsOneStatementOrRefused() {
        Everything record = new Everything();
        record.bytes = new byte[] {0, 0, 0, 7};
        await(record.save());
        List<byte[]> values = IntStream.range(0, 70_000)
                .mapToObj(i -> ByteBuffer.allocate(4).putInt(i).array())
                .toList();
        if (bed().database().dialect().maxArrayLength(SqlType.BINARY) > 0) {
            assertThat(await(Everything_.query()
                            .where(Everything_.bytes.in(values))
                            .count()))
                    .isEqualTo(1);
            return;
        }
        int most = bed().database().dialect().maxParameters();
        refused(Everything_.query().where(Everything_.bytes.in(values)).count(), "Everything", String.valueOf(most));
        assertThat(inTransaction(Everything_.query()
                        .where(Everything_.bytes.in(values.subList(0, most)))
                        .count()))
                .isEqualTo(1);
        assertThat(await(Everything_.query()
                        .where(Everything_.bytes.notIn(values.subList(0, most)))
                        .count()))
                .isZero();
    }

    @Test
    default void deepConditionsMatchWhatTheySayOrAreRefused() {
        assertThat(await(Inventory_.query().where(alternating(31)).count())).isEqualTo(10);
        assertThat(await(Inventory_.query().where(negated(32)).count())).isEqualTo(1);
        for (int levels : new int[] {40, 5000, 200_000}) {
            refused(Inventory_.query().where(alternating(levels)).count(), "A statement on Inventory", "32 levels");
            refused(Inventory_.query().where(negated(levels)).all().then(), "A statement on Inventory", "32 levels");
        }
    }

    @Test
    default void deepestConditionNeedsLittleStack() throws InterruptedException {
        Query<Inventory> query = Inventory_.query().where(negated(32));
        List<Object> outcome = new ArrayList<>();
        Thread small = new Thread(null, () -> outcome.add(await(query.count())), "small stack", 256 * 1024);
        small.setUncaughtExceptionHandler((thread, error) -> outcome.add(error));
        small.start();
        small.join();
        assertThat(outcome).containsExactly(1L);
    }

    @Test
    default void valuesOfARefusedStatementAreNotTold() {
        Condition<Inventory> secret = Inventory_.sku.eq("secret");
        for (int i = 0; i < 40; i++) {
            secret = i % 2 == 0 ? secret.or(Inventory_.sku.eq("secret")) : secret.and(Inventory_.sku.eq("secret"));
        }
        StepVerifier.create(Inventory_.query().where(secret).count())
                .verifyErrorSatisfies(error ->
                        assertThat(error.getMessage()).contains("Inventory").doesNotContain("secret"));
    }

    /** An insert of many rows has parameters for each; where a dialect takes few, it has fewer rows. */
    @Test
    default void insertAllStaysBelowTheLimitOfParameters() {
        Dialect few = withMaxParameters(bed().database().dialect(), 100);
        bed().statements();
        List<Flat> saved = await(Flat_.insertAll(Flux.range(0, 100).map(i -> TypeContract.fill(new Flat())))
                .contextWrite(bed().database(builder -> builder.dialect(few)).context()));
        assertThat(saved).hasSize(100).allMatch(Flat::stored);
        assertThat(bed().statements()).hasSize(34); // of three rows, with some 30 columns each
        assertThat(await(Flat_.query().count())).isEqualTo(100);
    }

    private static Dialect withMaxParameters(Dialect dialect, int most) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("maxParameters")) {
                        return most;
                    }
                    if (method.getName().equals("unnests")) {
                        return false;
                    }
                    try {
                        return method.invoke(dialect, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    default void randomConditionsMatchWhatPlainJavaSays() {
        List<Flat> rows = new ArrayList<>();
        for (Integer a : new @Nullable Integer[] {null, 0, 1, 2}) {
            for (Long b : new @Nullable Long[] {null, 0L, 1L, 2L}) {
                Flat row = new Flat();
                row.maybeMedium = a;
                row.maybeLarge = b;
                rows.add(row);
            }
        }
        await(Flat_.insertAll(Flux.fromIterable(rows)));
        long seed = Long.getLong("fluxrecord.seed", 20261126L);
        for (int i = 0; i < Integer.getInteger("fluxrecord.conditions", CONDITIONS); i++) {
            RandomCondition random = RandomCondition.of(new Random(seed + i), 6);
            List<Long> found =
                    await(Flat_.query().where(random.condition()).all().map(row -> Objects.requireNonNull(row.id)));
            assertThat(found)
                    .as("seed %d: %s", seed + i, random.condition().predicate())
                    .containsExactlyInAnyOrderElementsOf(rows.stream()
                            .filter(row -> Boolean.TRUE.equals(random.oracle().apply(row)))
                            .map(row -> Objects.requireNonNull(row.id))
                            .toList());
        }
    }
}
