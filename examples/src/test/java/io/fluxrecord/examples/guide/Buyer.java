package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;
import io.fluxrecord.query.Condition;

/** Who has purchases. */
// tag::buyer[]
public class Buyer extends ActiveRecord<Buyer> implements SoftDeletable {

    static final Condition<Buyer> ABROAD = Buyer_.country.ne("IS");

    @Id
    Long id;

    String name = "";
    String country = "IS";

    @Inverse("buyer")
    final Many<Purchase> purchases = many();

    Buyer() {}

    Buyer(String name, String country) {
        this.name = name;
        this.country = country;
    }
}
// end::buyer[]
