package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Table;
import java.math.BigDecimal;

/** A part of TPC-H with everything at once: the four mixins, and a fifth of our own. */
@Table("products")
public class Product extends ActiveRecord<Product> implements UuidKey, Timestamped, SoftDeletable, Versioned, Audited {

    public String name = "";
    public int inventory;

    @Column(precision = 15, scale = 2)
    public BigDecimal price = BigDecimal.ZERO;

    public Product() {}

    public Product(String name, BigDecimal price, int inventory) {
        this.name = name;
        this.price = price;
        this.inventory = inventory;
    }
}
