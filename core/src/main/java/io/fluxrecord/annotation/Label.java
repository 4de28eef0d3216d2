package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a constant of an enum is stored as, where that is not its name.
 *
 * <pre>{@code
 * enum Rating { G, PG, @Label("PG-13") PG_13 }
 * }</pre>
 *
 * <p>No two constants of an enum are stored alike, which the compiler checks for each property of it. Models see the
 * labels that the enum has when they are compiled: compile them again when a label has changed.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Label {

    /** What is stored. */
    String value();
}
