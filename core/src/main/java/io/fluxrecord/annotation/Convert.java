package io.fluxrecord.annotation;

import io.fluxrecord.mapping.Converter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stores a property of a type that the database does not know through a {@link Converter}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Convert {

    /** The converter; a class with an accessible no-argument constructor, of which one instance serves all threads. */
    Class<? extends Converter<?, ?>> value();
}
