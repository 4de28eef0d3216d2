package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A key of as many digits as it has. */
public class Denomination extends ActiveRecord<Denomination> {

    public @Id @Nullable BigDecimal amount;
    public @Nullable BigDecimal issued;

    public Denomination() {}

    public Denomination(String amount) {
        this.amount = new BigDecimal(amount);
    }
}
