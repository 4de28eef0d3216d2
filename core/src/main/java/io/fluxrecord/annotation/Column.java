package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more about the column of a property. Without it the column is the name of the property in snake case.
 *
 * <p>Length, nullability and uniqueness only matter to {@link io.fluxrecord.Schema}. The digits of numbers and times
 * also tell how values are rounded before they are bound, so that a record in memory equals its row: declare here what
 * the column of the table is.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Column {

    /** The name of the column, quoted as it stands; by default the name of the property in snake case. */
    String value() default "";

    /** The greatest number of characters; 0 means as many as the database stores in its ordinary text type. */
    int length() default 0;

    /**
     * The total number of digits of a {@code BigDecimal} or {@code BigInteger}; 0 means the default of the dialect. A
     * value with more of them before the point is refused with {@link io.fluxrecord.error.MappingException}.
     */
    int precision() default 0;

    /**
     * The number of digits after the point of a {@code BigDecimal}, to which values are rounded half up; where it and
     * the {@link #precision()} are 0, as many as the value has.
     */
    int scale() default 0;

    /**
     * The number of digits of the seconds of a time, from 0 to 9; what is finer is cut off. -1 means the default of the
     * dialect, which is 6 for PostgreSQL and H2; PostgreSQL has no more than that.
     */
    int secondPrecision() default -1;

    /** Whether the column takes nulls. Keys, primitives, versions and timestamps never do. */
    boolean nullable() default true;

    /** Whether two rows may not have the same value. */
    boolean unique() default false;

    /**
     * Whether a {@code String} property is stored as JSON in the database's own type; on PostgreSQL as {@code jsonb},
     * unless the {@link #type()} is {@code json}.
     */
    boolean json() default false;

    /**
     * The type of the column in the words of the database, such as {@code "mpaa_rating"}, {@code "inet"} or
     * {@code "shop.\"Mood\""}; by default what the dialect has for the property. It is what
     * {@link io.fluxrecord.Schema} writes and what values are cast to.
     *
     * <p>A {@code String}, an enum, a {@code String[]} and a {@code List<String>} of such a column are read and written
     * as the text that the database has for its values, and compared as the database compares them. Of any other
     * property it is the type in {@code Schema} alone.
     *
     * <p>It enters SQL as it stands, so no more is taken than the name of a type, with a schema, quotes, words such as
     * {@code double precision}, numbers or labels in parentheses and brackets of an array; anything else is a compile
     * error.
     */
    String type() default "";
}
