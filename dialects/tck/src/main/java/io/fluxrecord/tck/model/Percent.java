package io.fluxrecord.tck.model;

import io.fluxrecord.mapping.Converter;
import java.math.BigDecimal;

/** A type that is stored with as many digits as it was made with. */
public record Percent(BigDecimal value) {

    public static final class AsDecimal implements Converter<Percent, BigDecimal> {

        @Override
        public BigDecimal toDatabase(Percent percent) {
            return percent.value();
        }

        @Override
        public Percent fromDatabase(BigDecimal stored) {
            return new Percent(stored);
        }
    }
}
