/** Spring Data R2DBC through {@code R2dbcEntityTemplate}, configured as its reference documentation shows. */
@NullMarked
package io.fluxrecord.benchmarks.contender.spring;

import org.jspecify.annotations.NullMarked;
