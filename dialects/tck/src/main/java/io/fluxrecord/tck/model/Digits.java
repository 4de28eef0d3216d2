package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.jspecify.annotations.Nullable;

/** Decimals and times of every precision that a column can be declared with. */
public class Digits extends ActiveRecord<Digits> {

    public @Id @Nullable Long id;
    public @Nullable BigDecimal free;

    @Column(scale = 7)
    public @Nullable BigDecimal seventh;

    @Column(precision = 1, scale = 0)
    public @Nullable BigDecimal decimal1At0;

    @Column(precision = 1, scale = 1)
    public @Nullable BigDecimal decimal1At1;

    @Column(precision = 10, scale = 2)
    public @Nullable BigDecimal decimal10At2;

    @Column(precision = 19, scale = 0)
    public @Nullable BigDecimal decimal19At0;

    @Column(precision = 38, scale = 37)
    public @Nullable BigDecimal decimal38At37;

    public @Nullable LocalTime time;

    @Column(secondPrecision = 0)
    public @Nullable LocalTime time0;

    @Column(secondPrecision = 1)
    public @Nullable LocalTime time1;

    @Column(secondPrecision = 2)
    public @Nullable LocalTime time2;

    @Column(secondPrecision = 3)
    public @Nullable LocalTime time3;

    @Column(secondPrecision = 4)
    public @Nullable LocalTime time4;

    @Column(secondPrecision = 5)
    public @Nullable LocalTime time5;

    @Column(secondPrecision = 6)
    public @Nullable LocalTime time6;

    @Column(secondPrecision = 7)
    public @Nullable LocalTime time7;

    @Column(secondPrecision = 8)
    public @Nullable LocalTime time8;

    @Column(secondPrecision = 9)
    public @Nullable LocalTime time9;

    public @Nullable OffsetTime offsetTime;

    @Column(secondPrecision = 0)
    public @Nullable OffsetTime offsetTime0;

    @Column(secondPrecision = 1)
    public @Nullable OffsetTime offsetTime1;

    @Column(secondPrecision = 2)
    public @Nullable OffsetTime offsetTime2;

    @Column(secondPrecision = 3)
    public @Nullable OffsetTime offsetTime3;

    @Column(secondPrecision = 4)
    public @Nullable OffsetTime offsetTime4;

    @Column(secondPrecision = 5)
    public @Nullable OffsetTime offsetTime5;

    @Column(secondPrecision = 6)
    public @Nullable OffsetTime offsetTime6;

    @Column(secondPrecision = 7)
    public @Nullable OffsetTime offsetTime7;

    @Column(secondPrecision = 8)
    public @Nullable OffsetTime offsetTime8;

    @Column(secondPrecision = 9)
    public @Nullable OffsetTime offsetTime9;

    public @Nullable LocalDateTime dateTime;

    @Column(secondPrecision = 0)
    public @Nullable LocalDateTime dateTime0;

    @Column(secondPrecision = 1)
    public @Nullable LocalDateTime dateTime1;

    @Column(secondPrecision = 2)
    public @Nullable LocalDateTime dateTime2;

    @Column(secondPrecision = 3)
    public @Nullable LocalDateTime dateTime3;

    @Column(secondPrecision = 4)
    public @Nullable LocalDateTime dateTime4;

    @Column(secondPrecision = 5)
    public @Nullable LocalDateTime dateTime5;

    @Column(secondPrecision = 6)
    public @Nullable LocalDateTime dateTime6;

    @Column(secondPrecision = 7)
    public @Nullable LocalDateTime dateTime7;

    @Column(secondPrecision = 8)
    public @Nullable LocalDateTime dateTime8;

    @Column(secondPrecision = 9)
    public @Nullable LocalDateTime dateTime9;

    public @Nullable OffsetDateTime offsetDateTime;

    @Column(secondPrecision = 0)
    public @Nullable OffsetDateTime offsetDateTime0;

    @Column(secondPrecision = 1)
    public @Nullable OffsetDateTime offsetDateTime1;

    @Column(secondPrecision = 2)
    public @Nullable OffsetDateTime offsetDateTime2;

    @Column(secondPrecision = 3)
    public @Nullable OffsetDateTime offsetDateTime3;

    @Column(secondPrecision = 4)
    public @Nullable OffsetDateTime offsetDateTime4;

    @Column(secondPrecision = 5)
    public @Nullable OffsetDateTime offsetDateTime5;

    @Column(secondPrecision = 6)
    public @Nullable OffsetDateTime offsetDateTime6;

    @Column(secondPrecision = 7)
    public @Nullable OffsetDateTime offsetDateTime7;

    @Column(secondPrecision = 8)
    public @Nullable OffsetDateTime offsetDateTime8;

    @Column(secondPrecision = 9)
    public @Nullable OffsetDateTime offsetDateTime9;

    public @Nullable Instant instant;

    @Column(secondPrecision = 0)
    public @Nullable Instant instant0;

    @Column(secondPrecision = 1)
    public @Nullable Instant instant1;

    @Column(secondPrecision = 2)
    public @Nullable Instant instant2;

    @Column(secondPrecision = 3)
    public @Nullable Instant instant3;

    @Column(secondPrecision = 4)
    public @Nullable Instant instant4;

    @Column(secondPrecision = 5)
    public @Nullable Instant instant5;

    @Column(secondPrecision = 6)
    public @Nullable Instant instant6;

    @Column(secondPrecision = 7)
    public @Nullable Instant instant7;

    @Column(secondPrecision = 8)
    public @Nullable Instant instant8;

    @Column(secondPrecision = 9)
    public @Nullable Instant instant9;
}
