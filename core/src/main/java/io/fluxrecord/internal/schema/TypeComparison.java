package io.fluxrecord.internal.schema;

import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.catalog.Difference.Kind;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;

/** The type of a model's column beside that of the database's: whether all that the property can be fits in. */
final class TypeComparison {

    /** Lengths from here on are the limits of a type of large objects, and not of a column. */
    private static final int GREATEST_LENGTH = 65_535;

    private static final double DECIMAL_DIGITS_PER_BIT = Math.log10(2);

    private final Column column;
    private final PropertyValues values;
    private final CatalogType there;
    private final Dialect dialect;
    private final CatalogReader reader;
    private final String name;
    private final CatalogType asked;
    private final Findings findings;

    TypeComparison(Column column, PropertyValues values, CatalogType there, Dialect dialect, Findings findings) {
        this.column = column;
        this.values = values;
        this.there = there;
        this.dialect = dialect;
        this.findings = findings;
        reader = dialect.catalog();
        name = dialect.columnType(column);
        asked = values.areBytes() ? reader.typeOf(column).withBits(Byte.SIZE - 1) : reader.typeOf(column);
    }

    void compare() {
        boolean same = plain(name).equalsIgnoreCase(plain(there.name()));
        if (same || column.declaredType() != null) {
            return; // Catalogs tell what is behind the name of a type, or another name.
        }
        SqlType type = asked.sqlType();
        if (type == null || !(values.areWritten() ? isHeld() : isRead())) {
            add(
                    Kind.TYPE,
                    "which does not hold what the property stores as " + name + "; change the one or the other, or, if"
                            + " it holds all that is ever stored, name its type with @Column(type)");
        } else if (there.element() != null && type.isArray()) {
            new TypeComparison(column.element(), values, there.element(), dialect, findings).compare();
        } else if (values.areWritten()) {
            compareSize(type);
        }
    }

    /** Databases leave out spaces that DDL may have, and quotes that a name does not need. */
    private static String plain(String type) {
        return type.replace(" ", "").replace("\"", "");
    }

    private boolean isHeld() {
        if (!there.labels().isEmpty() && there.sqlType() == SqlType.TEXT) {
            return asked.sqlType() == SqlType.TEXT && values.areAllOf(there.labels());
        }
        return reader.holds(asked, values.areTimesOfNow() ? there.partial(false) : there);
    }

    /** What is never written may be narrower, and what is wider is refused when it is met. */
    private boolean isRead() {
        CatalogType whole = there.partial(false).padded(false);
        return reader.holds(asked, whole)
                || asked.sqlType() == there.sqlType()
                || (asked.sqlType() == SqlType.TEXT && !there.labels().isEmpty())
                || (isInteger(asked) && isInteger(there))
                || (isNumber(there) && (asked.sqlType() == SqlType.DECIMAL || reader.holds(whole, asked)));
    }

    private static boolean isNumber(CatalogType type) {
        return type.bits() > 0 || type.sqlType() == SqlType.DECIMAL;
    }

    private static boolean isInteger(CatalogType type) {
        return type.sqlType() == SqlType.SMALLINT
                || type.sqlType() == SqlType.INTEGER
                || type.sqlType() == SqlType.BIGINT;
    }

    private void compareSize(SqlType type) {
        switch (type) {
            case TEXT, BINARY, JSON -> compareLength();
            case DECIMAL -> compareDigits();
            case SMALLINT, INTEGER, BIGINT -> {
                if (there.sqlType() == SqlType.DECIMAL) {
                    compareDigits();
                }
            }
            case TIME, TIME_WITH_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, DURATION -> compareSeconds();
            default -> {}
        }
    }

    /** A model that tells no length of text leaves it to the column, but nobody knows that of bytes and documents. */
    private void compareLength() {
        boolean unlimited = asked.length() == 0 && asked.sqlType() != SqlType.TEXT && there.length() < GREATEST_LENGTH;
        if (there.length() > 0 && (unlimited || asked.length() > there.length())) {
            add(
                    Kind.LENGTH,
                    "shorter than the model's "
                            + (unlimited ? "values, which have no length" : "length of " + asked.length())
                            + "; let the column be as long"
                            + (asked.sqlType() == SqlType.JSON
                                    ? ""
                                    : ", or say @Column(length = " + there.length() + ")"));
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
        return number.sqlType() == SqlType.DECIMAL
                ? number
                : CatalogType.of(number.name(), SqlType.DECIMAL, 0, digits(number.bits()), 0);
    }

    private static int digits(int bits) {
        return (int) (bits * DECIMAL_DIGITS_PER_BIT);
    }

    /** Return how many digits before the point the model says that there are; 0 if it does not say. */
    private int digitsBefore() {
        if (column.type() == SqlType.DECIMAL) {
            return column.precision() == 0 ? 0 : column.precision() - column.scale();
        }
        return digits(asked.bits()) + 1;
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
