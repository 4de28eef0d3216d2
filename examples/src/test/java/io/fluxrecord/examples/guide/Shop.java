package io.fluxrecord.examples.guide;

// tag::main[]
import io.fluxrecord.Database;
import io.fluxrecord.Schema;
import java.math.BigDecimal;
import reactor.core.publisher.Mono;

public final class Shop {

    public static void main(String[] args) {
        Database db = Database.connect("r2dbc:h2:mem:///shop?options=DB_CLOSE_DELAY=-1");
        Database.setDefault(db);

        Product lamp = new Product(" Lamp ", new BigDecimal("9.90"), 7);
        Mono<Product> lifeOfALamp = Schema.create(db, Product_.model())
                .then(lamp.save())
                .doOnNext(saved -> System.out.println(saved.name + ", version " + saved.getVersion()))
                .doOnNext(saved -> saved.inventory = 6)
                .flatMap(Product::save)
                .doOnNext(saved -> System.out.println(saved.inventory + " left, version " + saved.getVersion()))
                .flatMap(Product::delete)
                .then(Product_.query().count())
                .doOnNext(count -> System.out.println(count + " products are for sale"))
                .then(Mono.defer(lamp::restore))
                .then(Mono.defer(() -> Product_.find(lamp.getId())))
                .doOnNext(found -> System.out.println(found.name + " is back, version " + found.getVersion()));

        lifeOfALamp.block(); // Only here, where the program would end: nothing else blocks.
        db.close().block();
    }
}
// end::main[]
