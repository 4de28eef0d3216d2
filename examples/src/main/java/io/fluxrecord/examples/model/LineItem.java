package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A line of an order of TPC-H: a composite key. */
public class LineItem extends ActiveRecord<LineItem> {

    public @Id long orderKey;
    public @Id int lineNumber;
    public long partKey;
    public int quantity;
    public LocalDate shipDate = LocalDate.EPOCH;

    @Column(precision = 15, scale = 2)
    public BigDecimal extendedPrice = BigDecimal.ZERO;

    /** A fraction of the price: 0.06 is 6 %. */
    @Column(precision = 15, scale = 2)
    public BigDecimal discount = BigDecimal.ZERO;
}
