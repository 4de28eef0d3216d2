package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Label;
import org.jspecify.annotations.Nullable;

/** A column whose type tells its labels, and a set of labels. */
class Poster extends ActiveRecord<Poster> {

    enum Size {
        @Label("A 4")
        A4,
        @Label("it's A3")
        A3
    }

    @Id(generated = false)
    int number;

    @Column(type = "enum('A 4', 'it''s A3')")
    @Nullable
    Size size;

    @Column(type = "set('red', 'blue')")
    @Nullable
    String colors;

    Poster() {}

    Poster(int number, @Nullable Size size, @Nullable String colors) {
        this.number = number;
        this.size = size;
        this.colors = colors;
    }
}
