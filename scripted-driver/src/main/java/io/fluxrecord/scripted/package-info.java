/** An R2DBC driver without a database: a script says what is answered. For tests and benchmarks. */
@NullMarked
package io.fluxrecord.scripted;

import org.jspecify.annotations.NullMarked;
