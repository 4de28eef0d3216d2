package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lengths of time. */
public class Shift extends ActiveRecord<Shift> {

    public @Id(generated = false) int number;
    public @Nullable Duration length;

    @Column(secondPrecision = 0)
    public @Nullable Duration rest;

    public Shift() {}

    public Shift(int number, @Nullable Duration length) {
        this.number = number;
        this.length = length;
    }
}
