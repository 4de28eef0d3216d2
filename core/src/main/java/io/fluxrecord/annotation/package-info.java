/**
 * What a model says to the annotation processor, and what methods say to tools that check code. No behaviour, and
 * nothing of it is there at run time.
 */
@NullMarked
package io.fluxrecord.annotation;

import org.jspecify.annotations.NullMarked;
