package io.fluxrecord.examples.guide;

// tag::model[]
import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Table;
import java.math.BigDecimal;
import reactor.core.publisher.Mono;

@Table("products")
public class Product extends ActiveRecord<Product> implements UuidKey, Timestamped, SoftDeletable, Versioned {

    String name = "";
    BigDecimal price = BigDecimal.ZERO;
    int inventory;

    Product() {}

    Product(String name, BigDecimal price, int inventory) {
        this.name = name;
        this.price = price;
        this.inventory = inventory;
    }

    @Override
    protected Mono<Void> beforeSave() {
        name = name.strip();
        return Mono.empty();
    }
}
// end::model[]
