package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;

/** A part of a deal. */
public class DealLine extends ActiveRecord<DealLine> {

    @Id
    public final One<Deal> deal = one();

    public @Id int number;
    public int quantity;

    @Column(precision = 12, scale = 2)
    public BigDecimal price = BigDecimal.ZERO;

    public DealLine() {}

    public DealLine(Deal deal, int number, int quantity, String price) {
        this.deal.set(deal);
        this.number = number;
        this.quantity = quantity;
        this.price = new BigDecimal(price);
    }
}
