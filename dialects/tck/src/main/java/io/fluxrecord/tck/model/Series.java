package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Arrays and lists of all scalars. */
public class Series extends ActiveRecord<Series> {

    public @Id @Nullable Long id;
    public Boolean @Nullable [] truths;
    public Short @Nullable [] smalls;
    public Integer @Nullable [] mediums;
    public Long @Nullable [] larges;
    public Float @Nullable [] singles;
    public Double @Nullable [] doubles;

    @Column(precision = 10, scale = 2)
    public BigDecimal @Nullable [] prices;

    public BigDecimal @Nullable [] amounts;
    public UUID @Nullable [] uuids;
    public LocalDate @Nullable [] dates;
    public LocalTime @Nullable [] times;
    public OffsetTime @Nullable [] offsetTimes;
    public LocalDateTime @Nullable [] dateTimes;
    public OffsetDateTime @Nullable [] offsetDateTimes;
    public Instant @Nullable [] instants;
    public @Nullable List<Integer> numbers;
    public @Nullable List<String> names;
    public @Nullable List<UUID> keys;

    @Column(precision = 10, scale = 2)
    public @Nullable List<BigDecimal> costs;

    private @Nullable List<Instant> moments;

    public @Nullable List<Instant> getMoments() {
        return moments;
    }

    public void setMoments(@Nullable List<Instant> moments) {
        this.moments = moments;
    }
}
