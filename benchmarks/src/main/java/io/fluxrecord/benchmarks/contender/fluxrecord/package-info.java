/** Fluxrecord itself, used as its README says. */
@NullMarked
package io.fluxrecord.benchmarks.contender.fluxrecord;

import org.jspecify.annotations.NullMarked;
