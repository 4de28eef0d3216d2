package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** A period of the calendar. */
public class Warranty extends ActiveRecord<Warranty> {

    public @Id(generated = false) int number;
    public @Nullable Period time;

    public Warranty() {}

    public Warranty(int number, @Nullable Period time) {
        this.number = number;
        this.time = time;
    }
}
