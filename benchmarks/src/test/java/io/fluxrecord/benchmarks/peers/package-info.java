/** Every operation of every contender once on H2, so that a run of hours does not end in a surprise. */
@NullMarked
package io.fluxrecord.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
