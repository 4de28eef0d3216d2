package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.MappedSuperclass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A column of every type that an array can be made of. */
@MappedSuperclass
public abstract class Scalars<T extends Scalars<T>> extends ActiveRecord<T> {

    public @Id @Nullable Long id;
    public boolean truth;
    public byte tiny;
    public short small;
    public int medium;
    public long large;
    public float single;
    public double twofold;
    public char letter = 'a';
    public @Nullable Boolean maybeTruth;
    public @Nullable Byte maybeTiny;
    public @Nullable Short maybeSmall;
    public @Nullable Integer maybeMedium;
    public @Nullable Long maybeLarge;
    public @Nullable Float maybeSingle;
    public @Nullable Double maybeTwofold;
    public @Nullable Character maybeLetter;
    public @Nullable String text;

    @Column(length = 16_000_000)
    public @Nullable String longText;

    @Column(json = true)
    public @Nullable String json;

    public @Nullable BigDecimal amount;

    @Column(precision = 10, scale = 2)
    public @Nullable BigDecimal price;

    public @Nullable BigInteger huge;
    public @Nullable UUID uuid;
    public @Nullable LocalDate date;
    public @Nullable LocalTime time;
    public @Nullable OffsetTime offsetTime;
    public @Nullable LocalDateTime dateTime;
    public @Nullable OffsetDateTime offsetDateTime;
    public @Nullable Instant instant;
    public @Nullable Color color;
}
