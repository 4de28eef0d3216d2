package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a table may differ from in many ways, and a number that is free again when its row was deleted. */
public class Lease extends ActiveRecord<Lease> implements SoftDeletable {

    public @Id @Nullable Long id;

    @Column(unique = true, length = 20, nullable = false)
    public String number = "";

    public int rooms;
    public @Nullable Long area;

    @Column(precision = 10, scale = 2)
    public @Nullable BigDecimal rent;

    public @Nullable BigDecimal share;

    public double height;
    public @Nullable UUID house;
    public @Nullable LocalDate since;

    @Column(secondPrecision = 3)
    public @Nullable LocalTime opens;

    public @Nullable Instant signedAt;

    public Lease() {}

    public Lease(String number) {
        this.number = number;
    }
}
