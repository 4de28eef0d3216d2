package io.fluxrecord.tck.model;

import io.fluxrecord.mapping.Converter;
import java.math.BigDecimal;

/** A type that no database knows. */
public record Money(long cents) {

    public static final class AsDecimal implements Converter<Money, BigDecimal> {

        @Override
        public BigDecimal toDatabase(Money money) {
            return BigDecimal.valueOf(money.cents(), 2);
        }

        @Override
        public Money fromDatabase(BigDecimal stored) {
            return new Money(stored.movePointRight(2).longValueExact());
        }
    }
}
