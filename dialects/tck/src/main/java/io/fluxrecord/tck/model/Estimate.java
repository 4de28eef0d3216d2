package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A number that is rounded to hundreds. */
public class Estimate extends ActiveRecord<Estimate> {

    public @Id @Nullable Long id;

    @Column(precision = 5, scale = -2)
    public @Nullable BigDecimal amount;

    public Estimate() {}

    public Estimate(String amount) {
        this.amount = new BigDecimal(amount);
    }
}
