package io.fluxrecord.examples.step;

import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.examples.model.Order;
import io.fluxrecord.examples.model.Order_;
import io.fluxrecord.examples.report.Report;
import reactor.core.publisher.Mono;

/** Two clerks change one order at the same time: the second is told, and tries again. */
public final class OptimisticLocking implements Step {

    private static final long ORDER = 1;

    @Override
    public String title() {
        return "Optimistic locking: Order is Versioned";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return Mono.zip(Order_.find(ORDER), Order_.find(ORDER))
                .single()
                .flatMap(copies -> collide(report, copies.getT1(), copies.getT2()))
                .then(Mono.defer(() -> Order_.find(ORDER).single()))
                .doOnNext(order -> {
                    report.figure("version after both changes", 3L, order.getVersion());
                    report.figure("both changes are kept", "URGENT, Ben", order.priority + ", " + order.clerk);
                })
                .then();
    }

    private static Mono<Order> collide(Report report, Order ofAnn, Order ofBen) {
        ofAnn.priority = "URGENT";
        ofBen.clerk = "Ben";
        report.tell("Ann and Ben both read " + ofAnn + " at version " + ofAnn.getVersion() + "; Ann saves first.");
        return ofAnn.save()
                .then(Mono.defer(ofBen::save))
                .onErrorResume(VersionConflictException.class, conflict -> resolve(report, conflict, ofBen));
    }

    private static Mono<Order> resolve(Report report, VersionConflictException conflict, Order ofBen) {
        report.tell("Ben is told: " + conflict.getMessage());
        report.figure("Ben's conflict", "STALE at 2, had 1", describe(conflict));
        report.figure("Ben's change is still in memory, unsaved", "[clerk] at 1", describe(ofBen));
        return ofBen.reload().flatMap(order -> {
            order.clerk = "Ben";
            return order.save();
        });
    }

    private static String describe(VersionConflictException conflict) {
        return conflict.reason() + " at " + conflict.actualVersion().orElseThrow() + ", had "
                + conflict.expectedVersion();
    }

    private static String describe(Order order) {
        return order.changes() + " at " + order.getVersion();
    }
}
