package io.fluxrecord.tck;

import static io.fluxrecord.query.Sql.count;
import static io.fluxrecord.query.Sql.exists;
import static io.fluxrecord.query.Sql.lag;
import static io.fluxrecord.query.Sql.orderedBy;
import static io.fluxrecord.query.Sql.outer;
import static io.fluxrecord.query.Sql.partitionBy;
import static io.fluxrecord.query.Sql.rowNumber;
import static io.fluxrecord.query.Sql.value;
import static io.fluxrecord.query.Sql.when;
import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.query.Condition;
import io.fluxrecord.query.Expression;
import io.fluxrecord.query.Selection;
import io.fluxrecord.query.Sql;
import io.fluxrecord.tck.model.Color;
import io.fluxrecord.tck.model.Sale;
import io.fluxrecord.tck.model.Sale_;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What is computed of records, which is the same on all databases, to the type and the last digit. */
public interface ExpressionContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Sale_.model());
        List<Sale> sales = new ArrayList<>();
        sales.add(sale("north", 7, "10.25", LocalDate.of(2024, 1, 31)));
        sales.add(sale("north", -7, "0.10", LocalDate.of(2024, 2, 29)));
        sales.add(sale("south", 2, "99.99", LocalDate.of(2025, 12, 31)));
        sales.get(0).note = "  Handle with Care  ";
        sales.get(0).returned = 2;
        sales.get(0).discount = new BigDecimal("0.50");
        sales.get(0).huge = new BigInteger("12345678901234567890");
        sales.get(0).color = Color.GREEN;
        sales.get(0).paid = true;
        sales.get(0).placed = Instant.parse("2023-12-31T23:30:00Z");
        sales.get(0).at = LocalDateTime.parse("2024-01-31T23:59:59.5");
        sales.get(0).time = LocalTime.NOON;
        sales.get(1).note = "fragile";
        sales.get(1).returned = 0;
        sales.get(1).tiny = 100;
        await(Sale_.insertAll(Flux.fromIterable(sales)));
        Sale deleted =
                await(sale("south", 1_000_000, "1000000", LocalDate.EPOCH).save());
        await(deleted.delete());
    }

    private static Sale sale(String region, int quantity, String price, LocalDate day) {
        Sale sale = new Sale();
        sale.region = region;
        sale.quantity = quantity;
        sale.price = new BigDecimal(price);
        sale.day = day;
        sale.big = quantity * 10_000_000_000L;
        sale.weight = quantity / 4d;
        return sale;
    }

    private static <V> List<V> all(Selection<? super Sale, V> selection) {
        return await(Sale_.query().orderBy(Sale_.id.asc()).select(selection).all());
    }

    private static <V> V first(Selection<? super Sale, V> selection) {
        return await(
                Sale_.query().orderBy(Sale_.id.asc()).limit(1).select(selection).one());
    }

    private static List<Integer> where(Condition<? super Sale> condition) {
        return await(Sale_.query()
                .where(condition)
                .orderBy(Sale_.id.asc())
                .select(Sale_.quantity)
                .all());
    }

    private static BigDecimal decimal(String number) {
        return new BigDecimal(number);
    }

    @Test
    default void storedValuesAreSelectedAsTheirProperties() {
        assertThat(all(Sale_.region)).containsExactly("north", "north", "south");
        assertThat(all(Sale_.price)).containsExactly(decimal("10.25"), decimal("0.10"), decimal("99.99"));
        assertThat(all(Sale_.big)).containsExactly(70_000_000_000L, -70_000_000_000L, 20_000_000_000L);
        assertThat(all(Sale_.paid)).containsExactly(true, false, false);
        assertThat(first(Sale_.huge)).isEqualTo(new BigInteger("12345678901234567890"));
        assertThat(first(Sale_.color)).isEqualTo(Color.GREEN);
        assertThat(first(Sale_.placed)).isEqualTo(Instant.parse("2023-12-31T23:30:00Z"));
        assertThat(first(Sale_.at)).isEqualTo(LocalDateTime.parse("2024-01-31T23:59:59.5"));
        assertThat(all(Sale_.color.optional()))
                .containsExactly(Optional.of(Color.GREEN), Optional.empty(), Optional.empty());
        assertThat(all(Sale_.tiny.optional()).get(1)).contains((byte) 100);
    }

    @Test
    default void nullThatIsSelectedAloneIsAnErrorThatNamesTheWayOut() {
        StepVerifier.create(Sale_.query().select(Sale_.note).all().collectList())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(MappingException.class)
                        .hasMessageContaining("Sale.note")
                        .hasMessageContaining("optional()")
                        .hasMessageContaining("coalesce()"));
    }

    @Test
    default void integersAreComputedWithoutAFraction() {
        assertThat(all(Sale_.quantity.plus(1))).containsExactly(8, -6, 3);
        assertThat(all(Sale_.quantity.minus(Sale_.returned.coalesce(0)))).containsExactly(5, -7, 2);
        assertThat(all(Sale_.quantity.times(Sale_.quantity).minus(value(1).times(2))))
                .containsExactly(47, 47, 2);
        assertThat(all(Sale_.quantity.dividedBy(2))).containsExactly(3, -3, 1);
        assertThat(all(Sale_.big.dividedBy(3))).containsExactly(23_333_333_333L, -23_333_333_333L, 6_666_666_666L);
        assertThat(all(Sale_.quantity.dividedBy(Sale_.returned).optional()))
                .containsExactly(Optional.of(3), Optional.empty(), Optional.empty());
        assertThat(all(Sale_.quantity.negate().minus(Sale_.quantity.negate().negate())))
                .containsExactly(-14, 14, -4);
        assertThat(all(Sale_.quantity.abs())).containsExactly(7, 7, 2);
        assertThat(first(Sale_.huge.dividedBy(7))).isEqualTo(new BigInteger("1763668414462081127"));
        assertThat(all(Sale_.quantity.asLong().times(10_000_000_000L))).isEqualTo(all(Sale_.big));
        assertThatThrownBy(() -> Sale_.quantity.dividedBy(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sale_.quantity.plus(3_000_000_000L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asLong()");
    }

    @Test
    default void nothingWrapsAround() {
        StepVerifier.create(Sale_.query()
                        .where(Sale_.quantity.eq(7))
                        .select(Sale_.quantity.plus(Integer.MAX_VALUE))
                        .one())
                .verifyError();
        StepVerifier.create(Sale_.query()
                        .where(Sale_.tiny.eq((byte) 100))
                        .select(Sale_.tiny.times(2))
                        .one())
                .verifyError();
    }

    @Test
    default void decimalsAreExactAndDividedTo16Digits() {
        assertThat(all(Sale_.price.times(decimal("1.125"))))
                .containsExactly(decimal("11.53125"), decimal("0.1125"), decimal("112.48875"));
        assertThat(all(Sale_.price.dividedBy(3)))
                .containsExactly(decimal("3.4166666666666667"), decimal("0.0333333333333333"), decimal("33.33"));
        assertThat(all(Sale_.price.dividedBy(decimal("1.12345"))).get(0))
                .isEqualTo(decimal("9.1236815167564200").stripTrailingZeros());
        assertThat(all(Sale_.price.dividedBy(Sale_.discount).optional()))
                .containsExactly(Optional.of(decimal("20.5")), Optional.empty(), Optional.empty());
        assertThat(all(Sale_.quantity.asDecimal().dividedBy(2)))
                .containsExactly(decimal("3.5"), decimal("-3.5"), decimal("1"));
        assertThat(all(Sale_.price.round(1))).containsExactly(decimal("10.3"), decimal("0.1"), decimal("100"));
        assertThat(all(Sale_.price.negate().round(1)).get(0)).isEqualTo(decimal("-10.3"));
        assertThat(all(Sale_.price.asInteger())).containsExactly(10, 0, 100);
        assertThat(all(Sale_.price.plus(decimal("0.25")).asLong())).containsExactly(11L, 0L, 100L);
        assertThat(all(Sale_.price.coalesce(0).plus(Sale_.discount.coalesce(decimal("0.005")))))
                .containsExactly(decimal("10.75"), decimal("0.105"), decimal("99.995"));
    }

    @Test
    default void floatingNumbersAreRoundedAwayFromZero() {
        assertThat(all(Sale_.weight)).containsExactly(1.75, -1.75, 0.5);
        assertThat(all(Sale_.weight.round(1))).containsExactly(1.8, -1.8, 0.5);
        assertThat(all(Sale_.weight.asInteger())).containsExactly(2, -2, 1);
        assertThat(all(Sale_.weight.times(2d))).containsExactly(3.5, -3.5, 1d);
        assertThat(all(Sale_.weight.asDecimal())).containsExactly(decimal("1.75"), decimal("-1.75"), decimal("0.5"));
        assertThat(all(Sale_.price.asDouble())).containsExactly(10.25, 0.1, 99.99);
    }

    @Test
    default void textsAreCutAndJoined() {
        assertThat(first(Sale_.note.trim())).isEqualTo("Handle with Care");
        assertThat(first(Sale_.note.trim().lower())).isEqualTo("handle with care");
        assertThat(first(Sale_.note.upper().substring(3, 6))).isEqualTo("HANDLE");
        assertThat(first(Sale_.note.length())).isEqualTo(20);
        assertThat(first(Sale_.note.trim().replace("a", "'; --"))).isEqualTo("H'; --ndle with C'; --re");
        assertThat(all(Sale_.region.concat(": ").concat(Sale_.note.coalesce("-"))))
                .containsExactly("north:   Handle with Care  ", "north: fragile", "south: -");
        assertThat(all(Sale_.region.nullIf("north").optional()))
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of("south"));
        assertThat(where(Sale_.note.coalesce("").lower().contains("fragile"))).containsExactly(-7);
        assertThat(where(Sale_.region.concat(Sale_.note).isNull())).containsExactly(2);
        assertThat(first(value("ünï 💥").length())).isEqualTo(5);
    }

    @Test
    default void timesHaveFieldsInUtc() {
        assertThat(all(Sale_.day.year())).containsExactly(2024, 2024, 2025);
        assertThat(all(Sale_.day.month())).containsExactly(1, 2, 12);
        assertThat(all(Sale_.day.day())).containsExactly(31, 29, 31);
        assertThat(first(Sale_.placed.year())).isEqualTo(2023);
        assertThat(first(Sale_.placed.date())).isEqualTo(LocalDate.of(2023, 12, 31));
        assertThat(first(Sale_.at.date())).isEqualTo(LocalDate.of(2024, 1, 31));
        assertThat(where(Sale_.day.lt(Sale_.day.coalesce(LocalDate.EPOCH)))).isEmpty();
        assertThat(where(Sale_.day.year().eq(2024))).containsExactly(7, -7);
        assertThat(where(Sale_.placed.coalesce(Instant.EPOCH).eq(Instant.EPOCH)))
                .containsExactly(-7, 2);
        assertThatThrownBy(() -> Sale_.time.year()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void expressionsAreComparedWithEachOther() {
        assertThat(where(Sale_.price.gt(Sale_.discount.times(20)))).containsExactly(7);
        assertThat(where(Sale_.quantity.eq(Sale_.quantity))).containsExactly(7, -7, 2);
        assertThat(where(Sale_.returned.ne(Sale_.quantity))).containsExactly(7, -7);
        assertThat(where(Sale_.returned.ne(Sale_.quantity).not())).isEmpty();
        assertThat(where(Sale_.quantity.between(value(1), Sale_.returned.plus(5))))
                .containsExactly(7);
        assertThat(where(Sale_.paid)).containsExactly(7);
        assertThat(where(Sale_.paid.not())).containsExactly(-7, 2);
        assertThat(where(Sale_.paid.eq(Sale_.note.isNull()))).containsExactly(-7);
        assertThat(where(Condition.any(Sale_.paid, Sale_.quantity.eq(2)))).containsExactly(7, 2);
        assertThat(where(Condition.all(List.of()))).containsExactly(7, -7, 2);
        assertThat(where(Condition.any(List.of()))).isEmpty();
        assertThat(all(Sale_.note.isNull())).containsExactly(false, false, true);
        assertThat(all(Sale_.returned.gt(1).optional()))
                .containsExactly(Optional.of(true), Optional.of(false), Optional.empty());
        assertThat(where(Sale_.color.eq(Color.GREEN))).containsExactly(7);
        assertThat(where(Sale_.color.coalesce(Color.RED).eq(Color.RED))).containsExactly(-7, 2);
    }

    @Test
    default void valuesDependOnConditions() {
        assertThat(all(when(Sale_.quantity.lt(0), "back")
                        .when(Sale_.quantity.gt(5), "many")
                        .otherwise("few")))
                .containsExactly("many", "back", "few");
        assertThat(all(when(Sale_.paid, Sale_.price).otherwise(BigDecimal.ZERO)))
                .containsExactly(decimal("10.25"), decimal("0"), decimal("0"));
        assertThat(all(when(Sale_.paid, 1).end().optional()))
                .containsExactly(Optional.of(1), Optional.empty(), Optional.empty());
        assertThat(where(when(Sale_.paid, 1L).otherwise(2L).eq(1))).containsExactly(7);
    }

    @Test
    default void aggregatesLeaveDeletedRecordsOut() {
        assertThat(await(Sale_.query().select(count()).one())).isEqualTo(3L);
        assertThat(await(Sale_.query().select(Sale_.quantity.sum()).one())).isEqualTo(decimal("2"));
        assertThat(await(Sale_.query().select(Sale_.big.sum()).one())).isEqualTo(decimal("20000000000"));
        assertThat(await(Sale_.query().select(Sale_.weight.sum()).one())).isEqualTo(decimal("0.5"));
        assertThat(await(Sale_.query().select(Sale_.price.sum()).one())).isEqualTo(decimal("110.34"));
        assertThat(await(Sale_.query().select(Sale_.price.avg()).one())).isEqualTo(decimal("36.78"));
        assertThat(await(Sale_.query().select(Sale_.quantity.avg()).one())).isEqualTo(decimal("0.6666666666666667"));
        assertThat(await(Sale_.query().select(Sale_.quantity.max()).one())).isEqualTo(7);
        assertThat(await(Sale_.query().select(Sale_.day.min()).one())).isEqualTo(LocalDate.of(2024, 1, 31));
        assertThat(await(Sale_.query().select(Sale_.region.countDistinct()).one()))
                .isEqualTo(2L);
        assertThat(await(Sale_.query().select(Sale_.note.count()).one())).isEqualTo(2L);
        assertThat(await(Sale_.query().select(count().filter(Sale_.paid)).one()))
                .isEqualTo(1L);
        assertThat(await(Sale_.query()
                        .select(Sale_.price.sum().filter(Sale_.quantity.gt(0)).dividedBy(Sale_.price.sum()))
                        .one()))
                .isEqualTo(decimal("0.9990937103498278"));
        assertThat(await(Sale_.query().select(Sale_.region.joined("', ")).one()))
                .isEqualTo("north', north', south");
        assertThat(await(Sale_.query()
                        .includeDeleted()
                        .select(Sale_.quantity.max())
                        .one()))
                .isEqualTo(1_000_000);
        StepVerifier.create(Sale_.query()
                        .where(Sale_.quantity.eq(99))
                        .select(Sale_.price.sum())
                        .one())
                .verifyComplete();
        assertThatThrownBy(() -> Sale_.query().where(Sale_.price.sum().gt(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("having()");
        assertThatThrownBy(() -> Sale_.price.sum().max()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sale_.price.filter(Sale_.paid)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void groupsAreOfKeysAndAggregates() {
        assertThat(await(Sale_.query()
                        .groupBy(Sale_.region)
                        .orderBy(Sale_.region.asc())
                        .select(Sale_.price.sum())
                        .all()))
                .containsExactly(decimal("10.35"), decimal("99.99"));
        assertThat(await(Sale_.query()
                        .groupBy(Sale_.quantity.times(2))
                        .orderBy(Sale_.quantity.times(2).asc())
                        .select(Sale_.quantity.times(2))
                        .all()))
                .containsExactly(-14, 4, 14);
        assertThat(await(Sale_.query()
                        .groupBy(Sale_.region)
                        .having(count().gt(1))
                        .select(Sale_.region.concat("!"))
                        .all()))
                .containsExactly("north!");
        assertThatThrownBy(() -> Sale_.query().groupBy(Sale_.region).select(Sale_.price))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("price");
        assertThatThrownBy(() -> Sale_.query().groupBy(Sale_.region).having(Sale_.quantity.gt(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sale_.query().groupBy(Sale_.region).orderBy(Sale_.quantity.asc()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(await(
                        Sale_.query().groupBy(Sale_.region).select(Sale_.region).count()))
                .isEqualTo(2L);
        assertThat(await(Sale_.query().select(Sale_.region).distinct().count())).isEqualTo(2L);
        assertThat(await(Sale_.query().select(Sale_.region).distinct().all())).hasSize(2);
        assertThat(await(Sale_.query().select(Sale_.region).exists())).isTrue();
    }

    @Test
    default void windowsLookAtTheRowsAround() {
        assertThat(all(rowNumber().over(partitionBy(Sale_.region).orderBy(Sale_.price.asc()))))
                .containsExactly(2L, 1L, 1L);
        assertThat(all(Sale_.price.sum().over(partitionBy(Sale_.region))))
                .containsExactly(decimal("10.35"), decimal("10.35"), decimal("99.99"));
        assertThat(all(Sale_.price.avg().over())).containsExactly(decimal("36.78"), decimal("36.78"), decimal("36.78"));
        assertThat(all(Sale_.quantity
                        .sum()
                        .over(Sql.<Sale>orderedBy(Sale_.id.asc()).rows(1, 0))))
                .containsExactly(decimal("7"), decimal("0"), decimal("-5"));
        assertThat(all(lag(Sale_.quantity, 1).over(orderedBy(Sale_.id.asc())).optional()))
                .containsExactly(Optional.empty(), Optional.of(7), Optional.of(-7));
        assertThatThrownBy(() -> Sale_.price.over()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void queriesStandInQueries() {
        assertThat(where(Sale_.price.in(Sale_.query().where(Sale_.paid).select(Sale_.price))))
                .containsExactly(7);
        assertThat(where(Sale_.returned.notIn(
                        Sale_.query().select(Sale_.returned).limit(5))))
                .isEmpty();
        assertThat(where(Sale_.quantity.notIn(Sale_.query().select(Sale_.returned))))
                .containsExactly(7, -7);
        assertThat(where(Sale_.price.eq(Sale_.query().select(Sale_.price.max()).asExpression())))
                .containsExactly(2);
        assertThat(where(exists(
                        Sale_.query().where(Sale_.region.eq(outer(Sale_.region)), Sale_.id.ne(outer(Sale_.id))))))
                .containsExactly(7, -7);
        assertThat(where(exists(Sale_.query().where(Sale_.quantity.gt(outer(Sale_.quantity))))
                        .not()))
                .containsExactly(7);
        Expression<Object, Long> others = Sale_.query()
                .where(Sale_.region.eq(outer(Sale_.region)))
                .select(count())
                .asExpression();
        assertThat(all(others)).containsExactly(2L, 2L, 1L);
        StepVerifier.create(Sale_.query()
                        .where(Sale_.region.eq(outer(Sale_.region)))
                        .all())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("outer()"));
    }

    @Test
    default void bulkUpdatesSetExpressions() {
        await(Sale_.query()
                .where(Sale_.region.eq("north"))
                .update(Sale_.price.set(Sale_.price.times(decimal("1.1"))), Sale_.quantity.increment(5L)));
        assertThat(all(Sale_.price)).containsExactly(decimal("11.28"), decimal("0.11"), decimal("99.99"));
        assertThat(all(Sale_.quantity)).containsExactly(12, -2, 2);
        await(Sale_.query()
                .where(Sale_.price.eq(Sale_.query().select(Sale_.price.max()).asExpression()))
                .update(Sale_.note.set(Sale_.region.upper())));
        assertThat(all(Sale_.note.optional()).get(2)).contains("SOUTH");
    }

    @Test
    default void sqlByHandTakesOperandsNeverText() {
        assertThat(all(Sql.number("GREATEST({}, {})", Integer.class, Sale_.quantity, value(3))))
                .containsExactly(7, 3, 3);
        assertThat(where(Sql.condition("{} > {}", Sale_.quantity, value(0)))).containsExactly(7, 2);
        assertThat(where(Sql.condition("{} = {}", Sale_.region, value("' OR 1 = 1 --"))))
                .isEmpty();
        assertThatThrownBy(() -> Sql.condition("{} > {}", Sale_.quantity)).isInstanceOf(IllegalArgumentException.class);
    }
}
