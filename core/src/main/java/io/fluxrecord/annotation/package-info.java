/** What a model says to the annotation processor. No behaviour, and nothing of it is there at run time. */
@NullMarked
package io.fluxrecord.annotation;

import org.jspecify.annotations.NullMarked;
