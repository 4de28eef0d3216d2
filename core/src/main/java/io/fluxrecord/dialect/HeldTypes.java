package io.fluxrecord.dialect;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** Which types of columns hold all values of which others. */
final class HeldTypes {

    private HeldTypes() {}

    static boolean holds(CatalogType asked, CatalogType there) {
        SqlType type = asked.sqlType();
        if (type == null || (there.partial() && !asked.partial()) || (there.padded() && !isFull(asked, there))) {
            return false;
        }
        return there.others().contains(type) || (there.labels().isEmpty() && holds(type, asked, there));
    }

    /** Return whether values are never shorter than the column: a character in a column of one. */
    private static boolean isFull(CatalogType asked, CatalogType there) {
        return asked.padded() || (asked.length() == 1 && there.length() == 1);
    }

    private static boolean holds(SqlType type, CatalogType asked, CatalogType there) {
        SqlType held = there.sqlType();
        return switch (type) {
            case SMALLINT, INTEGER, BIGINT ->
                held == SqlType.DECIMAL || (there.bits() > 0 && asked.bits() <= there.bits());
            case DECIMAL -> held == SqlType.DECIMAL || isInteger(held); // If it has few digits.
            case REAL -> held == SqlType.REAL || held == SqlType.DOUBLE;
            case JSON -> held == SqlType.JSON || held == SqlType.TEXT;
            case DATE -> held == SqlType.DATE || held == SqlType.TIMESTAMP;
            case DURATION, PERIOD -> held == type && asked.precision() <= there.precision();
            default -> type.isArray() ? holdsArray(type, there) : held == type;
        };
    }

    /** Types of elements and their digits are compared one by one. */
    private static boolean holdsArray(SqlType type, CatalogType there) {
        CatalogType element = there.element();
        return element == null ? there.sqlType() == type : !element.padded() && !element.partial();
    }

    private static boolean isInteger(@Nullable SqlType type) {
        return type == SqlType.SMALLINT || type == SqlType.INTEGER || type == SqlType.BIGINT;
    }
}
