/** The goals of {@code fluxrecord-maven-plugin}, which do no more than to hand on what the build says. */
@NullMarked
package io.fluxrecord.maven;

import org.jspecify.annotations.NullMarked;
