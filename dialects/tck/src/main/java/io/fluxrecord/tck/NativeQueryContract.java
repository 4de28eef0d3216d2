package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fluxrecord.NativeQuery;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.tck.model.Color;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** SQL that is written by hand. */
public interface NativeQueryContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Gadget_.model(), Customer_.model(), Everything_.model());
    }

    private NativeQuery sql(String sql) {
        return bed().database().sql(bed().capabilities().spell(sql));
    }

    private static List<String> names(Flux<Gadget> gadgets) {
        return await(gadgets).stream().map(gadget -> gadget.name).sorted().toList();
    }

    @Test
    default void recordsAreStoredAndCleanAndOfEveryScope() {
        Gadget live = await(new Gadget("live").save());
        Gadget deleted = await(new Gadget("deleted").save());
        await(deleted.delete());
        List<Gadget> found = await(
                sql("SELECT 1 AS more, g.* FROM \"gadget\" g ORDER BY \"name\"").fetch(Gadget_.model()));
        assertThat(found).containsExactly(deleted, live);
        assertThat(found.get(0).getDeletedAt()).isEqualTo(deleted.getDeletedAt());
        Gadget again = found.get(1);
        assertThat(again.changes()).isEmpty();
        assertThat(again.getVersion()).isEqualTo(1);
        assertThat(again.getCreatedAt()).isEqualTo(live.getCreatedAt());
        again.name = "changed";
        await(again.save());
        assertThat(await(live.reload()).name).isEqualTo("changed");
    }

    @Test
    default void missingColumnIsNamed() {
        await(new Gadget("a").save());
        StepVerifier.create(sql("SELECT \"id\", \"name\" FROM \"gadget\"").fetch(Gadget_.model()))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Gadget.")
                        .hasMessageContaining("select all columns"));
        assertThat(await(sql("SELECT * FROM \"gadget\" WHERE 1 = 0").fetch(Gadget_.model())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 300})
    default void listStandsForItsValues(int length) {
        await(Gadget_.insertAll(Flux.range(0, 6).map(i -> new Gadget("n" + i))));
        List<String> wanted = IntStream.range(0, length).mapToObj(i -> "n" + i).toList();
        List<String> all = Stream.of("n0", "n1", "n2", "n3", "n4", "n5").toList();
        assertThat(names(sql("SELECT * FROM \"gadget\" WHERE \"name\" IN (:names)")
                        .bind("names", wanted)
                        .fetch(Gadget_.model())))
                .isEqualTo(all.stream().filter(wanted::contains).toList());
        assertThat(names(sql("SELECT * FROM \"gadget\" WHERE \"name\" NOT IN ( :names )")
                        .bind("names", wanted.toArray(new String[0]))
                        .fetch(Gadget_.model())))
                .isEqualTo(all.stream().filter(name -> !wanted.contains(name)).toList());
    }

    @Test
    default void listOfKeys() {
        List<Gadget> gadgets = await(Gadget_.insertAll(Flux.range(0, 3).map(i -> new Gadget("n" + i))));
        List<UUID> keys = new ArrayList<>();
        gadgets.forEach(gadget -> keys.add(Objects.requireNonNull(gadget.getId())));
        assertThat(await(sql("SELECT * FROM \"gadget\" WHERE \"id\" IN (:ids) AND \"version\" IN (:versions)")
                        .bind("ids", keys)
                        .bind("versions", List.of(1L))
                        .fetch(Gadget_.model())))
                .hasSize(3);
    }

    @Test
    default void valuesAreBoundAndNothingElse() {
        for (String hostile :
                List.of("'; DROP TABLE \"gadget\"; --", ":name", "\\", "?", "$1", "a\"b", "\u00e9\ud83d\ude00")) {
            await(new Gadget(hostile).save());
            assertThat(names(sql("SELECT * FROM \"gadget\" WHERE \"name\" = :name AND ':name' <> :name2")
                            .bind("name", hostile)
                            .bind("name2", hostile + "x")
                            .fetch(Gadget_.model())))
                    .containsExactly(hostile);
        }
    }

    @Test
    default void propertyBindsAsItStores() {
        Customer ada = new Customer(1);
        ada.tier = Customer.Tier.GOLD;
        ada.credit = new Money(12_34);
        await(ada.save());
        await(new Customer(2).save());
        assertThat(await(sql("SELECT * FROM \"customer\" WHERE \"tier\" = :tier AND \"credit\" = :credit")
                        .bind("tier", Customer_.tier, Customer.Tier.GOLD)
                        .bind("credit", Customer_.credit, new Money(12_34))
                        .fetch(Customer_.model())))
                .containsExactly(ada);
        assertThat(await(sql("UPDATE \"customer\" SET \"tier\" = :tier, \"credit\" = :credit")
                        .bind("tier", Customer.Tier.BASIC)
                        .bindNull("credit", BigDecimal.class)
                        .rowsUpdated()))
                .isEqualTo(2);
        assertThat(await(ada.reload()).tier).isEqualTo(Customer.Tier.BASIC);
        assertThat(ada.credit).isNull();
    }

    @Test
    default void namesAndValuesMustMatch() {
        NativeQuery query = sql("SELECT * FROM \"gadget\" WHERE \"name\" = :name AND \"name\" <> :other");
        StepVerifier.create(query.bind("name", "a").bind("nmae", "b").rowsUpdated())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("[other]")
                        .hasMessageContaining("[nmae]"));
        StepVerifier.create(
                        query.bind("name", "a").bind("other", List.of("\ud800")).rowsUpdated())
                .expectError(
                        bed().database().dialect().maxArrayLength(SqlType.TEXT) > 0
                                ? MappingException.class
                                : IllegalArgumentException.class)
                .verify();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.bind("name", List.of()))
                .withMessageContaining("without a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.bind("name", new Object()))
                .withMessageContaining("name")
                .withMessageContaining("java.lang.Object");
    }

    @Test
    default void statementTakesPartInTheTransaction() {
        Gadget gadget = await(new Gadget("a").save());
        StepVerifier.create(bed().database()
                        .transaction(() -> sql("UPDATE \"gadget\" SET \"name\" = :name")
                                .bind("name", "b")
                                .rowsUpdated()
                                .flatMap(rows -> gadget.reload())
                                .doOnNext(read -> assertThat(read.name).isEqualTo("b"))
                                .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        assertThat(await(sql("SELECT * FROM \"gadget\"").fetch(Gadget_.model())).get(0).name)
                .isEqualTo("a");
    }

    @Test
    default void recordThatWasReadWithWhatWasRolledBackIsToldThat() {
        Gadget gadget = await(new Gadget("a").save());
        List<Gadget> read = new ArrayList<>();
        StepVerifier.create(bed().transaction(() -> sql("UPDATE \"gadget\" SET \"version\" = \"version\" + 1")
                        .rowsUpdated()
                        .thenMany(sql("SELECT * FROM \"gadget\"").fetch(Gadget_.model()))
                        .doOnNext(read::add)
                        .then(Mono.error(new IllegalStateException("on purpose")))))
                .verifyErrorMessage("on purpose");
        gadget.name = "b";
        await(gadget.save());
        Gadget ghost = read.get(0);
        assertThat(ghost.getVersion()).isEqualTo(gadget.getVersion());
        ghost.name = "c";
        StepVerifier.create(ghost.save())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(VersionConflictException.class)
                        .hasMessageContaining("rolled back"));
        assertThat(await(ghost.reload()).name).isEqualTo("b");
    }

    @Test
    default void rowsAreReadAsTheyAreRequestedAndNoLongerThanThat() {
        await(Gadget_.insertAll(Flux.range(0, 500).map(i -> new Gadget("n" + i))));
        StepVerifier.create(
                        sql("SELECT * FROM \"gadget\"").fetchSize(10).fetch(row -> row.get("name", String.class)), 3)
                .expectNextCount(3)
                .thenRequest(4)
                .expectNextCount(4)
                .thenCancel()
                .verify();
        bed().awaitIdle();
        assertThat(await(sql("SELECT COUNT(*) FROM \"gadget\"")
                        .fetch(row -> ((Number) Objects.requireNonNull(row.get(0))).intValue())))
                .containsExactly(500);
    }

    private <T> void assertScalar(String column, Class<T> type, @Nullable T value) {
        assertThat(await(sql("SELECT \"" + column + "\" FROM \"everything\"").fetch(type)))
                .as(column)
                .singleElement()
                .isEqualTo(value);
    }

    private <T> void assertBound(String column, Class<T> type, @Nullable T value) {
        assertScalar(column, type, value);
        assertThat(await(sql("SELECT COUNT(*) FROM \"everything\" WHERE \"" + column + "\" = :value")
                        .bind("value", Objects.requireNonNull(value))
                        .fetch(Integer.class)))
                .as(column)
                .containsExactly(1);
    }

    private void assertNoScalar(String sql, Class<?> type, String... messages) {
        StepVerifier.create(sql(sql).fetch(type))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("fetch(" + type.getSimpleName() + ".class)")
                        .hasMessageContainingAll(messages)
                        .hasMessageNotContainingAny("4711", "secret"));
        bed().awaitIdle();
    }

    @Test
    default void scalarIsReadAsAPropertyReadsIt() {
        Everything all = TypeContract.full();
        await(all.save());
        assertBound("truth", Boolean.class, all.truth);
        assertBound("tiny", Byte.class, all.tiny);
        assertBound("small", Short.class, all.small);
        assertBound("medium", Integer.class, all.medium);
        assertBound("large", Long.class, all.large);
        assertBound("single", Float.class, all.single);
        assertBound("twofold", Double.class, all.twofold);
        assertBound("letter", Character.class, all.letter);
        assertBound("text", String.class, all.text);
        assertBound("amount", BigDecimal.class, all.amount);
        assertBound("huge", BigInteger.class, all.huge);
        assertBound("uuid", UUID.class, all.uuid);
        assertBound("date", LocalDate.class, all.date);
        assertBound("time", LocalTime.class, all.time);
        assertScalar("offset_time", OffsetTime.class, all.offsetTime);
        assertBound("date_time", LocalDateTime.class, all.dateTime);
        assertBound("offset_date_time", OffsetDateTime.class, all.offsetDateTime);
        assertBound("instant", Instant.class, all.instant);
        assertBound("color", Color.class, all.color);
        assertBound("bytes", byte[].class, all.bytes);
        assertBound("buffer", ByteBuffer.class, all.buffer);
        assertScalar("medium", Long.class, 3L);
        assertScalar("large", Short.class, (short) 4);
    }

    @Test
    default void scalarIsExactOrRefused() {
        Everything all = TypeContract.full();
        all.medium = 4711;
        all.text = "secret";
        await(all.save());
        assertNoScalar("SELECT \"medium\" FROM \"everything\"", Byte.class, "cannot take");
        assertNoScalar("SELECT \"twofold\" FROM \"everything\"", Long.class, "cannot take");
        assertNoScalar("SELECT \"text\" FROM \"everything\"", Character.class, "cannot take");
        assertNoScalar("SELECT \"text\" FROM \"everything\"", Color.class, "cannot take");
        assertNoScalar("SELECT \"text\" FROM \"everything\"", Long.class, "cannot take");
    }

    @Test
    default void scalarIsTheOnlyValueOfEachRow() {
        Flux<String> names = sql("SELECT \"name\" AS \"a:b '\" FROM \"gadget\" ORDER BY \"name\"")
                .fetch(String.class);
        assertThat(await(names)).isEmpty();
        await(Gadget_.insertAll(Flux.just(new Gadget("'; --"), new Gadget("b"))));
        assertThat(await(names)).containsExactly("'; --", "b");
        StepVerifier.create(names, 1).expectNextCount(1).thenCancel().verify();
        bed().awaitIdle();
        assertNoScalar("SELECT \"name\", 1 FROM \"gadget\"", String.class, "have 2", "row ->");
        assertNoScalar("SELECT MAX(\"name\") FROM \"gadget\" WHERE 1 = 0", String.class, "null", "coalesce", "row ->");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sql("SELECT 1").fetch(Thread.class))
                .withMessageContaining("java.lang.Thread");
    }
}
