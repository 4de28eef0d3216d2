/** What is left behind by work that is cancelled: open transactions, rows, halves, connections that are stuck. */
@NullMarked
package io.fluxrecord.benchmarks.cancel;

import org.jspecify.annotations.NullMarked;
