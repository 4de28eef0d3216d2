package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.query.Condition;
import io.fluxrecord.tck.model.Estimate;
import io.fluxrecord.tck.model.Estimate_;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Decimals that are rounded before the point, in a column that has no such scale. */
public interface NegativeScaleContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Estimate_.model());
        bed().execute("ALTER TABLE \"estimate\" DROP COLUMN \"amount\"");
        bed().execute("ALTER TABLE \"estimate\" ADD \"amount\" numeric(10, 0)");
    }

    private static void verifyRow(Estimate estimate, String amount) {
        assertThat(estimate.changes()).isEmpty();
        assertThat(estimate.amount).isEqualByComparingTo(amount);
        assertThat(await(Estimate_.find(estimate.id)).amount).isEqualByComparingTo(amount);
    }

    private static long count(Condition<Estimate> condition) {
        return await(Estimate_.query().where(condition).count());
    }

    @Test
    default void memoryEqualsTheRow() {
        verifyRow(await(new Estimate("12345").save()), "12300");
        verifyRow(await(new Estimate("49.9").save()), "0");
        verifyRow(await(new Estimate("50").save()), "100");
        verifyRow(await(new Estimate("0").save()), "0");
        verifyRow(await(new Estimate("1E+4").save()), "10000");
        List<Estimate> many =
                await(Estimate_.insertAll(Flux.just("-151", "0.00", "9E+5").map(Estimate::new)));
        Stream.of("-200", "0", "900000")
                .forEach(amount -> verifyRow(
                        many.stream()
                                .filter(estimate -> new BigDecimal(amount).compareTo(estimate.amount) == 0)
                                .findFirst()
                                .orElseThrow(),
                        amount));
    }

    @Test
    default void conditionsAndBulkUpdatesTakeThem() {
        await(new Estimate("300").save());
        assertThat(count(Estimate_.amount.eq(new BigDecimal("345")))).isEqualTo(1);
        assertThat(count(Estimate_.amount.in(new BigDecimal("345"), new BigDecimal("2E+3"))))
                .isEqualTo(1);
        assertThat(count(Estimate_.amount.lt(new BigDecimal("3E+2")))).isZero();
        assertThat(count(Estimate_.amount.lt(new BigDecimal("301")))).isEqualTo(1);
        assertThat(count(Estimate_.amount.between(new BigDecimal("3E+2"), new BigDecimal("4E+2"))))
                .isEqualTo(1);
        await(Estimate_.query().update(Estimate_.amount.set(new BigDecimal("7E+3"))));
        assertThat(count(Estimate_.amount.eq(new BigDecimal("7000")))).isEqualTo(1);
    }
}
