package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A decimal of as many digits as a column of PostgreSQL can be declared with. */
public class LongDigits extends ActiveRecord<LongDigits> {

    public @Id @Nullable Long id;

    @Column(precision = 1000, scale = 500)
    public @Nullable BigDecimal decimal1000At500;
}
