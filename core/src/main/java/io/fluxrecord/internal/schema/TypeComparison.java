package io.fluxrecord.internal.schema;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;

/** The type of a model's column beside that of the database's: whether all that the property can be fits in. */
final class TypeComparison {

    private final Column column;
    private final String name;
    private final CatalogType there;
    private final CatalogReader reader;
    private final CatalogType asked;
    private final Findings findings;

    TypeComparison(Column column, CatalogType there, Dialect dialect, Findings findings) {
        this.column = column;
        this.there = there;
        this.findings = findings;
        reader = dialect.catalog();
        asked = reader.typeOf(column);
        name = dialect.columnType(column);
    }

    void compare() {
        SqlType type = asked.sqlType();
        if (plain(name).equalsIgnoreCase(plain(there.name())) || isOfTheDatabase()) {
            return;
        }
        if (type == null || !reader.holds(asked, there)) {
            add(Kind.TYPE, "which does not hold what the property stores as " + name + "; change the one or the other");
            return;
        }
        switch (type) {
            case TEXT, BINARY -> compareLength();
            case DECIMAL -> compareDigits();
            case SMALLINT, INTEGER, BIGINT -> {
                if (there.sqlType() == SqlType.DECIMAL) {
                    compareDigits();
                }
            }
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> compareSeconds();
            default -> {}
        }
    }

    /** Catalogs tell what is behind the name of a type, or another name: to compare them would be a false alarm. */
    private boolean isOfTheDatabase() {
        SqlType element = column.type().element();
        SqlType type = element == null ? column.type() : element;
        return column.declaredType() != null
                || type == SqlType.DURATION
                || type == SqlType.PERIOD
                || (element != null && element != SqlType.TEXT);
    }

    /** Databases leave out spaces that DDL may have, and quotes that a name does not need. */
    private static String plain(String type) {
        return type.replace(" ", "").replace("\"", "");
    }

    private void compareLength() {
        if (there.length() > 0 && asked.length() > there.length()) {
            add(
                    Kind.LENGTH,
                    "shorter than the model's length of " + asked.length()
                            + "; let the column be as long, or say @Column(length = " + there.length() + ")");
        }
    }

    /** Digits after the point that a column lacks are rounded away there, behind the record's back. */
    private void compareDigits() {
        CatalogType number = decimal(there);
        boolean decimal = column.type() == SqlType.DECIMAL;
        boolean cut = decimal && asked.scale() > number.scale();
        if (cut || hasFewerDigits(number)) {
            String digits = "@Column(precision = " + number.precision() + ", scale = " + number.scale() + ")";
            add(
                    Kind.DIGITS,
                    "which has fewer digits than the property as " + name + "; let the column have as many"
                            + (decimal && number.scale() != CatalogType.ANY ? ", or say " + digits : ""));
        }
    }

    private boolean hasFewerDigits(CatalogType number) {
        if (number.scale() != CatalogType.ANY) {
            return number.precision() - number.scale() < digitsBefore();
        }
        return number.precision() > 0 && number.precision() < Math.max(asked.precision(), digitsBefore());
    }

    /** Return a number as a decimal: of integers as one of the digits that it holds whatever they are. */
    private static CatalogType decimal(CatalogType number) {
        int digits = number.sqlType() == SqlType.SMALLINT ? 4 : number.sqlType() == SqlType.INTEGER ? 9 : 18;
        return number.sqlType() == SqlType.DECIMAL
                ? number
                : CatalogType.of(number.name(), SqlType.DECIMAL, 0, digits, 0);
    }

    /** Return how many digits before the point the model says that there are; 0 if it does not say. */
    private int digitsBefore() {
        if (column.type() == SqlType.DECIMAL) {
            return column.precision() == 0 ? 0 : column.precision() - column.scale();
        }
        return switch (column.type()) {
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
    }

    private void compareSeconds() {
        if (asked.scale() > there.scale()) {
            add(
                    Kind.SECOND_DIGITS,
                    "which keeps fewer digits of a second than the model's " + asked.scale()
                            + "; let the column keep as many, or say @Column(secondPrecision = " + there.scale() + ")");
        }
    }

    private void add(Kind kind, String message) {
        findings.add(kind, column.name(), "is " + there.name() + ", " + message);
    }
}
