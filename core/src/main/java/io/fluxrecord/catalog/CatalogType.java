package io.fluxrecord.catalog;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column.
 *
 * @param name as the database spells it in DDL, with length and digits
 * @param sqlType the least type that holds all its values, null where none does
 * @param length the greatest number of characters or bytes; 0 for no limit of its own
 * @param precision the digits of a decimal, or of an interval in its least unit, seconds or months; 0 for as many as
 *     there are
 * @param scale the digits after the point of a decimal, or of the seconds of a time or interval; {@link #ANY} for as
 *     many as there are
 * @param labels the values of an enum in its order; none for other types
 * @param bits the binary digits of the whole numbers that it holds, each as it is, without a sign; 0 if it is no number
 * @param padded whether values that are shorter come back filled up, or without the spaces at their end
 * @param partial whether it refuses or changes some values of {@code sqlType}, in other ways than by length and digits
 * @param others types that it holds all values of beside its own and narrower ones
 * @param element the type of the elements of an array; null for other types
 * @since 0.1
 */
public record CatalogType(
        String name,
        @Nullable SqlType sqlType,
        int length,
        int precision,
        int scale,
        List<String> labels,
        int bits,
        boolean padded,
        boolean partial,
        Set<SqlType> others,
        @Nullable CatalogType element) {

    /** As many digits after the point as a value has. */
    public static final int ANY = Integer.MAX_VALUE;

    public CatalogType {
        labels = List.copyOf(labels);
        others = Set.copyOf(others);
    }

    /** Describe a type that holds all values of its {@code sqlType} that have no more length and digits. */
    public CatalogType(
            String name, @Nullable SqlType sqlType, int length, int precision, int scale, List<String> labels) {
        this(name, sqlType, length, precision, scale, labels, bits(sqlType), false, false, Set.of(), null);
    }

    private static int bits(@Nullable SqlType type) {
        if (type == null) {
            return 0;
        }
        return switch (type) {
            case SMALLINT -> Short.SIZE - 1;
            case INTEGER -> Integer.SIZE - 1;
            case BIGINT -> Long.SIZE - 1;
            case REAL -> 24; // The significands of IEEE 754.
            case DOUBLE -> 53;
            default -> 0;
        };
    }

    /** Return a type without labels. */
    public static CatalogType of(String name, @Nullable SqlType sqlType, int length, int precision, int scale) {
        return new CatalogType(name, sqlType, length, precision, scale, List.of());
    }

    /** Return a type that has neither length nor digits. */
    public static CatalogType plain(String name, @Nullable SqlType sqlType) {
        return of(name, sqlType, 0, 0, 0);
    }

    /** Return a copy whose whole numbers have so many binary digits. */
    public CatalogType withBits(int binaryDigits) {
        return new CatalogType(
                name, sqlType, length, precision, scale, labels, binaryDigits, padded, partial, others, element);
    }

    /** Return a copy that pads its values, if so. */
    public CatalogType padded(boolean pads) {
        return new CatalogType(name, sqlType, length, precision, scale, labels, bits, pads, partial, others, element);
    }

    /** Return a copy that refuses or changes some values, if so. */
    public CatalogType partial(boolean some) {
        return new CatalogType(name, sqlType, length, precision, scale, labels, bits, padded, some, others, element);
    }

    /** Return a copy that holds other types, too. */
    public CatalogType withOthers(Set<SqlType> types) {
        return new CatalogType(name, sqlType, length, precision, scale, labels, bits, padded, partial, types, element);
    }

    /** Return a copy that is an array of a type. */
    public CatalogType withElement(@Nullable CatalogType type) {
        return new CatalogType(name, sqlType, length, precision, scale, labels, bits, padded, partial, others, type);
    }

    /**
     * Return the type that a model's column asks for.
     *
     * @param secondDigits the digits of a second, if it is a time
     */
    public static CatalogType asked(Column column, String name, int secondDigits) {
        return switch (column.type()) {
            case DECIMAL ->
                column.precision() == 0 && column.scale() <= 0
                        ? of(name, column.type(), 0, 0, ANY)
                        : of(name, column.type(), 0, column.precision(), column.scale());
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, DURATION ->
                of(name, column.type(), 0, 0, secondDigits);
            default -> of(name, column.type(), column.length(), 0, 0);
        };
    }
}
