/** jOOQ over R2DBC: its DSL, run as a publisher. */
@NullMarked
package io.fluxrecord.benchmarks.contender.jooq;

import org.jspecify.annotations.NullMarked;
