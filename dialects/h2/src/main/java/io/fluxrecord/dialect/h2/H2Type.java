package io.fluxrecord.dialect.h2;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type of a column as a row of {@code INFORMATION_SCHEMA.COLUMNS} tells it. */
final class H2Type {

    private final String name;
    private final int length;
    private final int precision;
    private final int scale;
    private final int secondDigits;
    private final String intervalOf;
    private final int leadingDigits;
    private final @Nullable CatalogType element;
    private final List<String> labels;

    private H2Type(Row row, int first, @Nullable CatalogType element, List<String> labels) {
        name = Objects.requireNonNull(row.get(first, String.class));
        length = number(row, first + 1);
        precision = number(row, first + 2);
        scale = number(row, first + 3);
        secondDigits = number(row, first + 4);
        intervalOf = String.valueOf(row.get(first + 5, String.class));
        leadingDigits = number(row, first + 6);
        this.element = element;
        this.labels = labels;
    }

    /** Read a type from the fourth column on, that of an array's elements from the eleventh, and labels after it. */
    static CatalogType ofColumn(Row row) {
        CatalogType element = row.get(10) == null ? null : new H2Type(row, 10, null, List.of()).type();
        CatalogType type = new H2Type(row, 3, element, row.get(17) == null ? List.of() : texts(row, 17)).type();
        return type.partial(element != null && number(row, 23) < H2Dialect.MAX_CARDINALITY);
    }

    private CatalogType type() {
        return switch (name) {
            case "BOOLEAN" -> CatalogType.plain(name, SqlType.BOOLEAN);
            case "TINYINT" -> CatalogType.plain(name, SqlType.SMALLINT).withBits(Byte.SIZE - 1);
            case "SMALLINT" -> CatalogType.plain(name, SqlType.SMALLINT);
            case "INTEGER" -> CatalogType.plain(name, SqlType.INTEGER);
            case "BIGINT" -> CatalogType.plain(name, SqlType.BIGINT);
            case "REAL" -> CatalogType.plain(name, SqlType.REAL);
            case "DOUBLE PRECISION" -> CatalogType.plain(name, SqlType.DOUBLE);
            case "NUMERIC" ->
                CatalogType.of(name + "(" + precision + ", " + scale + ")", SqlType.DECIMAL, 0, precision, scale);
            case "DECFLOAT" ->
                CatalogType.of(name + "(" + precision + ")", SqlType.DECIMAL, 0, precision, CatalogType.ANY);
            case "CHARACTER VARYING", "CHARACTER", "CHARACTER LARGE OBJECT", "VARCHAR_IGNORECASE" ->
                CatalogType.of(name + "(" + length + ")", SqlType.TEXT, length, 0, 0)
                        .padded(name.equals("CHARACTER"));
            case "BINARY VARYING", "BINARY", "BINARY LARGE OBJECT" ->
                CatalogType.of(name + "(" + length + ")", SqlType.BINARY, length, 0, 0)
                        .padded(name.equals("BINARY"));
            case "ENUM" -> new CatalogType(enumeration(), null, 0, 0, 0, labels);
            case "JSON" -> CatalogType.plain(name, SqlType.JSON);
            case "UUID" -> CatalogType.plain(name, SqlType.UUID);
            case "DATE" -> CatalogType.plain(name, SqlType.DATE);
            case "TIME" -> time(SqlType.TIME, "TIME", "");
            case "TIME WITH TIME ZONE" -> time(SqlType.TIME_WITH_TIME_ZONE, "TIME", " WITH TIME ZONE");
            case "TIMESTAMP" -> time(SqlType.TIMESTAMP, "TIMESTAMP", "");
            case "TIMESTAMP WITH TIME ZONE" -> time(SqlType.TIMESTAMP_WITH_TIME_ZONE, "TIMESTAMP", " WITH TIME ZONE");
            case "ARRAY" -> array();
            case "INTERVAL" -> CatalogType.of(interval(), spanned(), 0, spannedDigits(), secondDigits);
            default -> CatalogType.plain(name, null);
        };
    }

    private String enumeration() {
        return labels.stream()
                .map(label -> "'" + label.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "ENUM(", ")"));
    }

    private CatalogType array() {
        boolean texts = element != null && element.sqlType() == SqlType.TEXT;
        return CatalogType.plain(
                        (element == null ? "" : element.name() + " ") + "ARRAY", texts ? SqlType.TEXT_ARRAY : null)
                .withElement(element);
    }

    /** What is finer than its last field would be cut off. */
    private @Nullable SqlType spanned() {
        if (intervalOf.endsWith("SECOND")) {
            return SqlType.DURATION;
        }
        return intervalOf.endsWith("MONTH") ? SqlType.PERIOD : null;
    }

    /** Return how many digits of seconds or months an interval holds whatever they are. */
    private int spannedDigits() {
        int digits =
                switch (intervalOf.split(" ", -1)[0]) {
                    case "MINUTE", "YEAR" -> 1; // 60 and 12 are greater than 10.
                    case "HOUR" -> 3;
                    case "DAY" -> 4;
                    default -> 0;
                };
        return leadingDigits + digits;
    }

    /** Return an interval as DDL has it: {@code DAY(2) TO SECOND(6)}. */
    private String interval() {
        String digits = "(" + leadingDigits + (intervalOf.equals("SECOND") ? ", " + secondDigits : "") + ")";
        int space = intervalOf.indexOf(' ');
        String spelled =
                space < 0 ? intervalOf + digits : intervalOf.substring(0, space) + digits + intervalOf.substring(space);
        return "INTERVAL " + (space >= 0 && spelled.endsWith("SECOND") ? spelled + "(" + secondDigits + ")" : spelled);
    }

    private CatalogType time(SqlType type, String before, String after) {
        return CatalogType.of(before + "(" + secondDigits + ")" + after, type, 0, 0, secondDigits);
    }

    /** A length may be greater than any text of a program. */
    private static int number(Row row, int index) {
        Number number = (Number) row.get(index);
        return number == null ? 0 : (int) Math.min(Integer.MAX_VALUE, number.longValue());
    }

    static List<String> texts(Row row, int index) {
        return Arrays.stream((Object[]) Objects.requireNonNull(row.get(index)))
                .map(String::valueOf)
                .toList();
    }
}
