package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in {@link Table#columns()} what the column of one property is: its name, or the precision of its time.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface ColumnName {

    /** The property: {@code "createdAt"}, or {@code "addressCity"} for a component of an embedded value. */
    String property();

    /** The name of its column, quoted as it stands; may be left out where a {@link #secondPrecision()} is told. */
    String column() default "";

    /** What {@link Column#secondPrecision()} is for a property that has no field to annotate. */
    int secondPrecision() default -1;
}
