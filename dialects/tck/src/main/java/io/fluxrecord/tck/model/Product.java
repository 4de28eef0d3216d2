package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Table;
import java.math.BigDecimal;

/** All mixins at once. */
@Table("products")
public class Product extends ActiveRecord<Product> implements UuidKey, Timestamped, SoftDeletable, Versioned {

    public String name = "";
    public BigDecimal price = BigDecimal.ZERO;
    public int inventory;

    public Product() {}

    public Product(String name, String price, int inventory) {
        this.name = name;
        this.price = new BigDecimal(price);
        this.inventory = inventory;
    }
}
