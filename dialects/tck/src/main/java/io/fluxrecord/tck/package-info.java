/**
 * The contracts that every dialect passes. A dialect's tests implement each {@code *Contract} and supply a
 * {@link io.fluxrecord.tck.TestBed} on a real database.
 */
@NullMarked
package io.fluxrecord.tck;

import org.jspecify.annotations.NullMarked;
