package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more about the column of a property. Without it the column is the name of the property in snake case.
 *
 * <p>Length, nullability and uniqueness only matter to {@link io.fluxrecord.Schema}, uniqueness to the error of a save,
 * too. The digits of numbers and times also tell how values are rounded before they are bound, so that a record in
 * memory equals its row: declare here what the column of the table is.
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

    /**
     * Whether the column takes nulls. Keys, primitives, versions and timestamps never do. Where it is not written out,
     * a property that is not {@code @Nullable} takes none in code that is JSpecify's {@code @NullMarked}, nor does one
     * of Kotlin whose type is not nullable.
     */
    boolean nullable() default true;

    /** Whether two rows may not have the same value; of a soft-deletable model, two rows that are not deleted. */
    boolean unique() default false;

    /**
     * Whether the property is stored as JSON in the database's own type; on PostgreSQL as {@code jsonb}, unless the
     * {@link #type()} is {@code json}. A {@code String} is the text of the JSON, and so is what {@code @Convert} makes
     * of a property; any other type is written and read by the {@link io.fluxrecord.mapping.JsonCodec}, and counts as
     * changed when its content is.
     */
    boolean json() default false;

    /**
     * Whether the database has a default for the column that is to be used where the property is null: a new record is
     * then inserted without the column, and the property holds the default afterwards. A null that is set later is
     * written. Not for primitives, which are never null.
     */
    boolean defaulted() default false;

    /**
     * Whether the database makes the value with each write: a generated column, or one that a trigger maintains. It is
     * never written, and read back after each write of a record; a change of the property is refused by {@code save()}.
     */
    boolean generated() default false;

    /** Whether an insert writes the column; if not, the property holds afterwards what the database has made. */
    boolean insertable() default true;

    /** Whether an update writes the column; if not, a change of the property is refused by {@code save()}. */
    boolean updatable() default true;

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
