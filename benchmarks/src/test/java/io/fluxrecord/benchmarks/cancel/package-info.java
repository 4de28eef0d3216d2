/** Every trial a few times on PostgreSQL, so that a run of minutes does not end in a surprise. */
@NullMarked
package io.fluxrecord.benchmarks.cancel;

import org.jspecify.annotations.NullMarked;
