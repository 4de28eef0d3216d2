package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static io.fluxrecord.query.Sql.count;
import static io.fluxrecord.query.Sql.exists;
import static io.fluxrecord.query.Sql.outer;
import static io.fluxrecord.query.Sql.partitionBy;
import static io.fluxrecord.query.Sql.rank;
import static io.fluxrecord.query.Sql.value;
import static io.fluxrecord.query.Sql.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Sql;
import io.fluxrecord.query.TextExpression;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The snippets of queries.md that reach past one table. */
final class GuideReportsTests {

    private Database db;
    private Buyer ann;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(Buyer_.model(), Purchase_.model());
        ann = await(new Buyer("Ann", "IS").save());
        Buyer bob = await(new Buyer("Bob", "CL").save());
        Purchase first = new Purchase(ann, "100", LocalDate.of(2026, 1, 31));
        first.paid = true;
        first.discount = new BigDecimal("20");
        await(first.save());
        Purchase second = new Purchase(ann, "50", LocalDate.of(2025, 5, 1));
        second.agent.set(bob);
        await(second.save());
        await(new Purchase(bob, "1000", LocalDate.of(2026, 2, 28)).save());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    @Test
    void expressions() {
        // tag::expressions[]
        Flux<Purchase> chosen = Purchase_.query()
                .where(
                        Purchase_.total.gt(Purchase_.discount.times(4)), // expression against expression
                        Purchase_.day.year().eq(2026),
                        Purchase_.paid) // a boolean property is a condition
                .all();
        Mono<Long> raised = Purchase_.query()
                .where(Purchase_.paid.not())
                .update(Purchase_.total.set(Purchase_.total.times(new BigDecimal("1.1"))));
        // end::expressions[]
        assertThat(await(chosen)).hasSize(1);
        assertThat(await(raised)).isEqualTo(2);
    }

    @Test
    void values() {
        // tag::values[]
        var size = when(Purchase_.total.lt(60), "small")
                .when(Purchase_.total.lt(500), "middle")
                .otherwise("large");
        Flux<String> sizes =
                Purchase_.query().orderBy(Purchase_.total.asc()).select(size).all();
        Mono<BigDecimal> worth = Purchase_.query()
                .select(Purchase_.total.minus(Purchase_.discount.coalesce(0)).sum())
                .one();
        // end::values[]
        assertThat(await(sizes)).containsExactly("small", "middle", "large");
        assertThat(await(worth)).isEqualByComparingTo("1130");
    }

    @Test
    void byHand() {
        // tag::byHand[]
        Condition<Purchase> odd = Sql.condition("MOD({}, {}) = 1", Purchase_.id, value(2L));
        // end::byHand[]
        assertThat(await(Purchase_.query().where(odd).count())).isEqualTo(2);
    }

    @Test
    void paths() {
        // tag::paths[]
        TextExpression<Purchase> country = Purchase_.buyer.to(Buyer_.country);
        Flux<Purchase> fromIceland = Purchase_.query()
                .where(country.eq("IS"))
                .orderBy(Purchase_.buyer.to(Buyer_.name).asc())
                .all();
        Flux<Purchase> abroad =
                Purchase_.query().where(Purchase_.buyer.to(Buyer.ABROAD)).all();
        Flux<Purchase> ofAnn = Purchase_.query().where(Purchase_.buyer.eq(ann)).all();
        Flux<Purchase> byAgents =
                Purchase_.query().where(Purchase_.agent.isPresent()).all();
        // end::paths[]
        assertThat(await(fromIceland)).hasSize(2);
        assertThat(await(abroad)).hasSize(1);
        assertThat(await(ofAnn)).hasSize(2);
        assertThat(await(byAgents)).hasSize(1);
    }

    @Test
    void many() {
        // tag::many[]
        Flux<Buyer> some = Buyer_.query()
                .where(
                        Buyer_.purchases.any(Purchase_.total.gt(60)), // EXISTS
                        Buyer_.purchases.none(Purchase_.day.year().lt(2020)), // NOT EXISTS
                        Buyer_.purchases
                                .where(Purchase_.paid)
                                .sum(Purchase_.total)
                                .ge(100), // a scalar subquery
                        Buyer_.purchases.count().between(1, 5))
                .all();
        // end::many[]
        assertThat(await(some)).containsExactly(ann);
    }

    @Test
    void subqueries() {
        // tag::subqueries[]
        Flux<Purchase> greatest = Purchase_.query()
                .where(Purchase_.total.eq(
                        Purchase_.query().select(Purchase_.total.max()).asExpression()))
                .all();
        Flux<Purchase> firstOfEach = Purchase_.query()
                .where(exists(Purchase_.query()
                                .where(
                                        Purchase_.buyer.to(Buyer_.id).eq(outer(Purchase_.buyer.to(Buyer_.id))),
                                        Purchase_.day.lt(outer(Purchase_.day))))
                        .not())
                .all();
        // end::subqueries[]
        assertThat(await(greatest)).hasSize(1);
        assertThat(await(firstOfEach)).hasSize(2);
    }

    @Test
    void report() {
        // tag::report[]
        TextExpression<Purchase> country = Purchase_.buyer.to(Buyer_.country);
        Flux<Revenue> report = Purchase_.query()
                .groupBy(country)
                .having(count().gt(1))
                .select(Revenue_.of(country, Purchase_.total.sum(), count()))
                .orderBy(Revenue_.total.desc())
                .limit(10)
                .all();
        // end::report[]
        assertThat(await(report)).containsExactly(new Revenue("IS", new BigDecimal("150"), 2));
    }

    @Test
    void windows() {
        // tag::windows[]
        var ranked = Purchase_.query()
                .select(Revenue_.of(
                        Purchase_.buyer.to(Buyer_.country),
                        Purchase_.total,
                        rank().over(partitionBy(Purchase_.buyer.to(Buyer_.id)).orderBy(Purchase_.total.desc()))));
        Flux<Revenue> best = ranked.where(Revenue_.purchases.eq(1)).all(); // the rows are a table now
        // end::windows[]
        assertThat(await(best)).hasSize(2);
    }
}
