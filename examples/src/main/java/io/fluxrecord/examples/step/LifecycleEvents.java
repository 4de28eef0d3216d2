package io.fluxrecord.examples.step;

import io.fluxrecord.Database;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.examples.model.AuditLog;
import io.fluxrecord.examples.model.AuditLog_;
import io.fluxrecord.examples.model.Order;
import io.fluxrecord.examples.model.Order_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.TpchTables;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What the hooks of orders did and refused, and a listener that writes mails once an order is committed. */
public final class LifecycleEvents implements Step {

    private final Database database;
    private final TpchTables tpch;
    private final List<String> mails = new ArrayList<>();

    public LifecycleEvents(Database database, TpchTables tpch) {
        this.database = database;
        this.tpch = tpch;
    }

    @Override
    public String title() {
        return "Lifecycle events: Order has hooks, is Audited, and is listened to";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return rule(report)
                .then(auditTrail(report))
                .then(vetoedDelete(report))
                .then(vetoedSave(report))
                .then(Mono.using(this::listen, listening -> rollBackThenCommit(report), Disposable::dispose));
    }

    private Mono<Void> rule(Report report) {
        long expected = tpch.orders()
                .filter(order -> order.totalPrice.compareTo(Order.APPROVAL_LIMIT) > 0)
                .count();
        return Order_.query()
                .where(Order_.needsApproval.eq(true))
                .count()
                .doOnNext(found -> {
                    report.tell("beforeSave() marked " + found + " orders that need approval.");
                    report.figure("orders that need approval", expected, found);
                })
                .then();
    }

    /** One line for every insert, and for order 1 the two updates that went through; none for the one that did not. */
    private Mono<Void> auditTrail(Report report) {
        Mono<Long> inserts = AuditLog_.query()
                .where(AuditLog_.action.eq("insert"), AuditLog_.subject.startsWith("Order["))
                .count();
        return Mono.zip(inserts, AuditLog.trail("Order[1]").collectList())
                .doOnNext(trail -> {
                    report.tell("The audit trail has " + trail.getT1() + " inserts; that of Order[1] is "
                            + trail.getT2() + ".");
                    report.figure("orders in the audit trail", tpch.orderCount(), trail.getT1());
                    report.figure("audit trail of Order[1]", List.of("insert", "update", "update"), trail.getT2());
                })
                .then();
    }

    private Mono<Void> vetoedDelete(Report report) {
        return Order_.query()
                .where(Order_.status.eq(Order.FILLED))
                .orderBy(Order_.orderKey.asc())
                .first()
                .single()
                .flatMap(order -> order.delete().doOnNext(deleted -> {
                    report.tell(order + " is filled: its beforeDelete() says STOP.");
                    report.figure("delete() of a filled order", false, deleted);
                }))
                .then(Order_.query().count())
                .doOnNext(count -> report.figure("orders after the refused delete", tpch.orderCount(), count))
                .then();
    }

    private static Mono<Void> vetoedSave(Report report) {
        Order order = new Order();
        order.orderKey = Long.MAX_VALUE;
        order.totalPrice = BigDecimal.ONE.negate();
        return order.save()
                .map(saved -> "saved")
                .onErrorResume(VetoedException.class, veto -> {
                    report.tell("A negative price is refused: " + veto.getMessage());
                    return Mono.just("vetoed");
                })
                .doOnNext(outcome -> report.figure("save() of a negative price", "vetoed", outcome))
                .then();
    }

    private Disposable listen() {
        return database.on(
                Order_.model(), Lifecycle.AFTER_COMMIT, Listener.sync(order -> mails.add("Thanks for " + order)));
    }

    private Mono<Void> rollBackThenCommit(Report report) {
        return Order_.find(2L).single().flatMap(order -> {
            order.priority = "GIFT";
            return declined(order)
                    .doOnNext(outcome -> {
                        report.tell("The card is declined, and all is as it was: " + outcome);
                        report.figure("after a rollback", "version 1, unsaved [priority], 0 mails", outcome);
                    })
                    .then(Mono.defer(order::save))
                    .doOnNext(saved -> {
                        report.tell("The next card works, so there is a mail: " + mails);
                        report.figure("after a commit", "version 2, unsaved [], 1 mails", describe(order));
                    })
                    .then();
        });
    }

    private Mono<String> declined(Order order) {
        return database.transaction(() -> order.save().then(Mono.<Order>error(new IllegalStateException("declined"))))
                .thenReturn("committed")
                .onErrorResume(IllegalStateException.class, declined -> Mono.fromSupplier(() -> describe(order)));
    }

    private String describe(Order order) {
        return "version " + order.getVersion() + ", unsaved " + order.changes() + ", " + mails.size() + " mails";
    }
}
