package io.fluxrecord.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a Java {@code record} that queries emit. A class is generated beside it, whose method {@code of} takes what is
 * selected for each component, and whose constants are the components as columns:
 *
 * <pre>{@code
 * @Projection
 * record Revenue(String country, BigDecimal total, long orders) {}
 *
 * Flux<Revenue> best = Order_.query()
 *         .groupBy(COUNTRY)
 *         .select(Revenue_.of(COUNTRY, Order_.total.sum(), count()))
 *         .orderBy(Revenue_.total.desc())
 *         .limit(10)
 *         .all();
 * }</pre>
 *
 * <p>A component that is a wrapper or another class is null where what is selected for it is; one that is primitive
 * signals {@link io.fluxrecord.error.MappingException}.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Projection {}
