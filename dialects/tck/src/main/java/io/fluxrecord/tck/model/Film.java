package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Label;
import org.jspecify.annotations.Nullable;

/** An enum of the database, as one of Java and as text. */
public class Film extends ActiveRecord<Film> {

    /** The labels that the database has, in its order. */
    public enum Rating {
        PG,
        G,
        @Label("PG-13")
        PG_13
    }

    public @Id(generated = false) int number;

    @Column(type = "mpaa_rating")
    public @Nullable Rating rating;

    @Column(type = "mpaa_rating")
    public @Nullable String rated;

    public Film() {}

    public Film(int number, @Nullable Rating rating, @Nullable String rated) {
        this.number = number;
        this.rating = rating;
        this.rated = rated;
    }
}
