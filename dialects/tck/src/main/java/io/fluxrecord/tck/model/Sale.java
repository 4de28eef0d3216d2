package io.fluxrecord.tck.model;

import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Something to compute with. */
public class Sale extends Portable<Sale> implements SoftDeletable {

    private static final long serialVersionUID = 1;

    public String region = "";
    public @Nullable String note;
    public int quantity;
    public @Nullable Integer returned;
    public @Nullable Short small;
    public @Nullable Byte tiny;
    public long big;
    public double weight;

    @Column(precision = 12, scale = 2)
    public BigDecimal price = BigDecimal.ZERO;

    @Column(precision = 12, scale = 2)
    public @Nullable BigDecimal discount;

    public @Nullable BigInteger huge;
    public boolean paid;
    public @Nullable Color color;
    public @Nullable LocalDate day;
    public @Nullable LocalDateTime at;
    public @Nullable LocalTime time;
    public @Nullable Instant placed;
}
