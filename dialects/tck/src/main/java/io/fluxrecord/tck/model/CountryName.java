package io.fluxrecord.tck.model;

import io.fluxrecord.ReadOnlyRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

/** A view with a key. */
@Table("country_name")
public class CountryName extends ReadOnlyRecord<CountryName> {

    public @Id @Nullable String code;
    public @Nullable String name;
}
