package io.fluxrecord.dialect;

import io.fluxrecord.sql.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a column makes of a value that is written to it (ISO/IEC 9075-2, 9.2, "Store assignment"). A value that the
 * column holds as it is stays the same object.
 */
final class StoreAssignment {

    /** The nanoseconds of the last digit that a second has, by the number of digits. */
    private static final int[] UNITS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private StoreAssignment() {}

    /** Return elements, each as a column would hold it; the same array where nothing is to be done. */
    static Object elements(Dialect dialect, Column column, @Nullable Object[] elements) {
        if (!dialect.normalizes(column)) {
            return elements;
        }
        @Nullable Object[] held = elements;
        for (int i = 0; i < elements.length; i++) {
            Object element = elements[i];
            Object normal = element == null ? null : dialect.normalize(column, element);
            if (normal != element) {
                held = held == elements ? elements.clone() : held;
                held[i] = normal;
            }
        }
        return held;
    }

    /** Cut a time to so many digits of a second: what is stored is never later than what was meant. */
    static Object cut(Object value, int digits) {
        if (!(value instanceof Temporal time) || !time.isSupported(ChronoField.NANO_OF_SECOND)) {
            return value;
        }
        int nanos = time.get(ChronoField.NANO_OF_SECOND);
        int finer = nanos % UNITS[digits];
        return finer == 0 ? value : time.with(ChronoField.NANO_OF_SECOND, nanos - finer);
    }

    /** Cut a length of time to so many digits of a second, towards zero. */
    static Duration cut(Duration value, int digits) {
        int finer = value.toNanosPart() % UNITS[digits];
        if (finer == 0) {
            return value;
        }
        return value.minusNanos(value.isNegative() ? finer - UNITS[digits] : finer);
    }

    /** Return a period of less than twelve months beside its years, as databases have it. */
    static Period normal(Period value) {
        Period normal;
        try {
            normal = value.normalized();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("no interval has so many years", e);
        }
        return normal.equals(value) ? value : normal;
    }

    /**
     * Round a decimal to the scale of its column, half up, as PostgreSQL and H2 do; where the column has none, leave it
     * as it is, but for a scale below zero.
     */
    static BigDecimal round(Dialect dialect, Column column, BigDecimal value) {
        boolean limited = isLimited(column);
        if (value.signum() == 0) {
            int scale = limited ? column.scale() : Math.min(value.scale(), dialect.maxScale());
            return value.setScale(Math.max(0, scale));
        }
        // Looked at before: to make 10^(2^31) of it, be it for a moment, is more than a virtual machine can do.
        long integerDigits = integerDigits(value);
        if (integerDigits > dialect.maxIntegerDigits()) {
            throw refused(dialect, column, "more than " + dialect.maxIntegerDigits() + " digits before the point");
        }
        if (limited) {
            return integerDigits < -column.scale()
                    ? BigDecimal.ZERO.setScale(Math.max(0, column.scale()))
                    : unscaled(value.setScale(column.scale(), RoundingMode.HALF_UP));
        }
        if (value.scale() > dialect.maxScale()) {
            throw refused(dialect, column, "more than " + dialect.maxScale() + " digits after the point");
        }
        return unscaled(value);
    }

    /** Return a decimal without a scale below zero, which not every driver knows. */
    static BigDecimal unscaled(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** Return whether the driver and the database take a decimal as it is to compare a column of a scale with it. */
    static boolean isTaken(Dialect dialect, Column column, BigDecimal value) {
        return isLimited(column)
                && value.scale() <= dialect.maxScale()
                && integerDigits(value) <= dialect.maxIntegerDigits();
    }

    static Object fitting(Dialect dialect, Column column, Object value) {
        requireFits(dialect, column, value);
        return value;
    }

    /** Fail if a decimal has more digits before the point than its column. */
    static void requireFits(Dialect dialect, Column column, @Nullable Object value) {
        if (column.precision() == 0) {
            return;
        }
        if (!(value instanceof BigDecimal number)) {
            if (value instanceof Object[] elements) {
                Arrays.stream(elements).forEach(element -> requireFits(dialect, column, element));
            }
            return;
        }
        if (number.signum() == 0) {
            return;
        }
        int most = column.precision() - column.scale();
        if (integerDigits(number) > most) {
            throw refused(
                    dialect,
                    column,
                    most < 0
                            ? "fewer than " + -most + " zeros after the point"
                            : "more than " + most + " digits before the point");
        }
    }

    static IllegalArgumentException refused(Dialect dialect, Column column, String what) {
        return new IllegalArgumentException("column " + column.name() + " of type " + dialect.columnType(column)
                + " takes no value that has " + what);
    }

    private static boolean isLimited(Column column) {
        return column.precision() > 0 || column.scale() > 0;
    }

    /** Return the number of digits before the point; of a fraction, less the zeros that follow the point. */
    private static long integerDigits(BigDecimal value) {
        return value.precision() - (long) value.scale();
    }
}
