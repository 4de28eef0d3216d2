package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A key that its column rounds. */
public class Tariff extends ActiveRecord<Tariff> {

    @Column(precision = 10, scale = 2)
    public @Id @Nullable BigDecimal rate;

    public String name = "";

    public Tariff() {}

    public Tariff(String rate, String name) {
        this.rate = new BigDecimal(rate);
        this.name = name;
    }
}
