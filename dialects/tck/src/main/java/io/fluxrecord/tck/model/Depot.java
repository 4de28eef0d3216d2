package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A key whose column may be of a fixed length. */
public class Depot extends ActiveRecord<Depot> implements Versioned {

    @Column(length = 5)
    public @Id @Nullable String code;

    public @Id @Nullable String yard;
    public @Nullable String name;

    public Depot() {}

    public Depot(String code, String yard, String name) {
        this.code = code;
        this.yard = yard;
        this.name = name;
    }
}
