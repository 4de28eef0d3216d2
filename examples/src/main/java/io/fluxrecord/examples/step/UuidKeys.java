package io.fluxrecord.examples.step;

import io.fluxrecord.examples.model.Product;
import io.fluxrecord.examples.model.Product_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.TpchTables;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keys that are made before the insert, sort by time, and can be set by hand. */
public final class UuidKeys implements Step {

    private static final int PRODUCTS = 100;
    private static final UUID OURS = UUID.fromString("f1c0ffee-0000-4000-8000-000000000001");

    private final TpchTables tpch;

    public UuidKeys(TpchTables tpch) {
        this.tpch = tpch;
    }

    @Override
    public String title() {
        return "UUID keys: Product has a UuidKey";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return saveProducts(report).then(readInKeyOrder(report)).then(keepOurKey(report));
    }

    private Mono<Void> saveProducts(Report report) {
        return Flux.fromStream(() -> tpch.products().limit(PRODUCTS))
                .concatMap(Product::save)
                .map(UuidKeys::version)
                .distinct()
                .collectList()
                .doOnNext(versions -> report.figure("versions of the generated keys", List.of(7), versions))
                .then();
    }

    private Mono<Void> readInKeyOrder(Report report) {
        List<String> expected =
                tpch.products().limit(PRODUCTS).map(product -> product.name).toList();
        return Product_.query()
                .orderBy(Product_.id.asc())
                .all()
                .collectList()
                .doOnNext(products -> {
                    report.tell(products.get(0) + " is the first of " + products.size() + ", in the order of keys.");
                    List<String> names =
                            products.stream().map(product -> product.name).toList();
                    report.figure("key order is insertion order", true, names.equals(expected));
                })
                .then();
    }

    private static Mono<Void> keepOurKey(Report report) {
        Product product = new Product();
        product.name = "espresso";
        product.setId(OURS);
        return product.save()
                .then(Mono.defer(() -> Product_.find(OURS).single()))
                .doOnNext(found -> report.figure("found by the key set by hand", "espresso", found.name))
                .then();
    }

    private static int version(Product product) {
        return Objects.requireNonNull(product.getId()).version();
    }
}
