package io.fluxrecord.examples.step;

import io.fluxrecord.examples.model.Country_;
import io.fluxrecord.examples.model.LineItem;
import io.fluxrecord.examples.model.LineItem_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.IsoTables;
import io.fluxrecord.examples.source.TpchTables;
import java.math.BigDecimal;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** Ask with typed conditions, find by a composite key, and stream a sum. */
public final class Queries implements Step {

    private static final LocalDate FROM = LocalDate.of(1994, 1, 1);
    private static final LocalDate TO = LocalDate.of(1995, 1, 1);
    private static final BigDecimal LOW = new BigDecimal("0.05");
    private static final BigDecimal HIGH = new BigDecimal("0.07");
    private static final int QUANTITY = 24;

    private final IsoTables iso;
    private final TpchTables tpch;

    public Queries(IsoTables iso, TpchTables tpch) {
        this.iso = iso;
        this.tpch = tpch;
    }

    @Override
    public String title() {
        return "Queries: conditions that the compiler checks";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return euroCountries(report).then(firstItem(report)).then(revenue(report));
    }

    private Mono<Void> euroCountries(Report report) {
        long expected = iso.countries()
                .filter(country -> "EUR".equals(country.currencyCode))
                .count();
        return Country_.query()
                .where(Country_.currencyCode.eq("EUR"))
                .count()
                .doOnNext(found -> report.figure("countries that pay in euros", expected, found))
                .then();
    }

    private Mono<Void> firstItem(Report report) {
        LineItem expected = tpch.lineItems().findFirst().orElseThrow();
        return LineItem_.find(expected.orderKey, expected.lineNumber)
                .single()
                .doOnNext(found -> {
                    report.tell(found + " is found by both parts of its key.");
                    report.figure("price of the first line item", expected.extendedPrice, found.extendedPrice);
                })
                .then();
    }

    private Mono<Void> revenue(Report report) {
        return LineItem_.query()
                .where(
                        LineItem_.shipDate.ge(FROM),
                        LineItem_.shipDate.lt(TO),
                        LineItem_.discount.between(LOW, HIGH),
                        LineItem_.quantity.lt(QUANTITY))
                .all()
                .map(Queries::saving)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doOnNext(found -> {
                    report.tell(
                            "TPC-H query 6: without its small discounts, 1994 would have earned " + found + " more.");
                    report.figure("revenue forgone (TPC-H query 6)", expectedRevenue(), found);
                })
                .then();
    }

    private BigDecimal expectedRevenue() {
        return tpch.lineItems()
                .filter(item -> !item.shipDate.isBefore(FROM) && item.shipDate.isBefore(TO))
                .filter(item -> item.discount.compareTo(LOW) >= 0 && item.discount.compareTo(HIGH) <= 0)
                .filter(item -> item.quantity < QUANTITY)
                .map(Queries::saving)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal saving(LineItem item) {
        return item.extendedPrice.multiply(item.discount);
    }
}
