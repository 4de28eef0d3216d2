package io.fluxrecord.examples.step;

import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.examples.model.AuditLog;
import io.fluxrecord.examples.model.Product;
import io.fluxrecord.examples.model.Product_;
import io.fluxrecord.examples.report.Report;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The whole life of one product: key, times, versions, deletion and audit trail on one record. */
public final class AllTogether implements Step {

    private static final BigDecimal PRICE = new BigDecimal("19.90");

    @Override
    public String title() {
        return "All together: the life of a product";
    }

    @Override
    public Mono<Void> walk(Report report) {
        Product chair = new Product("chair", PRICE, 4);
        return live(report, chair)
                .then(Mono.defer(() -> restock(report, chair)))
                .then(Mono.defer(() -> die(report, chair)));
    }

    private static Mono<Void> live(Report report, Product chair) {
        return chair.save()
                .doOnNext(saved -> saved.price = PRICE.add(BigDecimal.ONE))
                .flatMap(Product::save)
                .flatMap(Product::delete)
                .then(Mono.defer(() -> find(chair).hasElement()))
                .doOnNext(found -> report.figure("a deleted product is found", false, found))
                .then(Mono.defer(chair::restore))
                .then(Mono.defer(() -> find(chair).single()))
                .doOnNext(found -> {
                    report.tell(found + " was inserted, updated, deleted and restored: version " + found.getVersion()
                            + ".");
                    report.figure("version after four changes", 4L, found.getVersion());
                    report.figure("version in memory", 4L, chair.getVersion());
                    report.figure("a restored product is deleted", false, found.deleted());
                })
                .then();
    }

    /** A bulk update raises versions too, so that no copy in memory can overwrite it. */
    private static Mono<Void> restock(Report report, Product chair) {
        return Product_.query()
                .where(Product_.id.eq(id(chair)), Product_.inventory.lt(5))
                .update(Product_.inventory.increment(10))
                .doOnNext(changed -> chair.name = "stool")
                .then(Mono.defer(chair::save))
                .map(saved -> "overwritten")
                .onErrorResume(VersionConflictException.class, conflict -> Mono.just("conflict"))
                .doOnNext(outcome -> report.figure("save() of a copy from before the restock", "conflict", outcome))
                .then(Mono.defer(chair::reload))
                .doOnNext(reloaded -> {
                    report.tell("A bulk update put 10 more on the shelf, and a stale copy could not undo it.");
                    report.figure("stock after the restock", 14, reloaded.inventory);
                })
                .then();
    }

    private static Mono<Void> die(Report report, Product chair) {
        String subject = chair.toString();
        return chair.hardDelete()
                .thenMany(AuditLog.trail(subject))
                .collectList()
                .doOnNext(trail -> {
                    report.tell("The row is gone; what happened to it is not: " + trail);
                    report.figure("its audit trail", List.of("insert", "update", "delete", "restore", "delete"), trail);
                    report.figure("a removed product is stored", false, chair.stored());
                })
                .then();
    }

    private static Mono<Product> find(Product product) {
        return Product_.find(id(product));
    }

    private static UUID id(Product product) {
        return Objects.requireNonNull(product.getId());
    }
}
