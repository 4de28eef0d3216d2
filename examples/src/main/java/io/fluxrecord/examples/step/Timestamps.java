package io.fluxrecord.examples.step;

import io.fluxrecord.examples.model.Customer;
import io.fluxrecord.examples.model.Customer_;
import io.fluxrecord.examples.model.Order_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.TpchTables;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Times that are set automatically, and one that was set by hand. */
public final class Timestamps implements Step {

    private static final Instant START_OF_1995 = Instant.parse("1995-01-01T00:00:00Z");

    private final TpchTables tpch;

    public Timestamps(TpchTables tpch) {
        this.tpch = tpch;
    }

    @Override
    public String title() {
        return "Timestamps: Customer and Order are Timestamped";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return Customer_.query()
                .orderBy(Customer_.customerKey.asc())
                .first()
                .single()
                .flatMap(customer -> change(report, customer))
                .then(importedOrders(report));
    }

    private static Mono<Void> change(Report report, Customer customer) {
        Instant loaded = Objects.requireNonNull(customer.getCreatedAt());
        report.figure("one instant on insert", loaded, Objects.requireNonNull(customer.getUpdatedAt()));
        customer.phone = "+33 1 00 00 00 00";
        return customer.save()
                .then(Mono.defer(() -> Customer_.find(customer.customerKey).single()))
                .doOnNext(stored -> {
                    Instant updated = Objects.requireNonNull(stored.getUpdatedAt());
                    report.tell(
                            stored + " was created at " + stored.getCreatedAt() + " and updated at " + updated + ".");
                    report.figure("created_at after an update", loaded, Objects.requireNonNull(stored.getCreatedAt()));
                    report.figure("updated_at is later", true, updated.isAfter(loaded));
                    report.figure("memory equals the row", updated, Objects.requireNonNull(customer.getUpdatedAt()));
                })
                .then();
    }

    /** The import gave orders the date of the order as their time of creation. */
    private Mono<Void> importedOrders(Report report) {
        long expected =
                tpch.orders().filter(order -> order.orderDate.getYear() < 1995).count();
        return Order_.query()
                .where(Order_.createdAt.lt(START_OF_1995))
                .count()
                .doOnNext(found -> {
                    report.tell(found + " orders keep a created_at of before 1995, set by hand at the import.");
                    report.figure("orders created before 1995", expected, found);
                })
                .then();
    }
}
