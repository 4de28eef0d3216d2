package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Id;

/** A key of nothing but relations. */
public class Offer extends ActiveRecord<Offer> {

    @Id
    public final One<Ware> ware = one();

    @Id
    public final One<Buyer> seller = one();

    public Offer() {}

    public Offer(Ware ware, Buyer seller) {
        this.ware.set(ware);
        this.seller.set(seller);
    }
}
