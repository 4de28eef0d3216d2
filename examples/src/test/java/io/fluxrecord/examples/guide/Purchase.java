package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a buyer buys. */
// tag::purchase[]
public class Purchase extends ActiveRecord<Purchase> {

    @Id
    Long id;

    final One<Buyer> buyer = one(); // column buyer_id, NOT NULL

    @Column(nullable = true)
    final One<Buyer> agent = one();

    boolean paid;
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal discount;
    LocalDate day = LocalDate.EPOCH;

    Purchase() {}

    Purchase(Buyer buyer, String total, LocalDate day) {
        this.buyer.set(buyer);
        this.total = new BigDecimal(total);
        this.day = day;
    }
}
// end::purchase[]
