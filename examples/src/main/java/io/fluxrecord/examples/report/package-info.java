/**
 * What a tour has to say: sentences as it goes, figures at the end, and from these the exit code. Knows nothing of
 * databases.
 */
@NullMarked
package io.fluxrecord.examples.report;

import org.jspecify.annotations.NullMarked;
