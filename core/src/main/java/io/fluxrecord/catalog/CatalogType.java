package io.fluxrecord.catalog;

import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column.
 *
 * @param name as the database spells it in DDL, with length and digits
 * @param sqlType the least type that holds all its values, null where none does
 * @param length the greatest number of characters or bytes; 0 for no limit of its own
 * @param precision the digits of a decimal; 0 for as many as there are
 * @param scale the digits after the point of a decimal, or of the seconds of a time; {@link #ANY} for as many as there
 *     are
 * @param labels the values of an enum in its order; none for other types
 * @since 0.1
 */
public record CatalogType(
        String name, @Nullable SqlType sqlType, int length, int precision, int scale, List<String> labels) {

    /** As many digits after the point as a value has. */
    public static final int ANY = Integer.MAX_VALUE;

    public CatalogType {
        labels = List.copyOf(labels);
    }

    /** Return a type without labels. */
    public static CatalogType of(String name, @Nullable SqlType sqlType, int length, int precision, int scale) {
        return new CatalogType(name, sqlType, length, precision, scale, List.of());
    }

    /** Return a type that has neither length nor digits. */
    public static CatalogType plain(String name, @Nullable SqlType sqlType) {
        return of(name, sqlType, 0, 0, 0);
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
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
                of(name, column.type(), 0, 0, secondDigits);
            default -> of(name, column.type(), column.length(), 0, 0);
        };
    }
}
