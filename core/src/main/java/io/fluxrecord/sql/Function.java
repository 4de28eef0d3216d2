package io.fluxrecord.sql;

/** What a {@link SqlExpression.Call} computes, the same on all databases, however they spell it. */
public enum Function {
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** The quotient; of integers it is one, without a fraction. */
    DIVIDE,
    NEGATE,
    ABS,
    /** The first argument, rounded half away from zero to as many digits after the point as the second one says. */
    ROUND,
    /** The number without digits after the point. */
    TRUNCATE,
    COALESCE,
    NULLIF,
    LOWER,
    UPPER,
    /** The text without spaces at its ends. */
    TRIM,
    /** The number of characters. */
    LENGTH,
    CONCAT,
    /** Of a text, from a position that counts from 1, as many characters. */
    SUBSTRING,
    REPLACE,
    YEAR,
    MONTH,
    DAY,
    /** The date of a time; that in UTC if it has a zone. */
    DATE,
    /** The time in UTC, without its zone, of one that has a zone. */
    UTC,
    /** A value of one type as one of the call's. */
    CAST,
    /** A decimal with 20 digits after the point, so that a quotient or an average has as many at least. */
    SCALED
}
