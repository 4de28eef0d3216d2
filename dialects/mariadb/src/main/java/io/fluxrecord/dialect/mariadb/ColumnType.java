package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;

/** The types of MariaDB's columns (<a href="https://mariadb.com/kb/en/data-types/">data types</a>). */
final class ColumnType {

    static final int MAX_PRECISION = 65;
    static final int MAX_SCALE = 38;

    /** The digits after the point of a decimal whose column tells none, which leaves 35 before it. */
    static final int SCALE = 30;

    /**
     * The longest {@code varchar} of four bytes a character in a row of 65,535 bytes; longer text is a large object.
     */
    private static final int MAX_VARCHAR_LENGTH = 16_383;

    /** The longest text or bytes that an index takes (3,072 bytes in InnoDB), with four bytes a character. */
    private static final int MAX_INDEXED_LENGTH = 768;

    /** The characters of a UUID as text (RFC 9562, section 4). */
    static final int UUID_LENGTH = 36;

    private static final String TEXT = " character set utf8mb4 collate utf8mb4_nopad_bin";

    private ColumnType() {}

    /** Return the type of a column, of which a time has so many digits of a second. */
    static String of(Column column, int secondPrecision) {
        return column.declaredType() != null ? column.declaredType() : ordinary(column, secondPrecision);
    }

    private static String ordinary(Column column, int secondPrecision) {
        return switch (column.type()) {
            case BOOLEAN -> "boolean";
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL, DOUBLE -> "double"; // Of a float the server tells six digits.
            case DECIMAL -> decimalType(column);
            case TEXT, NAMED -> textType(column.length());
            case JSON -> "json";
            case UUID -> "uuid";
            case DATE -> "date";
            case TIME -> "time(" + secondPrecision + ")";
            case TIME_WITH_TIME_ZONE -> "varchar(" + TimeWithZone.LENGTH + ") character set ascii collate ascii_bin";
            case TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> "datetime(" + secondPrecision + ")";
            case BINARY -> column.length() == 0 ? "longblob" : "varbinary(" + column.length() + ")";
            case DURATION -> "time(" + secondPrecision + ")";
            case PERIOD ->
                throw new ConfigurationException("MariaDB has no type for the Period of column " + column.name()
                        + "; store its months with @Convert");
            default -> "json"; // There are no arrays.
        };
    }

    private static String decimalType(Column column) {
        if (isUnlimited(column)) {
            return "decimal(" + MAX_PRECISION + ", " + SCALE + ")";
        }
        if (column.precision() > MAX_PRECISION || column.scale() > MAX_SCALE) {
            throw new ConfigurationException("MariaDB has no decimal of more than " + MAX_PRECISION + " digits, "
                    + MAX_SCALE + " of them after the point, which column " + column.name() + " asks for with "
                    + column.precision() + " and " + column.scale() + "; let its @Column say less");
        }
        int precision = column.precision() == 0 ? MAX_PRECISION : column.precision();
        return "decimal(" + precision + ", " + column.scale() + ")";
    }

    /** Return whether the model tells no digits of a decimal. */
    static boolean isUnlimited(Column column) {
        return column.precision() == 0 && column.scale() <= 0;
    }

    private static String textType(int length) {
        if (length == 0) {
            return "longtext" + TEXT;
        }
        return (length > MAX_VARCHAR_LENGTH ? "text(" : "varchar(") + length + ")" + TEXT;
    }

    /** Return a column such that an index of so many columns can be on it. */
    static Column indexed(Column column, int columns) {
        boolean large = column.length() == 0
                && column.declaredType() == null
                && (column.type() == SqlType.TEXT || column.type() == SqlType.BINARY);
        return large
                ? new Column(
                        column.table(),
                        column.name(),
                        column.type(),
                        MAX_INDEXED_LENGTH / columns,
                        column.precision(),
                        column.scale(),
                        column.nullable(),
                        column.unique())
                : column;
    }
}
