package io.fluxrecord.examples.step;

import io.fluxrecord.examples.model.Product;
import io.fluxrecord.examples.model.Product_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.reactor.ConflictRetry;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forty shoppers buy the same product at once, and every one of them gets it. */
public final class ConcurrentSales implements Step {

    private static final int STOCK = 100;
    private static final int SHOPPERS = 40;

    /** Long enough for other shoppers to look at the product before this one buys it. */
    private static final Duration THINKING = Duration.ofMillis(10);

    private final AtomicInteger attempts = new AtomicInteger();

    @Override
    public String title() {
        return "Concurrent sales: ConflictRetry";
    }

    @Override
    public Mono<Void> walk(Report report) {
        Product lamp = new Product();
        lamp.name = "lamp";
        lamp.inventory = STOCK;
        return lamp.save()
                .thenMany(Flux.range(0, SHOPPERS))
                .flatMap(shopper -> buy(lamp), SHOPPERS)
                .then(Mono.defer(lamp::reload))
                .doOnNext(sold -> {
                    report.tell(SHOPPERS + " shoppers bought one each, in " + attempts + " attempts.");
                    report.figure("some attempts lost the race", true, attempts.get() > SHOPPERS);
                    report.figure("stock after the sales", STOCK - SHOPPERS, sold.inventory);
                    report.figure("version after the sales", 1L + SHOPPERS, sold.getVersion());
                })
                .then();
    }

    private Mono<Product> buy(Product lamp) {
        UUID id = Objects.requireNonNull(lamp.getId());
        return ConflictRetry.reloadAndRetry(() -> look(id), product -> product.inventory -= 1);
    }

    private Mono<Product> look(UUID id) {
        attempts.incrementAndGet();
        return Product_.find(id).delayElement(THINKING);
    }
}
