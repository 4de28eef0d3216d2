/** The tour is walked on H2, and its parts that decide about right and wrong are tested alone. */
@NullMarked
package io.fluxrecord.examples;

import org.jspecify.annotations.NullMarked;
