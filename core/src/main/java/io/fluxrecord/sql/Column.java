package io.fluxrecord.sql;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table, with what a schema needs to know of it. As an expression it stands for the column's value in the
 * row.
 *
 * @param length the greatest number of characters, or 0
 * @param precision the number of digits of a number, or 0 for as many as the dialect gives
 * @param scale the number of digits after the point: of a number, or of the seconds of a time, where -1 is what the
 *     dialect gives
 * @param declaredType the database's own type as the model names it, for a {@code CREATE TABLE} and casts; null for
 *     what the dialect gives
 */
public record Column(
        Table table,
        String name,
        SqlType type,
        int length,
        int precision,
        int scale,
        boolean nullable,
        boolean unique,
        @Nullable String declaredType)
        implements SqlExpression {

    /** Describe a column of the type that the dialect gives. */
    public Column(
            Table table,
            String name,
            SqlType type,
            int length,
            int precision,
            int scale,
            boolean nullable,
            boolean unique) {
        this(table, name, type, length, precision, scale, nullable, unique, null);
    }

    /**
     * Return whether text is the name of a type and nothing else, so that it may stand in SQL: a schema, quotes, words,
     * numbers or labels in parentheses, and brackets of an array may be in it; a constraint or a default may not.
     */
    public static boolean isTypeName(String text) {
        return TypeName.matches(text);
    }

    /** Return what a column of the elements of this array would be; this column if it is no array. */
    public Column element() {
        SqlType element = type.element();
        return element == null ? this : new Column(table, name, element, length, precision, scale, true, false);
    }

    @Override
    public void accept(SqlVisitor visitor) {
        visitor.visit(this);
    }
}
