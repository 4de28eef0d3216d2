package io.fluxrecord.tck;

import static io.fluxrecord.query.Sql.count;
import static io.fluxrecord.query.Sql.outer;
import static io.fluxrecord.query.Sql.value;
import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.query.Condition;
import io.fluxrecord.query.TextExpression;
import io.fluxrecord.query.ToOne;
import io.fluxrecord.tck.model.Client;
import io.fluxrecord.tck.model.Client_;
import io.fluxrecord.tck.model.Deal;
import io.fluxrecord.tck.model.DealLine;
import io.fluxrecord.tck.model.DealLine_;
import io.fluxrecord.tck.model.Deal_;
import io.fluxrecord.tck.model.Nation;
import io.fluxrecord.tck.model.Nation_;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What is said along relations: of one, as of the record itself; of many, without multiplying rows. */
public interface PathContract extends Contract {

    /** What is said once and used from everywhere. */
    Condition<Client> GOOD = Condition.any(Client_.rating.ge(5), Client_.vip);

    @BeforeEach
    default void prepare() {
        bed().prepare(Nation_.model(), Client_.model(), Deal_.model(), DealLine_.model());
        fill();
    }

    /** Insert two nations, three clients of whom one is deleted, and five deals of which one is. */
    static void fill() {
        Nation iceland = await(new Nation("IS").save());
        Nation chile = await(new Nation("CL").save());
        Client ann = client("ann", iceland, 5);
        Client bob = client("bob", chile, null);
        Client gone = client("gone", iceland, 9);
        deal("1", ann, bob, "open", "100");
        deal("2", ann, null, "paid", "50");
        deal("3", bob, gone, "open", null);
        deal("4", gone, ann, "late", "70");
        await(deal("5", bob, ann, "open", "1000").delete());
        await(gone.delete());
    }

    private static Client client(String name, Nation nation, Integer rating) {
        Client client = new Client(name, nation);
        client.rating = rating;
        return await(client.save());
    }

    private static Deal deal(String lines, Client client, Client broker, String state, String total) {
        Deal deal = new Deal(client);
        deal.broker.set(broker);
        deal.state = state;
        deal.total = total == null ? null : new BigDecimal(total);
        await(deal.save());
        List<DealLine> all = new ArrayList<>();
        for (int number = 1; number <= Integer.parseInt(lines); number++) {
            all.add(new DealLine(deal, number, number * 10, lines + ".5"));
        }
        await(DealLine_.insertAll(Flux.fromIterable(all)));
        return deal;
    }

    /** Return the deals by the number of their lines. */
    private static List<Long> deals(Condition<? super Deal> condition) {
        return await(Deal_.query()
                .where(condition)
                .orderBy(Deal_.id.asc())
                .select(Deal_.id)
                .all());
    }

    private static List<String> clients(Condition<? super Client> condition) {
        return await(Client_.query()
                .where(condition)
                .orderBy(Client_.name.asc())
                .select(Client_.name)
                .all());
    }

    @Test
    default void valuesOfAnotherRecordAreSaidOfThisOne() {
        TextExpression<Deal> nation = Deal_.client.to(Client_.nation).to(Nation_.code);
        assertThat(deals(nation.eq("IS"))).containsExactly(1L, 2L);
        assertThat(deals(nation.isNull())).containsExactly(4L);
        assertThat(deals(Deal_.client.to(Client_.nation.to(Nation_.code).eq("CL"))))
                .containsExactly(3L);
        assertThat(await(Deal_.query()
                        .orderBy(nation.desc().nullsLast(), Deal_.id.asc())
                        .select(nation.optional())
                        .all()))
                .containsExactly(Optional.of("IS"), Optional.of("IS"), Optional.of("CL"), Optional.empty());
        assertThat(await(DealLine_.query()
                        .where(DealLine_.deal.to(Deal_.client).to(Client_.name).eq("ann"))
                        .count()))
                .isEqualTo(3);
        assertThat(await(Deal_.query().where(nation.eq("IS")).exists())).isTrue();
    }

    @Test
    default void recordsOfAJoinAreReadWhole() {
        List<Deal> found = await(Deal_.query()
                .where(Deal_.client.to(Client_.name).eq("ann"))
                .orderBy(Deal_.broker.to(Client_.name).asc().nullsFirst())
                .all());
        assertThat(found).extracting(deal -> deal.state).containsExactly("paid", "open");
        assertThat(found.get(1).changes()).isEmpty();
        found.get(1).state = "late";
        await(found.get(1).save());
        assertThat(await(Deal_.find(1L)).state).isEqualTo("late");
    }

    @Test
    default void deletedRecordIsAbsentAndItsReferencesStay() {
        assertThat(deals(Deal_.client.to(Client_.name).eq("gone"))).isEmpty();
        assertThat(deals(Deal_.client.includeDeleted().to(Client_.name).eq("gone")))
                .containsExactly(4L);
        assertThat(deals(Deal_.client.isPresent())).containsExactly(1L, 2L, 3L);
        assertThat(deals(Deal_.client.isAbsent())).containsExactly(4L);
        assertThat(deals(Deal_.broker.isAbsent())).containsExactly(2L, 3L);
        assertThat(deals(Deal_.broker.isNull())).containsExactly(2L);
        assertThat(deals(Deal_.broker.isNotNull())).containsExactly(1L, 3L, 4L);
        assertThat(await(Deal_.query()
                        .orderBy(Deal_.id.asc())
                        .select(Deal_.client.to(Client_.id))
                        .all()))
                .containsExactly(1L, 1L, 2L, 3L);
    }

    @Test
    default void conditionOnAnAbsentRecordIsUnknown() {
        assertThat(deals(Deal_.broker.to(GOOD))).containsExactly(4L);
        assertThat(deals(Deal_.broker.to(GOOD).not())).isEmpty();
        assertThat(deals(Deal_.broker.to(Client_.vip.not()))).containsExactly(1L, 4L);
        assertThat(deals(Deal_.broker.to(Client_.rating.isNull()))).containsExactly(1L);
        assertThat(deals(Deal_.broker.to(Client_.rating.isNull()).not())).containsExactly(4L);
        assertThat(deals(Deal_.broker.to(Client_.rating).isNull())).containsExactly(1L, 2L, 3L);
        assertThat(deals(Deal_.broker.to(Client_.rating.coalesce(0)).eq(0))).containsExactly(1L);
        assertThat(deals(Deal_.broker.to(value(1)).eq(1))).containsExactly(1L, 4L);
        assertThat(deals(Deal_.broker.to(Client_.deals.any()))).containsExactly(1L, 4L);
        assertThat(deals(Deal_.broker.to(Client_.deals.none()).not())).containsExactly(1L, 4L);
        assertThat(deals(Deal_.broker.to(Client_.deals).count().eq(2))).containsExactly(4L);
        assertThat(deals(Deal_.broker.to(Client_.deals).count().isNull())).containsExactly(2L, 3L);
    }

    @Test
    default void recordsAreComparedByTheirKeys() {
        Client ann = await(Client_.find(1L));
        Client bob = await(Client_.find(2L));
        assertThat(deals(Deal_.client.eq(ann))).containsExactly(1L, 2L);
        assertThat(deals(Deal_.client.ne(ann))).containsExactly(3L, 4L);
        assertThat(deals(Deal_.client.in(List.of(ann, bob)))).containsExactly(1L, 2L, 3L);
        assertThat(deals(Deal_.client.notIn(List.of(ann, bob)))).containsExactly(4L);
        assertThat(deals(Deal_.client.in(List.of()))).isEmpty();
        assertThat(deals(Deal_.broker.notIn(List.of()))).hasSize(4);
        assertThat(deals(Deal_.client.in(Client_.query().where(GOOD)))).containsExactly(1L, 2L);
        assertThat(deals(Deal_.broker.notIn(Client_.query().where(GOOD)))).containsExactly(1L, 3L);
        assertThat(deals(Deal_.client.eq(Deal_.broker))).isEmpty();
        assertThat(deals(Deal_.client.ne(Deal_.broker))).containsExactly(1L, 3L, 4L);
        assertThat(await(DealLine_.query()
                        .where(DealLine_.deal.to(Deal_.client).eq(ann))
                        .count()))
                .isEqualTo(3);
        StepVerifier.create(Deal_.query().where(Deal_.client.eq(new Client())).all())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Client")
                        .hasMessageContaining("save"));
    }

    @Test
    default void manyAreAskedForWithoutMultiplyingRows() {
        assertThat(clients(Client_.deals.any())).containsExactly("ann", "bob");
        assertThat(clients(Client_.deals.none())).isEmpty();
        assertThat(clients(Client_.deals.any(Deal_.state.eq("paid")))).containsExactly("ann");
        assertThat(clients(Client_.deals.none(Deal_.state.eq("paid")))).containsExactly("bob");
        assertThat(clients(Client_.deals.every(Deal_.total.gt(40)))).containsExactly("ann");
        assertThat(clients(Client_.deals.count().eq(2))).containsExactly("ann");
        assertThat(clients(Client_.deals.includeDeleted().count().eq(2))).containsExactly("ann", "bob");
        assertThat(clients(Client_.deals.sum(Deal_.total).gt(100))).containsExactly("ann");
        assertThat(clients(Client_.deals.sum(Deal_.total).isNull())).containsExactly("bob");
        assertThat(clients(Client_.deals
                        .where(Deal_.state.eq("open"))
                        .max(Deal_.total)
                        .eq(100)))
                .containsExactly("ann");
        assertThat(clients(Client_.deals.to(Deal_.lines).count().eq(3))).containsExactly("ann", "bob");
        assertThat(clients(Client_.deals
                        .where(Deal_.state.eq("paid"))
                        .to(Deal_.lines)
                        .sum(DealLine_.quantity)
                        .eq(30)))
                .containsExactly("ann");
        assertThat(clients(Client_.deals.to(Deal_.broker).any(Client_.name.eq("bob"))))
                .containsExactly("ann");
        assertThat(await(Client_.query()
                        .orderBy(Client_.deals.count().desc())
                        .select(Client_.deals.count())
                        .all()))
                .containsExactly(2L, 1L);
        assertThat(await(Nation_.query()
                        .where(Nation_.code.eq("IS"))
                        .select(Nation_.clients.to(Client_.deals).sum(Deal_.total))
                        .one()))
                .isEqualTo(new BigDecimal("150"));
        assertThat(clients(Client_.deals.any(Deal_.lines.any(DealLine_.quantity.eq(20)))))
                .containsExactly("ann", "bob");
        assertThat(clients(Client_.deals.any(Deal_.broker.to(Client_.name).lt(outer(Client_.name)))))
                .isEmpty();
        assertThat(clients(Client_.deals.any(Deal_.broker.to(Client_.name).gt(outer(Client_.name)))))
                .containsExactly("ann");
    }

    @Test
    default void groupsByARecordHaveItsColumns() {
        ToOne<Deal, Nation> nation = Deal_.client.to(Client_.nation);
        assertThat(await(Deal_.query()
                        .groupBy(nation)
                        .orderBy(count().desc(), nation.to(Nation_.code).asc().nullsLast())
                        .select(nation.to(Nation_.code).optional())
                        .all()))
                .containsExactly(Optional.of("IS"), Optional.of("CL"), Optional.empty());
        assertThat(await(Deal_.query()
                        .groupBy(nation.to(Nation_.code))
                        .having(Deal_.total.sum().gt(100))
                        .select(nation.to(Nation_.code))
                        .all()))
                .containsExactly("IS");
        assertThat(await(Deal_.query().groupBy(Deal_.broker).select(count()).count()))
                .isEqualTo(3);
    }

    @Test
    default void bulkStatementsGoByPaths() {
        assertThat(await(Deal_.query()
                        .where(Deal_.client.to(Client_.nation).to(Nation_.code).eq("IS"), Deal_.state.eq("open"))
                        .update(Deal_.state.set("late"))))
                .isEqualTo(1);
        assertThat(deals(Deal_.state.eq("late"))).containsExactly(1L, 4L);
        assertThat(await(Deal_.query().where(Deal_.broker.to(GOOD).not()).update(Deal_.state.set("none"))))
                .isZero();
        assertThat(await(Deal_.query()
                        .where(
                                Deal_.broker.to(Client_.rating).isNull(),
                                Deal_.lines.count().gt(1))
                        .update(Deal_.state.set(Deal_.client.to(Client_.name)))))
                .isEqualTo(2);
        assertThat(deals(Deal_.state.eq("ann"))).containsExactly(2L);
        assertThat(await(Deal_.query().where(Deal_.client.isAbsent()).delete())).isEqualTo(1);
        assertThat(await(DealLine_.query()
                        .where(Condition.any(DealLine_.deal.to(Deal_.state).eq("late"), DealLine_.deal.isAbsent()))
                        .delete()))
                .isEqualTo(1 + 4 + 5);
        assertThat(await(DealLine_.query().count())).isEqualTo(5);
    }

    @Test
    default void lockIsOfTheRecordsOfTheQuery() {
        assertThat(await(bed().database()
                        .transaction(() -> Deal_.query()
                                .where(Deal_.broker.to(Client_.name).eq("ann"))
                                .forUpdate()
                                .all()
                                .collectList())))
                .hasSize(1);
    }
}
