package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.ColumnName;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.jspecify.annotations.Nullable;

/** Columns of many precisions. */
@Table(
        columns = {
            @ColumnName(property = "createdAt", column = "made", secondPrecision = 3),
            @ColumnName(property = "updatedAt", secondPrecision = 0),
            @ColumnName(property = "deletedAt", secondPrecision = 2)
        })
public class Measure extends ActiveRecord<Measure> implements Versioned, Timestamped, SoftDeletable, Weighed {

    public @Id @Nullable Long id;

    @Column(precision = 10, scale = 2)
    public @Nullable BigDecimal price;

    @Column(scale = 4)
    public @Nullable BigDecimal factor;

    @Column(precision = 5)
    public @Nullable BigDecimal whole;

    public @Nullable BigDecimal free;

    @Column(precision = 12, scale = 1)
    public @Nullable BigInteger integer;

    @Column(precision = 6, scale = 3)
    @Convert(Percent.AsDecimal.class)
    public @Nullable Percent share;

    public float single;
    public double twofold;
    public @Nullable LocalDate date;

    public @Nullable LocalTime time;

    @Column(secondPrecision = 3)
    public @Nullable LocalTime roughTime;

    @Column(secondPrecision = 1)
    public @Nullable OffsetTime offsetTime;

    public @Nullable LocalDateTime dateTime;

    @Column(secondPrecision = 0)
    public @Nullable LocalDateTime roughDateTime;

    @Column(secondPrecision = 4)
    public @Nullable OffsetDateTime offsetDateTime;

    public @Nullable Instant instant;

    @Column(secondPrecision = 3)
    private @Nullable Instant roughInstant;

    @Embedded
    public @Nullable Span span;

    public @Nullable Instant getRoughInstant() {
        return roughInstant;
    }

    public void setRoughInstant(@Nullable Instant roughInstant) {
        this.roughInstant = roughInstant;
    }

    /** An embedded value. */
    public record Span(
            @Column(precision = 6, scale = 1) @Nullable BigDecimal length,
            @Nullable String unit,
            @Column(secondPrecision = 2) @Nullable LocalTime since) {}
}
