package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Stock that many want at once: optimistic locking over an identity key. */
public class Inventory extends ActiveRecord<Inventory> implements Versioned {

    public @Id @Nullable Long id;
    public String sku = "";
    public int quantity;

    public Inventory() {}

    public Inventory(String sku, int quantity) {
        this.sku = sku;
        this.quantity = quantity;
    }
}
