package io.fluxrecord.annotation;

import io.fluxrecord.lifecycle.Lifecycle;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a default method of a mixin interface as a hook of every model that implements it. The method takes nothing and
 * returns {@code void} or a {@link org.reactivestreams.Publisher}. In a class, override the hook method instead.
 *
 * <pre>{@code
 * interface Tenanted {
 *     Attribute<String> TENANT = Attribute.of(String.class);
 *
 *     @On(Lifecycle.BEFORE_INSERT)
 *     default Mono<Void> stampTenant() {
 *         return Mono.deferContextual(ctx -> Mono.fromRunnable(() -> TENANT.set(this, ctx.get("tenant"))));
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface On {

    /** The events that call the method. */
    Lifecycle[] value();
}
