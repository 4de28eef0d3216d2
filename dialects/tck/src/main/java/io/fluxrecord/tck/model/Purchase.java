package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Inverse;

/** A required and an optional relation to one model. */
public class Purchase extends ActiveRecord<Purchase> implements UuidKey, Versioned {

    public final One<Buyer> buyer = one();

    @Column(value = "paid_by", nullable = true)
    public final One<Buyer> payer = one();

    @Inverse("purchase")
    public final Many<PurchaseLine> lines = many();

    public Purchase() {}

    public Purchase(Buyer buyer) {
        this.buyer.set(buyer);
    }
}
