package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the relation that a {@link io.fluxrecord.Many} is the other side of: the records that refer to this one by it.
 *
 * <pre>{@code
 * public class Order extends ActiveRecord<Order> implements UuidKey {
 *     @Inverse("order")
 *     final Many<OrderLine> lines = many(); // those whose One<Order> order is this one
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Inverse {

    /** The name of the {@link io.fluxrecord.One} of the other model that refers to this model. */
    String value();
}
