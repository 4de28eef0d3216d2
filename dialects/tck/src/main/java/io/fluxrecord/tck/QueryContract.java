package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Query;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.query.Change;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Sort;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.tck.model.Country;
import io.fluxrecord.tck.model.Country_;
import io.fluxrecord.tck.model.Inventory;
import io.fluxrecord.tck.model.Inventory_;
import io.fluxrecord.tck.model.Product_;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Queries: what they match, in which order, how many, and what becomes of bulk statements. */
public interface QueryContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Country_.model(), Inventory_.model(), Product_.model());
    }

    private void countries() {
        await(Flux.just(
                        new Country("AQ", "Antarctica"),
                        new Country("BV", "Bouvet Island"),
                        new Country("IS", "Iceland"),
                        new Country("IE", "Ireland"),
                        new Country("XX", null))
                .concatMap(Country::save));
        bed().statements();
    }

    @SafeVarargs
    private List<String> codes(Condition<Country>... conditions) {
        return await(Country_.query()
                .where(conditions)
                .orderBy(Country_.code.asc())
                .all()
                .map(country -> country.code));
    }

    @Test
    default void conditionsMatchWhatTheySay() {
        countries();
        assertThat(codes(Country_.code.eq("IS"))).containsExactly("IS");
        assertThat(codes(Country_.name.ne("Iceland"))).containsExactly("AQ", "BV", "IE");
        assertThat(codes(Country_.code.lt("IE"))).containsExactly("AQ", "BV");
        assertThat(codes(Country_.code.le("IE"))).containsExactly("AQ", "BV", "IE");
        assertThat(codes(Country_.code.gt("IS"))).containsExactly("XX");
        assertThat(codes(Country_.code.ge("IS"))).containsExactly("IS", "XX");
        assertThat(codes(Country_.code.between("BV", "IS"))).containsExactly("BV", "IE", "IS");
        assertThat(codes(Country_.name.isNull())).containsExactly("XX");
        assertThat(codes(Country_.name.isNotNull())).containsExactly("AQ", "BV", "IE", "IS");
        assertThat(codes(Country_.code.in("IS", "IE", "ZZ"))).containsExactly("IE", "IS");
        assertThat(codes(Country_.name.notIn("Iceland"))).containsExactly("AQ", "BV", "IE");
    }

    @Test
    default void conditionsCombine() {
        countries();
        assertThat(codes(Country_.code.gt("B"), Country_.code.lt("J"))).containsExactly("BV", "IE", "IS");
        assertThat(codes(Country_.code.eq("AQ").or(Country_.code.eq("IS")).and(Country_.name.like("I%"))))
                .containsExactly("IS");
        assertThat(codes(Country_.code.eq("AQ").or(Country_.code.eq("IS").and(Country_.name.like("Z%")))))
                .containsExactly("AQ");
        assertThat(codes(Country_.code.eq("AQ").or(Country_.code.eq("IS")).not()))
                .containsExactly("BV", "IE", "XX");
        assertThat(codes(Country_.name.eq("Iceland").not())).containsExactly("AQ", "BV", "IE");
    }

    @Test
    default void patternsMatchTextAndPlainPartsAreTakenAsTheyStand() {
        await(new Country("P1", "50% off_now").save());
        await(new Country("P2", "50 off-now").save());
        await(new Country("P3", "back\\slash").save());
        assertThat(codes(Country_.name.like("50%"))).containsExactly("P1", "P2");
        assertThat(codes(Country_.name.notLike("50%"))).containsExactly("P3");
        assertThat(codes(Country_.name.ilike("50 OFF%"))).containsExactly("P2");
        assertThat(codes(Country_.name.startsWith("50%"))).containsExactly("P1");
        assertThat(codes(Country_.name.contains("f_n"))).containsExactly("P1");
        assertThat(codes(Country_.name.endsWith("_now"))).containsExactly("P1");
        assertThat(codes(Country_.name.contains("k\\s"))).containsExactly("P3");
    }

    @Test
    default void emptyListMatchesNothingAndItsNegationEverything() {
        countries();
        assertThat(codes(Country_.code.in(List.of()))).isEmpty();
        assertThat(codes(Country_.code.notIn(List.of()))).hasSize(5);
        assertThat(codes(Country_.code.in(List.of()).or(Country_.code.eq("IS"))))
                .containsExactly("IS");
        assertThat(await(Country_.query().where(Country_.code.in()).count())).isZero();
    }

    @Test
    default void listLongerThanAnyParameterLimitWorks() {
        await(Flux.range(1, 20).concatMap(i -> new Inventory("item" + i, i).save()));
        // Where there are no arrays, a list may be as long as a statement has parameters.
        int length = bed().database().dialect().maxArrayLength(SqlType.INTEGER) == 0
                ? bed().database().dialect().maxParameters()
                : 70_000;
        List<Integer> quantities = IntStream.range(11 - length, 11).boxed().toList();
        assertThat(await(Inventory_.query()
                        .where(Inventory_.quantity.in(quantities))
                        .count()))
                .isEqualTo(10);
        assertThat(await(Inventory_.query()
                        .where(Inventory_.id.notIn(LongStream.range(1_000_000, 1_000_000 + length)
                                .boxed()
                                .toList()))
                        .count()))
                .isEqualTo(20);
    }

    @Test
    default void orderLimitAndOffsetSliceTheResult() {
        countries();
        Query<Country> byName = Country_.query().orderBy(Country_.name.desc().nullsLast());
        assertThat(await(byName.all().map(country -> country.code))).containsExactly("IE", "IS", "BV", "AQ", "XX");
        assertThat(await(byName.limit(2).offset(1).all().map(country -> country.code)))
                .containsExactly("IS", "BV");
        Country first =
                await(Country_.query().orderBy(Country_.name.asc().nullsFirst()).first());
        assertThat(first.code).isEqualTo("XX");
        assertThat(await(byName.limit(0).all())).isEmpty();
        assertThat(await(byName.offset(9).all())).isEmpty();
        StepVerifier.create(byName.limit(0).first()).verifyComplete();
        assertThatThrownBy(() -> byName.limit(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void oneIsEmptyOneOrAnError() {
        countries();
        StepVerifier.create(Country_.query().where(Country_.code.eq("ZZ")).one())
                .verifyComplete();
        StepVerifier.create(Country_.query().where(Country_.code.eq("IS")).one())
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(Country_.query().where(Country_.code.like("I%")).one())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(NonUniqueResultException.class)
                        .hasMessageContaining("Country"))
                .verify();
        StepVerifier.create(Country_.query().where(Country_.code.like("I%")).first())
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    default void countAndExistsTellWithoutReadingRows() {
        countries();
        assertThat(await(Country_.query().count())).isEqualTo(5);
        assertThat(await(Country_.query().where(Country_.code.like("I%")).count()))
                .isEqualTo(2);
        assertThat(await(Country_.query().where(Country_.code.eq("IS")).exists()))
                .isTrue();
        assertThat(await(Country_.query().where(Country_.code.eq("ZZ")).exists()))
                .isFalse();
        assertThat(bed().statements()).noneMatch(sql -> sql.contains("name"));
    }

    @Test
    default void bulkUpdateChangesAllThatMatchWithOneStatement() {
        await(Flux.range(1, 5).concatMap(i -> new Inventory("item" + i, i).save()));
        bed().statements();
        StepVerifier.create(Inventory_.query()
                        .where(Inventory_.quantity.le(2))
                        .update(Inventory_.quantity.increment(10), Inventory_.sku.set("bulk")))
                .expectNext(2L)
                .verifyComplete();
        assertThat(bed().statements()).hasSize(1);
        assertThat(await(Inventory_.query()
                        .where(Inventory_.sku.eq("bulk"))
                        .orderBy(Inventory_.quantity.asc())
                        .all()))
                .extracting(item -> item.quantity)
                .containsExactly(11, 12);
        assertThat(await(Inventory_.query().update(Inventory_.quantity.increment(-1))))
                .isEqualTo(5);
        assertThat(await(Country_.query().update(Country_.name.setNull()))).isZero();
    }

    @Test
    default void bulkUpdateOfWhatFluxrecordKeepsIsRefused() {
        StepVerifier.create(Inventory_.query().update(Inventory_.version.set(7L)))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Inventory.version"))
                .verify();
        StepVerifier.create(Inventory_.query().update(Inventory_.sku.set("a"), Inventory_.sku.set("b")))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Inventory.sku"))
                .verify();
        assertThatThrownBy(() -> Inventory_.query().update()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void bulkDeleteRemovesAllThatMatch() {
        countries();
        assertThat(await(Country_.query().where(Country_.code.like("I%")).delete()))
                .isEqualTo(2);
        assertThat(await(Country_.query().permanentlyDelete())).isEqualTo(3);
        assertThat(await(Country_.query().delete())).isZero();
    }

    @Test
    default void slicedBulkStatementIsRefusedRatherThanDoneToAll() {
        countries();
        StepVerifier.create(Country_.query().limit(1).delete()).verifyError(IllegalStateException.class);
        StepVerifier.create(Country_.query().offset(1).permanentlyDelete()).verifyError(IllegalStateException.class);
        StepVerifier.create(Country_.query().limit(1).update(Country_.name.setNull()))
                .verifyError(IllegalStateException.class);
        StepVerifier.create(Country_.query().limit(1).count()).verifyError(IllegalStateException.class);
        assertThat(await(Country_.query().count())).isEqualTo(5);
    }

    @Test
    default void nullInAConditionIsRefusedByName() {
        assertThatThrownBy(() -> Country_.name.eq((String) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Country.name")
                .hasMessageContaining("isNull()");
        List<String> withNull = new ArrayList<>(List.of("a"));
        withNull.add(null);
        assertThatThrownBy(() -> Country_.name.in(withNull)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Country_.name.set((String) null)).isInstanceOf(IllegalArgumentException.class);
        Condition<Country> none = null;
        assertThatThrownBy(() -> Country_.query().where(none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Country_.name.isNull().and(none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Country_.name.isNull().or(none)).isInstanceOf(IllegalArgumentException.class);
        Sort<Country> unordered = null;
        assertThatThrownBy(() -> Country_.query().orderBy(unordered)).isInstanceOf(IllegalArgumentException.class);
        Change<Country> unchanged = null;
        assertThatThrownBy(() -> Country_.query().update(unchanged)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void queryIsAValueThatCanBeKeptAndRunAgain() {
        Query<Country> all = Country_.query();
        Query<Country> some = all.where(Country_.code.eq("IS"));
        countries();
        assertThat(await(all.count())).isEqualTo(5);
        assertThat(await(some.count())).isEqualTo(1);
        assertThat(await(some.count())).isEqualTo(1);
    }

    @Test
    default void cancelledResultGivesItsConnectionBack() {
        await(Flux.range(1, 500).flatMap(i -> new Inventory("item" + i, i).save(), 8));
        StepVerifier.create(
                        Inventory_.query()
                                .orderBy(Inventory_.quantity.asc())
                                .fetchSize(10)
                                .all(),
                        3)
                .expectNextCount(3)
                .thenCancel()
                .verify();
        assertThat(await(Inventory_.query()
                        .orderBy(Inventory_.quantity.asc())
                        .all()
                        .take(5)))
                .hasSize(5);
        assertThat(await(Inventory_.query().count())).isEqualTo(500);
        bed().awaitIdle();
    }

    @Test
    default void hostileTextIsAValueAndNeverSql() {
        countries();
        String hostile = "'; DROP TABLE country; --";
        await(new Country("H1", hostile).save());
        assertThat(codes(Country_.name.eq(hostile))).containsExactly("H1");
        assertThat(codes(Country_.name.in(hostile, "x"))).containsExactly("H1");
        assertThat(codes(Country_.name.eq("' OR '1'='1"))).isEmpty();
        assertThat(bed().statements()).noneMatch(sql -> sql.contains("DROP") || sql.contains("'1'"));
        assertThat(await(Country_.query().count())).isEqualTo(6);
    }

    @Test
    default void laterTermsOfAnOrderDecideWhereEarlierOnesAreEqual() {
        await(Flux.just("b1", "a2", "b3", "a1")
                .concatMap(item -> new Inventory(item.substring(0, 1), item.charAt(1) - '0').save()));
        assertThat(await(Inventory_.query()
                        .orderBy(Inventory_.sku.asc(), Inventory_.quantity.desc())
                        .all()
                        .map(item -> item.sku + item.quantity)))
                .containsExactly("a2", "a1", "b3", "b1");
    }
}
