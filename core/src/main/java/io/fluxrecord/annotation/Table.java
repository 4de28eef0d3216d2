package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the table of a model. Without it the table is the name of the class in snake case: {@code LineItem} is stored
 * in {@code line_item}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Table {

    /** The name of the table, quoted as it stands; by default the name of the class in snake case. */
    String value() default "";

    /** The schema of the table; by default the one that the connection finds first. */
    String schema() default "";

    /**
     * Other names for the columns of mixins, of embedded values or of mapped superclasses, which have no field here to
     * annotate.
     */
    ColumnName[] columns() default {};
}
