package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fluxrecord.NativeQuery;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.tck.model.Customer;
import io.fluxrecord.tck.model.Customer_;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        bed().prepare(Gadget_.model(), Customer_.model());
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
                        .bindNull("credit", java.math.BigDecimal.class)
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
}
