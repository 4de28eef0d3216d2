package io.fluxrecord.examples.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** A country of ISO 3166-1: a key that the application sets, and nothing else. */
public class Country extends ActiveRecord<Country> {

    public @Id String code = "";
    public String name = "";

    /** The currency in use; null where there is none, as in Antarctica. */
    public @Nullable String currencyCode;

    public Country() {}

    public Country(String code, String name, @Nullable String currencyCode) {
        this.code = code;
        this.name = name;
        this.currencyCode = currencyCode;
    }
}
