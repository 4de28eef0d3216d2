package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** A key of several parts, which columns cut. */
public class Slot extends ActiveRecord<Slot> implements SoftDeletable {

    public @Id int room;
    public @Id @Nullable Instant day;

    @Column(secondPrecision = 0)
    public @Id @Nullable LocalTime from;

    public @Nullable String guest;

    public Slot() {}

    public Slot(int room, Instant day, LocalTime from) {
        this.room = room;
        this.day = day;
        this.from = from;
    }
}
