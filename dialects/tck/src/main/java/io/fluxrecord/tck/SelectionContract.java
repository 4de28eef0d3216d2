package io.fluxrecord.tck;

import static io.fluxrecord.query.Sql.count;
import static io.fluxrecord.query.Sql.partitionBy;
import static io.fluxrecord.query.Sql.rollup;
import static io.fluxrecord.query.Sql.rowNumber;
import static io.fluxrecord.query.Sql.value;
import static io.fluxrecord.query.Sql.when;
import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.Selected;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.error.NonUniqueResultException;
import io.fluxrecord.query.Selection;
import io.fluxrecord.query.TextExpression;
import io.fluxrecord.tck.model.Client;
import io.fluxrecord.tck.model.ClientView;
import io.fluxrecord.tck.model.ClientView_;
import io.fluxrecord.tck.model.Client_;
import io.fluxrecord.tck.model.Deal;
import io.fluxrecord.tck.model.DealLine_;
import io.fluxrecord.tck.model.DealView;
import io.fluxrecord.tck.model.DealView_;
import io.fluxrecord.tck.model.Deal_;
import io.fluxrecord.tck.model.Nation_;
import io.fluxrecord.tck.model.Turnover;
import io.fluxrecord.tck.model.Turnover_;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What queries emit that are no records: projections, and tables that are made of them. */
public interface SelectionContract extends Contract {

    Selection<Client, ClientView> VIEW = ClientView_.of(Client_.name, Client_.rating);

    TextExpression<Deal> NATION = Deal_.client.to(Client_.nation).to(Nation_.code);

    @BeforeEach
    default void prepare() {
        bed().prepare(Nation_.model(), Client_.model(), Deal_.model(), DealLine_.model());
        PathContract.fill();
    }

    private static Selected<Turnover> turnovers() {
        return Deal_.query().groupBy(NATION).select(Turnover_.of(NATION, Deal_.total.sum(), count()));
    }

    @Test
    default void projectionsAreMadeOfTypedSelections() {
        List<DealView> views = await(Deal_.query()
                .orderBy(Deal_.id.asc())
                .select(DealView_.of(
                        Deal_.id,
                        Deal_.state.nullIf("open").optional(),
                        Deal_.client.to(VIEW),
                        Deal_.broker.to(VIEW),
                        Deal_.state.eq("late")))
                .all());
        ClientView ann = new ClientView("ann", 5);
        ClientView bob = new ClientView("bob", null);
        assertThat(views)
                .containsExactly(
                        new DealView(1, Optional.empty(), ann, bob, false),
                        new DealView(2, Optional.of("paid"), ann, null, false),
                        new DealView(3, Optional.empty(), bob, null, false),
                        new DealView(4, Optional.of("late"), null, ann, true));
    }

    @Test
    default void nullInAPrimitiveComponentNamesIt() {
        StepVerifier.create(Deal_.query()
                        .select(Turnover_.of(
                                NATION,
                                Deal_.total,
                                Deal_.client.to(Client_.rating).asLong()))
                        .all()
                        .collectList())
                .verifyErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(MappingException.class).hasMessageContaining("Turnover.deals"));
        StepVerifier.create(Deal_.query().select(Deal_.broker.to(VIEW)).all().collectList())
                .verifyError(MappingException.class);
    }

    @Test
    default void componentsAreColumnsOfARowThatIsGroupedAgain() {
        assertThat(await(turnovers()
                        .orderBy(Turnover_.total.desc().nullsLast(), Turnover_.nation.asc())
                        .all()))
                .containsExactly(
                        new Turnover("IS", new BigDecimal("150"), 2),
                        new Turnover(null, new BigDecimal("70"), 1),
                        new Turnover("CL", null, 1));
        assertThat(await(turnovers().where(Turnover_.deals.gt(1)).all()))
                .containsExactly(new Turnover("IS", new BigDecimal("150"), 2));
        assertThat(await(turnovers()
                        .where(Turnover_.nation.isNotNull())
                        .select(Turnover_.total.max())
                        .one()))
                .isEqualTo(new BigDecimal("150"));
        assertThat(await(turnovers()
                        .groupBy(Turnover_.deals)
                        .orderBy(Turnover_.deals.asc())
                        .select(count())
                        .all()))
                .containsExactly(2L, 1L);
        assertThat(await(turnovers().where(Turnover_.total.gt(1)).count())).isEqualTo(2);
        assertThat(await(turnovers().where(Turnover_.total.gt(1_000)).exists())).isFalse();
        assertThat(await(turnovers().orderBy(Turnover_.deals.desc()).first()))
                .isEqualTo(new Turnover("IS", new BigDecimal("150"), 2));
        assertThat(await(turnovers()
                                .orderBy(Turnover_.nation.asc().nullsFirst())
                                .offset(1)
                                .limit(1)
                                .one())
                        .nation())
                .isEqualTo("CL");
        StepVerifier.create(turnovers().one()).verifyError(NonUniqueResultException.class);
    }

    @Test
    default void windowsAreAskedForAsColumns() {
        var ranked = Deal_.query()
                .select(Turnover_.of(
                        NATION,
                        Deal_.total,
                        rowNumber().over(partitionBy(NATION).orderBy(Deal_.total.desc()))));
        assertThat(await(ranked.where(Turnover_.deals.eq(1), Turnover_.nation.eq("IS"))
                        .all()))
                .containsExactly(new Turnover("IS", new BigDecimal("100.00"), 1));
    }

    @Test
    default void deletedRecordsAreInNoDerivedTable() {
        assertThat(await(Client_.query()
                        .where(Client_.id.in(Deal_.query().groupBy(Deal_.client).select(Deal_.client.to(Client_.id))))
                        .count()))
                .isEqualTo(2);
        assertThat(await(Deal_.query().select(Deal_.total.sum()).one())).isEqualTo(new BigDecimal("220"));
        assertThat(await(Client_.query()
                        .select(Client_.deals.sum(Deal_.total).coalesce(0))
                        .all()))
                .containsExactlyInAnyOrder(new BigDecimal("150"), new BigDecimal("0"));
    }

    @Test
    default void rowsOfTwoQueriesAreOneTable() {
        var names = Client_.query().select(Client_.name);
        var states = Deal_.query().select(Deal_.state);
        assertThat(await(names.union(states).all())).containsExactlyInAnyOrder("ann", "bob", "open", "paid", "late");
        assertThat(await(names.unionAll(states).count())).isEqualTo(6);
        assertThat(await(states.except(Deal_.query().where(Deal_.id.eq(2L)).select(Deal_.state))
                        .all()))
                .containsExactlyInAnyOrder("open", "late");
        assertThat(await(states.intersect(names).exists())).isFalse();
        assertThat(await(turnovers()
                        .unionAll(turnovers().where(Turnover_.deals.gt(1)))
                        .orderBy(Turnover_.total.desc().nullsLast())
                        .limit(2)
                        .all()))
                .extracting(Turnover::nation)
                .containsExactly("IS", "IS");
        assertThatThrownBy(() -> states.union(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void caseCountsRows() {
        assertThat(await(Deal_.query()
                        .groupBy(when(Deal_.state.eq("open"), "open").otherwise("closed"))
                        .orderBy(count().desc())
                        .select(Turnover_.of(
                                when(Deal_.state.eq("open"), "open").otherwise("closed"),
                                Deal_.total.sum().filter(Deal_.total.gt(value(new BigDecimal("60")))),
                                count()))
                        .all()))
                .containsExactlyInAnyOrder(
                        new Turnover("open", new BigDecimal("100"), 2),
                        new Turnover("closed", new BigDecimal("70"), 2));
    }

    @Test
    default void rowsComeAsTheyAreRequestedAndCancelGivesTheConnectionBack() {
        StepVerifier.create(
                        Deal_.query()
                                .orderBy(Deal_.id.asc())
                                .select(Deal_.id)
                                .fetchSize(1)
                                .all(),
                        1)
                .expectNext(1L)
                .thenRequest(1)
                .expectNext(2L)
                .thenCancel()
                .verify();
        assertThat(await(Deal_.query().select(Deal_.id).count())).isEqualTo(4);
    }

    @Test
    default void statementsAreShownWithoutValues() {
        var query = Deal_.query().where(Deal_.client.to(Client_.name).eq("secret"));
        assertThat(await(query.toSql())).contains("SELECT", "JOIN", "client").doesNotContain("secret");
        assertThat(await(query.select(Deal_.total.sum()).toSql()))
                .contains("SUM(")
                .doesNotContain("secret");
        assertThat(await(query.explain())).isNotEmpty();
        assertThat(await(turnovers().explain())).isNotEmpty();
        assertThat(await(Nation_.query().where(Nation_.code.eq("x")).toSql())).doesNotContain("t1");
    }

    @Test
    default void rollupHasTotals() {
        var totals = Deal_.query()
                .groupBy(rollup(Deal_.state))
                .select(Turnover_.of(Deal_.state, Deal_.total.sum(), count()));
        if (bed().capabilities().hasRollup()) {
            assertThat(await(totals.all()))
                    .containsExactlyInAnyOrder(
                            new Turnover("open", new BigDecimal("100"), 2),
                            new Turnover("paid", new BigDecimal("50"), 1),
                            new Turnover("late", new BigDecimal("70"), 1),
                            new Turnover(null, new BigDecimal("220"), 4));
        } else {
            StepVerifier.create(totals.all()).verifyError(ConfigurationException.class);
        }
    }
}
