package io.fluxrecord.examples.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.examples.model.LineItem;
import io.fluxrecord.examples.model.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Against the rows that the TPC's own {@code dbgen} writes. */
final class TpchTablesTests {

    private final TpchTables tables = new TpchTables(0.01);

    @Test
    void tablesAreAsLongAsTheSpecificationSays() {
        assertThat(tables.customers().count()).isEqualTo(1_500).isEqualTo(tables.customerCount());
        assertThat(tables.orders().count()).isEqualTo(15_000).isEqualTo(tables.orderCount());
        assertThat(tables.lineItems().count()).isEqualTo(60_175);
    }

    @Test
    void firstOrderIsTheKnownOne() {
        Order order = tables.orders().findFirst().orElseThrow();
        assertThat(order.orderKey).isEqualTo(1);
        assertThat(order.orderDate).isEqualTo(LocalDate.of(1996, 1, 2));
        assertThat(order.getCreatedAt()).isEqualTo(Instant.parse("1996-01-02T00:00:00Z"));
        assertThat(order.totalPrice).isEqualTo(new BigDecimal("172799.49"));
    }

    @Test
    void firstLineItemIsTheKnownOne() {
        LineItem item = tables.lineItems().findFirst().orElseThrow();
        assertThat(item.quantity).isEqualTo(17);
        assertThat(item.shipDate).isEqualTo(LocalDate.of(1996, 3, 13));
        assertThat(item.extendedPrice).isEqualTo(new BigDecimal("24710.35"));
        assertThat(item.discount).isEqualTo(new BigDecimal("0.04"));
    }
}
