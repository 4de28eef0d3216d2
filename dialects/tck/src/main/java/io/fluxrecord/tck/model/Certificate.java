package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** An enum of the database as the key. */
public class Certificate extends ActiveRecord<Certificate> {

    @Id
    @Column(type = "mpaa_rating")
    public Film.@Nullable Rating rating;

    public int age;

    public Certificate() {}

    public Certificate(Film.Rating rating, int age) {
        this.rating = rating;
        this.age = age;
    }
}
