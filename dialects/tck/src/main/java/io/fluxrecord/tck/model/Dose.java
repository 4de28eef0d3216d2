package io.fluxrecord.tck.model;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.mapping.Converter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A model whose types refuse zero, which a fine value is rounded to. */
public class Dose extends ActiveRecord<Dose> {

    public @Id @Nullable Long id;

    @Convert(Positive.AsDecimal.class)
    @Column(precision = 8, scale = 1)
    public Positive amount = new Positive(BigDecimal.ONE);

    public @Embedded @Nullable Length length;

    public Dose() {}

    public Dose(String amount) {
        this.amount = new Positive(new BigDecimal(amount));
    }

    /** A number above zero. */
    public record Positive(BigDecimal value) {

        public Positive {
            requirePositive(value);
        }

        public static final class AsDecimal implements Converter<Positive, BigDecimal> {

            @Override
            public BigDecimal toDatabase(Positive positive) {
                return positive.value();
            }

            @Override
            public Positive fromDatabase(BigDecimal stored) {
                return new Positive(stored);
            }
        }
    }

    /** A value that checks itself. */
    public record Length(@Column(precision = 8, scale = 1) BigDecimal metres) {

        public Length {
            requirePositive(metres);
        }
    }

    private static void requirePositive(BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("not above zero");
        }
    }
}
