package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Renames the column of one property in {@link Table#columns()}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface ColumnName {

    /** The property: {@code "createdAt"}, or {@code "addressCity"} for a component of an embedded value. */
    String property();

    /** The name of its column, quoted as it stands. */
    String column();
}
