package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A key that the application sets, and nothing else. */
public class Country extends ActiveRecord<Country> {

    public @Id @Nullable String code;
    public @Nullable String name;

    public Country() {}

    public Country(@Nullable String code, @Nullable String name) {
        this.code = code;
        this.name = name;
    }
}
