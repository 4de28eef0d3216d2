package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A composite key. */
public class Seat extends ActiveRecord<Seat> implements Versioned {

    public @Id int line;
    public @Id @Nullable String letter;
    public @Nullable String guest;

    public Seat() {}

    public Seat(int line, @Nullable String letter) {
        this.line = line;
        this.letter = letter;
    }
}
