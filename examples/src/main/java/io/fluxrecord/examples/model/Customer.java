package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;

/** A customer of TPC-H, who can be deleted and brought back. */
public class Customer extends ActiveRecord<Customer> implements Timestamped, SoftDeletable {

    public @Id long customerKey;
    public String name = "";
    public String phone = "";
    public String marketSegment = "";

    @Column(precision = 15, scale = 2)
    public BigDecimal accountBalance = BigDecimal.ZERO;

    public Customer() {}

    public Customer(long customerKey, String name, String phone, String marketSegment, BigDecimal accountBalance) {
        this.customerKey = customerKey;
        this.name = name;
        this.phone = phone;
        this.marketSegment = marketSegment;
        this.accountBalance = accountBalance;
    }
}
