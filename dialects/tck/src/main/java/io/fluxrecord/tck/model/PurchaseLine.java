package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

/** A relation in the key, and one of two columns that other properties share. */
@Table(
        columns = {
            @ColumnName(property = "offerWareCode", column = "ware_code"),
            @ColumnName(property = "offerSellerId", column = "seller_id")
        })
public class PurchaseLine extends ActiveRecord<PurchaseLine> {

    @Id
    public final One<Purchase> purchase = one();

    public @Id int number;

    public final One<Ware> ware = one();
    public @Nullable Long sellerId;
    public final One<Offer> offer = one();
    public int amount;

    public PurchaseLine() {}

    public PurchaseLine(Purchase purchase, int number) {
        this.purchase.set(purchase);
        this.number = number;
    }
}
