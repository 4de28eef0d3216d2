package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import org.jspecify.annotations.Nullable;

/** A key that the database makes, and a relation to another of its kind. */
public class Buyer extends ActiveRecord<Buyer> {

    public @Id @Nullable Long id;
    public String name = "";

    @Column(nullable = true)
    public final One<Buyer> referrer = one();

    @Inverse("referrer")
    public final Many<Buyer> referred = many();

    @Inverse("buyer")
    public final Many<Purchase> purchases = many();

    public Buyer() {}

    public Buyer(String name) {
        this.name = name;
    }
}
