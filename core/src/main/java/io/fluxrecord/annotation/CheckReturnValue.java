package io.fluxrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the caller of a method has to use what it returns: a publisher without a subscriber does nothing, and says
 * nothing. Error Prone and IntelliJ IDEA know annotations of this name, whatever their package, and report a call whose
 * result is dropped.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CheckReturnValue {}
