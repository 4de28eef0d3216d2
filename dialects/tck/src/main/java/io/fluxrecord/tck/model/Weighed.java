package io.fluxrecord.tck.model;

import io.fluxrecord.Attribute;
import io.fluxrecord.annotation.Column;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A mixin of a user's own, with a column that rounds. */
public interface Weighed {

    @Column(precision = 8, scale = 3)
    Attribute<BigDecimal> WEIGHT = Attribute.of(BigDecimal.class);

    default @Nullable BigDecimal getWeight() {
        return WEIGHT.get(this);
    }

    default void setWeight(@Nullable BigDecimal weight) {
        WEIGHT.set(this, weight);
    }
}
