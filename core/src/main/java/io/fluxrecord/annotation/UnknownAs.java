package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which constant an enum property becomes where its column holds the name of none, as when another program knows
 * more constants. Without it such a row signals {@link io.fluxrecord.error.MappingException}.
 *
 * <pre>{@code
 * @UnknownAs("OTHER")
 * Status status;
 * }</pre>
 *
 * <p>To read such a row is no change: a save leaves the column as it is until the property is set to another constant.
 * Conditions ask for what is stored, so {@code status.eq(OTHER)} does not match a name that is unknown. A part of the
 * key cannot have it.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface UnknownAs {

    /** The name of the constant. */
    String value();
}
