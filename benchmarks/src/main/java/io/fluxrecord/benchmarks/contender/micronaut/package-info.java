/** Micronaut Data R2DBC: repositories whose queries are made when this module is compiled. */
@NullMarked
package io.fluxrecord.benchmarks.contender.micronaut;

import org.jspecify.annotations.NullMarked;
