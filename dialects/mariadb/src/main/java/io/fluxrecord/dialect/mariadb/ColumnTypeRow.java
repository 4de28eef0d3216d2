package io.fluxrecord.dialect.mariadb;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of a column as a row of {@code information_schema.columns} tells it. */
final class ColumnTypeRow {

    private static final int UNSIGNED_BIGINT_DIGITS = 20;

    private static final int MEDIUMINT_SIZE = 24;

    /** What six decimal digits hold, which the server tells of a float. */
    private static final int FLOAT_BITS = 19;

    /** The character sets that have all characters. */
    private static final Set<String> UNICODE = Set.of("utf8mb4", "utf16", "utf16le", "utf32");

    /** A label in quotes, of which those inside are doubled. */
    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

    private final String type;
    private final String name;
    private final int length;
    private final int precision;
    private final int scale;
    private final int secondDigits;
    private final String characters;

    /** Read the type from the fourth column on, and its characters from the last. */
    ColumnTypeRow(Row row) {
        type = Objects.requireNonNull(row.get(3, String.class));
        name = Objects.requireNonNull(row.get(4, String.class));
        length = number(row, 5);
        precision = number(row, 6);
        scale = number(row, 7);
        secondDigits = number(row, 8);
        characters = String.valueOf(row.get(15, String.class));
    }

    CatalogType type(boolean json) {
        return switch (type) {
            case "tinyint" ->
                CatalogType.plain(name, isTruth() ? SqlType.BOOLEAN : SqlType.SMALLINT)
                        .withBits(bits(Byte.SIZE));
            case "bit" -> CatalogType.plain(name, name.equals("bit(1)") ? SqlType.BOOLEAN : null);
            case "smallint" ->
                CatalogType.plain(name, isUnsigned() ? SqlType.INTEGER : SqlType.SMALLINT)
                        .withBits(bits(Short.SIZE));
            case "mediumint" -> CatalogType.plain(name, SqlType.INTEGER).withBits(bits(MEDIUMINT_SIZE));
            case "year" -> CatalogType.plain(name, SqlType.INTEGER).partial(true); // 5 is 2005, and 3000 an error.
            case "int" ->
                CatalogType.plain(name, isUnsigned() ? SqlType.BIGINT : SqlType.INTEGER)
                        .withBits(bits(Integer.SIZE));
            case "bigint" ->
                isUnsigned()
                        ? CatalogType.of(name, SqlType.DECIMAL, 0, UNSIGNED_BIGINT_DIGITS, 0)
                        : CatalogType.plain(name, SqlType.BIGINT);
            case "float" -> CatalogType.plain(name, SqlType.REAL).withBits(FLOAT_BITS);
            case "double" -> CatalogType.plain(name, SqlType.DOUBLE);
            case "decimal" -> CatalogType.of(name, SqlType.DECIMAL, 0, precision, scale);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
                json ? CatalogType.plain("json", SqlType.JSON) : text();
            case "enum" -> new CatalogType(name, SqlType.TEXT, 0, 0, 0, labels());
            case "set" -> CatalogType.of(name, SqlType.TEXT, 0, 0, 0).partial(true);
            case "uuid" -> CatalogType.plain(name, SqlType.UUID);
            case "date" -> CatalogType.plain(name, SqlType.DATE);
            case "time" ->
                CatalogType.of(name, SqlType.TIME, 0, 0, secondDigits).withOthers(Set.of(SqlType.DURATION));
            case "datetime" -> CatalogType.of(name, SqlType.TIMESTAMP, 0, 0, secondDigits);
            case "timestamp" -> // It begins with 1970 and ends in this century.
                CatalogType.of(name, SqlType.TIMESTAMP, 0, 0, secondDigits).partial(true);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                CatalogType.of(name, SqlType.BINARY, length, 0, 0).padded(type.equals("binary"));
            default -> CatalogType.plain(name, null);
        };
    }

    private CatalogType text() {
        return CatalogType.of(name, SqlType.TEXT, length, 0, 0)
                .padded(type.equals("char"))
                .partial(!UNICODE.contains(characters));
    }

    /** Return the binary digits of an integer of some size that are not its sign. */
    private int bits(int size) {
        return isUnsigned() ? size : size - 1;
    }

    private boolean isTruth() {
        return name.startsWith("tinyint(1)");
    }

    private boolean isUnsigned() {
        return name.contains("unsigned");
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(name);
        while (label.find()) {
            labels.add(label.group(1).replace("''", "'"));
        }
        return labels;
    }

    /** A length may be greater than any text of a program. */
    private static int number(Row row, int index) {
        Number number = (Number) row.get(index);
        return number == null ? 0 : (int) Math.min(Integer.MAX_VALUE, number.longValue());
    }
}
