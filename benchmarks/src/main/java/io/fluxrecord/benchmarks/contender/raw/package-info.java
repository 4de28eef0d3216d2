/** R2DBC by hand, as an expert would write it: what all others are compared with. */
@NullMarked
package io.fluxrecord.benchmarks.contender.raw;

import org.jspecify.annotations.NullMarked;
