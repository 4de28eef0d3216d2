package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** An enum of the database that the database has a default for. */
public class Poster extends ActiveRecord<Poster> {

    public @Id(generated = false) int number;

    @Column(type = "mpaa_rating", defaulted = true)
    public Film.@Nullable Rating rating;

    public Poster() {}

    public Poster(int number) {
        this.number = number;
    }
}
