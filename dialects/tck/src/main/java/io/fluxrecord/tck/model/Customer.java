package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import org.jspecify.annotations.Nullable;

/** An enum, an embedded value, a converted value and a private field. */
public class Customer extends ActiveRecord<Customer> {

    public enum Tier {
        BASIC,
        GOLD
    }

    public @Id(generated = false) int number;
    public @Nullable Tier tier;
    public @Embedded @Nullable Address address;

    @Convert(Money.AsDecimal.class)
    public @Nullable Money credit;

    private @Nullable String secret;

    public Customer() {}

    public Customer(int number) {
        this.number = number;
    }

    public @Nullable String getSecret() {
        return secret;
    }

    public void setSecret(@Nullable String secret) {
        this.secret = secret;
    }

    /** A value of two columns. */
    public record Address(@Nullable String street, @Nullable String city) {}
}
