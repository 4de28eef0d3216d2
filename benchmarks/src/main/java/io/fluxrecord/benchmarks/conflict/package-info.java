/** Whether a refused save stays refused: the lost update that hides behind a version that is raised too early. */
@NullMarked
package io.fluxrecord.benchmarks.conflict;

import org.jspecify.annotations.NullMarked;
