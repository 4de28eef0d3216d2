/**
 * The contracts that every dialect passes. A dialect's tests implement each {@code *Contract} and supply a
 * {@link io.fluxrecord.tck.TestBed} on a real database.
 *
 * <p>Not null-marked, as applications seldom are: a contract goes on to use a key that the save before it has set.
 */
@NullUnmarked
package io.fluxrecord.tck;

import org.jspecify.annotations.NullUnmarked;
