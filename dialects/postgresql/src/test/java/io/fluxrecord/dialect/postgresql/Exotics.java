package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Text in columns whose values are made of others; without an array, so that many rows go as arrays. */
class Exotics extends ActiveRecord<Exotics> {

    @Id(generated = false)
    int number;

    @Column(type = "public.\"Place\"")
    @Nullable
    String place;

    @Column(type = "int8range[]")
    @Nullable
    String ranges;

    @Column(type = "box")
    @Nullable
    String box;

    @Column(type = "regclass")
    @Nullable
    String table;

    @Column(type = "bit(3)")
    @Nullable
    String bits;

    @Column(type = "char(3)")
    @Nullable
    String code;

    Exotics() {}

    Exotics(int number) {
        this.number = number;
    }
}
